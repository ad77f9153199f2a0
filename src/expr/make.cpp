#include <cmath>
#include <string>

#include <sinter/core/error.hpp>
#include <sinter/expr/make.hpp>

namespace sinter::detail {

void throw_scalar_does_not_fit(double value, element_type type) {
  std::string text = std::to_string(value);
  if (value == std::trunc(value) && std::isfinite(value)) text.erase(text.find('.'));
  throw type_error("scalar " + text + " does not fit the element type " + name_of(type));
}

void throw_array_changed(index_t before, lengths now) {
  throw shape_error("expression: an array of " + std::to_string(before) +
                    " elements that it views was moved, swapped or resized since, and has the shape " + to_string(now));
}

}  // namespace sinter::detail
