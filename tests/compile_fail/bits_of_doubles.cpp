// Bit operations are for integers.
// expect: sinter: bit operations take integer or bool arrays

#include <sinter/sinter.hpp>

using namespace sinter;

auto refused(ndarray<double, 1> const& a, ndarray<double, 1> const& b) { return eval(a & b); }
