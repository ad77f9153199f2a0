// expect: sinter: the axes of a reduction are given as axis
#include <sinter/sinter.hpp>

void refused(sinter::ndarray<double, 2> const& a) { sinter::sum(a, 0); }
