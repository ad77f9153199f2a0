#include <sinter/array/create.hpp>

#include <cmath>

#include <sinter/core/error.hpp>

namespace sinter::detail {

void fill_range(double* to, index_t n, double first, double step) {
  for (index_t i = 0; i < n; ++i) to[i] = first + static_cast<double>(i) * step;
}

index_t range_size(double start, double stop, double step) {
  double const count = std::ceil((stop - start) / step);
  if (step == 0 || !(std::abs(count) < 9e18)) {
    throw shape_error("arange: from " + std::to_string(start) + " to " + std::to_string(stop) + " in steps of " +
                      std::to_string(step) + " is no finite range");
  }
  return count > 0 ? static_cast<index_t>(count) : 0;
}

}  // namespace sinter::detail
