// An array has as many indices as axes.
// expect: sinter: an element needs as many indices as the array has axes

#include <sinter/sinter.hpp>

using namespace sinter;

double refused(ndarray<double, 2> const& a) { return a(1, 2, 3); }
