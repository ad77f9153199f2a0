// A truth value has no negative.
// expect: sinter: this operation is not defined for bool arrays

#include <sinter/sinter.hpp>

using namespace sinter;

void refused(ndarray<bool, 1>& a) { a = -a; }
