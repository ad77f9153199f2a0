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

}  // namespace sinter::detail
