// Half would be lost.
// expect: sinter: the result of this compound assignment does not fit the element type

#include <sinter/sinter.hpp>

using namespace sinter;

void refused(ndarray<int, 1>& a) { a += 0.5; }
