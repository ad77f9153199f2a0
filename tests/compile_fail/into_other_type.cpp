// expect: sinter: into.. takes an array of the result's element type
#include <sinter/sinter.hpp>

void refused(sinter::ndarray<int, 2> const& a, sinter::ndarray<int, 1>& sums) {
  sinter::sum(a, sinter::axis(0), sinter::into(sums));
}
