// `/` gives float64, which an integer array cannot hold.
// expect: sinter: the result of this compound assignment does not fit the element type

#include <sinter/sinter.hpp>

using namespace sinter;

void refused(ndarray<int, 1>& a) { a /= 2; }
