// Subtracting truth values has no meaning; NumPy refuses it too.
// expect: sinter: this operation is not defined for bool arrays

#include <sinter/sinter.hpp>

using namespace sinter;

void refused(ndarray<bool, 1>& a, ndarray<bool, 1> const& b) { a = a - b; }
