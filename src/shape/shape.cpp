#include <limits>

#include <sinter/core/error.hpp>
#include <sinter/shape/shape.hpp>

namespace sinter::detail {

std::string to_string(lengths shape) {
  std::string text = "(";
  for (int axis = 0; axis < shape.rank; ++axis) {
    if (axis > 0) text += ", ";
    text += std::to_string(shape[axis]);
  }
  return text + (shape.rank == 1 ? ",)" : ")");
}

index_t checked_size(lengths shape, std::size_t element_bytes) {
  // Extents of 0 must not hide an overflow of the others: strides are computed from them.
  std::size_t elements = 1;
  bool is_empty = false;
  bool overflow = false;
  for (int axis = 0; axis < shape.rank; ++axis) {
    if (shape[axis] < 0) throw shape_error("shape " + to_string(shape) + " has a negative extent");
    is_empty = is_empty || shape[axis] == 0;
    if (shape[axis] != 0) {
      overflow = overflow || __builtin_mul_overflow(elements, static_cast<std::size_t>(shape[axis]), &elements);
    }
  }
  std::size_t bytes = 0;
  overflow = overflow || __builtin_mul_overflow(elements, element_bytes, &bytes) ||
             bytes > static_cast<std::size_t>(std::numeric_limits<index_t>::max());
  if (overflow) {
    throw shape_error("shape " + to_string(shape) + " of " + std::to_string(element_bytes) +
                      "-byte elements is larger than the address space");
  }
  return is_empty ? 0 : static_cast<index_t>(elements);
}

void throw_shape_mismatch(char const* operation, lengths a, lengths b) {
  throw shape_error(std::string(operation) + ": shapes " + to_string(a) + " and " + to_string(b) +
                    " do not broadcast together");
}

void throw_not_broadcastable(lengths from, lengths to) {
  throw shape_error("assignment: an expression of shape " + to_string(from) + " does not broadcast to shape " +
                    to_string(to));
}

void throw_rank_too_large(index_t rank) {
  throw shape_error("rank " + std::to_string(rank) + " is outside 0 to " + std::to_string(max_rank));
}

}  // namespace sinter::detail
