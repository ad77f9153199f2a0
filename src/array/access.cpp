#include <sinter/array/access.hpp>
#include <sinter/array/nested.hpp>
#include <sinter/core/error.hpp>

namespace sinter::detail {

void throw_not_contiguous(lengths shape) {
  throw shape_error("span: the elements of this view of shape " + to_string(shape) + " are not contiguous");
}

void throw_not_a_scalar(lengths shape) {
  throw shape_error("an array of shape " + to_string(shape) + " is not a single element");
}

void throw_ragged(int axis, index_t length, index_t expected) {
  throw shape_error("nested braces: a row along axis " + std::to_string(axis) + " has " + std::to_string(length) +
                    " elements where the first has " + std::to_string(expected));
}

}  // namespace sinter::detail
