// A slice per axis, no more.
// expect: sinter: more indices than the array has axes

#include <sinter/sinter.hpp>

using namespace sinter;

auto refused(ndarray<double, 2>& a) { return a(1, 2, all, 3); }
