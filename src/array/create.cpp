#include <cmath>

#include <sinter/array/create.hpp>
#include <sinter/core/error.hpp>

namespace sinter::detail {

void fill_range(double* to, index_t n, double first, double step) {
  for (index_t i = 0; i < n; ++i) to[i] = first + static_cast<double>(i) * step;
}

index_t range_size(double start, double stop, double step) {
  double const count = std::ceil((stop - start) / step);
  if (step == 0 || !(std::abs(count) < 9e18)) {
    throw_no_range(start, stop, step);
  }
  return count > 0 ? static_cast<index_t>(count) : 0;
}

void throw_no_range(double start, double stop, double step) {
  throw shape_error("arange: from " + std::to_string(start) + " to " + std::to_string(stop) + " in steps of " +
                    std::to_string(step) + " is no finite range");
}

}  // namespace sinter::detail
