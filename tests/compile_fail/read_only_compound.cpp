// A const array cannot be changed.
// expect: sinter: .*reads only

#include <sinter/sinter.hpp>

using namespace sinter;

void refused(ndarray<double, 1> const& a) { a += 1; }
