// Shifts are for integers.
// expect: sinter: bit operations take integer or bool arrays

#include <sinter/sinter.hpp>

using namespace sinter;

auto refused(ndarray<float, 1> const& a) { return eval(a << 2); }
