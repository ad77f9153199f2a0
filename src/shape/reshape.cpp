#include <sinter/core/error.hpp>
#include <sinter/shape/reshape.hpp>

namespace sinter::detail {

void complete_shape(index_t* shape, int rank, index_t size, lengths from) {
  lengths const asked(shape, rank);
  auto const fail = [&] {
    throw shape_error("reshape: " + to_string(from) + " does not have as many elements as " + to_string(asked));
  };
  int open = -1;
  index_t product = 1;
  for (int axis = 0; axis < rank; ++axis) {
    if (shape[axis] == -1 && open < 0) {
      open = axis;
    } else if (shape[axis] < 0 || __builtin_mul_overflow(product, shape[axis], &product)) {
      fail();
    }
  }
  if (open >= 0) {
    if (product == 0 || size % product != 0) fail();
    shape[open] = size / product;
  } else if (product != size) {
    fail();
  }
}

bool reshaped_strides(lengths shape, index_t const* strides, lengths new_shape, index_t* new_strides) {
  if (is_contiguous(shape, strides) || size_of_shape(shape) == 0) {
    row_major_strides(new_shape, new_strides);
    return true;
  }
  // Groups of old axes and of new axes with equal products are matched from the front; within a group the old
  // axes must be jointly contiguous.
  index_t lengths_left[max_rank];
  index_t strides_left[max_rank];
  int left = 0;
  for (int axis = 0; axis < shape.rank; ++axis) {
    if (shape[axis] == 1) continue;
    lengths_left[left] = shape[axis];
    strides_left[left++] = strides[axis];
  }
  int old_axis = 0;
  int new_axis = 0;
  while (new_axis < new_shape.rank && old_axis < left) {
    int old_end = old_axis + 1;
    int new_end = new_axis + 1;
    index_t old_product = lengths_left[old_axis];
    index_t new_product = new_shape[new_axis];
    while (old_product != new_product) {
      if (new_product < old_product) {
        new_product *= new_shape[new_end++];
      } else {
        old_product *= lengths_left[old_end++];
      }
    }
    for (int axis = old_axis; axis + 1 < old_end; ++axis) {
      if (strides_left[axis] != lengths_left[axis + 1] * strides_left[axis + 1]) return false;
    }
    index_t stride = strides_left[old_end - 1];
    for (int axis = new_end - 1; axis >= new_axis; --axis) {
      new_strides[axis] = stride;
      stride *= new_shape[axis];
    }
    old_axis = old_end;
    new_axis = new_end;
  }
  for (; new_axis < new_shape.rank; ++new_axis) new_strides[new_axis] = 1;
  return true;
}

void throw_reshape_needs_copy(lengths from, lengths to) {
  throw shape_error("reshape: " + to_string(from) + " to " + to_string(to) +
                    " needs a copy, because the elements are not contiguous; reshape eval(…) instead");
}

}  // namespace sinter::detail
