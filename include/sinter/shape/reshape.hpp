#pragma once

#include <sinter/shape/strided.hpp>

namespace sinter::detail {

// Replaces the one extent that is -1 by what makes the sizes equal. Throws shape_error if they cannot be.
void complete_shape(index_t* shape, int rank, index_t size, lengths from);

// Strides over the same memory for another shape of the same size; false when that needs a copy.
bool reshaped_strides(lengths shape, index_t const* strides, lengths new_shape, index_t* new_strides);

[[noreturn]] void throw_reshape_needs_copy(lengths from, lengths to);

template <int NewRank, class Element, int Rank>
strided<Element, NewRank> reshaped(strided<Element, Rank> const& array, lengths shape) {
  strided<Element, NewRank> result;
  result.data = array.data;
  result.shape = make_extents<NewRank>(shape.rank);
  result.strides = make_extents<NewRank>(shape.rank);
  for (int axis = 0; axis < shape.rank; ++axis) result.shape[static_cast<std::size_t>(axis)] = shape[axis];
  complete_shape(result.shape.data(), shape.rank, size_of_shape(array.shape), array.shape);
  if (!reshaped_strides(array.shape, array.strides.data(), result.shape, result.strides.data())) {
    throw_reshape_needs_copy(array.shape, result.shape);
  }
  return result;
}

template <class Element, int Rank>
strided<Element, Rank> transposed(strided<Element, Rank> const& array) {
  strided<Element, Rank> result = array;
  std::size_t const rank = array.shape.size();
  for (std::size_t axis = 0; axis < rank; ++axis) {
    result.shape[axis] = array.shape[rank - 1 - axis];
    result.strides[axis] = array.strides[rank - 1 - axis];
  }
  return result;
}

// Stretched to a shape of at least as many axes: axes that are added or had extent 1 get stride 0.
template <int NewRank, class Element, int Rank>
strided<Element const, NewRank> broadcast(strided<Element, Rank> const& array, lengths shape) {
  strided<Element const, NewRank> result;
  result.data = array.data;
  result.shape = make_extents<NewRank>(shape.rank);
  result.strides = make_extents<NewRank>(shape.rank);
  int const missing = shape.rank - array.rank();
  for (int axis = 0; axis < shape.rank; ++axis) {
    auto const to = static_cast<std::size_t>(axis);
    auto const from = static_cast<std::size_t>(axis - missing);
    result.shape[to] = shape[axis];
    result.strides[to] = 0;
    if (axis < missing) continue;
    if (array.shape[from] == shape[axis]) {
      result.strides[to] = array.strides[from];
    } else if (array.shape[from] != 1) {
      throw_not_broadcastable(array.shape, shape);
    }
  }
  if (missing < 0) throw_not_broadcastable(array.shape, shape);
  checked_size(shape, sizeof(Element));
  return result;
}

}  // namespace sinter::detail
