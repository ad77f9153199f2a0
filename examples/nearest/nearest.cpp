#include "nearest.hpp"

#include <limits>

namespace SINTER_ISA_NAMESPACE {

// A plain loop: the compiler makes vector code of it, with as many lanes as this copy's ISA has.
void find_nearest(sinter::view<float const, 1> x, sinter::view<float const, 1> y, sinter::view<float const, 2> centres,
                  sinter::view<int, 1> nearest) {
  constexpr int block = 1024;
  float least[block];
  for (sinter::index_t start = 0; start < x.size(); start += block) {
    auto const n = static_cast<int>(x.size() - start < block ? x.size() - start : block);
    float const *const px = x.data() + start, *const py = y.data() + start;
    int* const found = nearest.data() + start;
    for (int i = 0; i < n; ++i) least[i] = std::numeric_limits<float>::infinity();
    for (int centre = 0; centre < static_cast<int>(centres.shape()[0]); ++centre) {
      float const cx = centres(centre, 0), cy = centres(centre, 1);
      for (int i = 0; i < n; ++i) {
        float const dx = px[i] - cx, dy = py[i] - cy;
        float const distance = dx * dx + dy * dy;
        bool const closer = distance < least[i];
        least[i] = closer ? distance : least[i];
        found[i] = closer ? centre : found[i];
      }
    }
  }
}

}  // namespace SINTER_ISA_NAMESPACE

SINTER_DISPATCH(find_nearest);
