// A const array cannot be an output.
// expect: sinter: the output of assign reads only

#include <sinter/sinter.hpp>

using namespace sinter;

void refused(ndarray<double, 1> const& a) { assign(a, a + 1, {.threads = 1}); }
