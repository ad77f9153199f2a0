#pragma once

#include <span>

#include <sinter/shape/slice.hpp>

namespace sinter {

template <class Element, int Rank = dynamic_rank>
class view;
template <element Element, int Rank = dynamic_rank>
class ndarray;

namespace detail {

[[noreturn]] void throw_not_contiguous(lengths shape);
[[noreturn]] void throw_not_a_scalar(lengths shape);

// A negative index counts from the end.
template <class Index>
SINTER_INLINE index_t from_start(Index index, [[maybe_unused]] index_t extent) {
  if constexpr (std::is_signed_v<Index>) {
    return index < 0 ? static_cast<index_t>(index) + extent : static_cast<index_t>(index);
  } else {
    return static_cast<index_t>(index);
  }
}

// Dense: the elements are known to be in row-major order without gaps, so that the last stride is 1 for the compiler.
template <bool Checked, bool Dense, class Element, int Rank, class... Indices>
SINTER_INLINE Element& element_at(strided<Element, Rank> const& array, Indices... indices) {
  if constexpr (Rank == dynamic_rank) {
    if (static_cast<int>(sizeof...(Indices)) != array.rank()) throw_wrong_index_count(sizeof...(Indices), array.shape);
  } else {
    static_assert(sizeof...(Indices) == Rank, "sinter: an element needs as many indices as the array has axes");
  }
  index_t offset = 0;
  std::size_t axis = 0;
  [[maybe_unused]] auto const add = [&](auto index) SINTER_LAMBDA {
    index_t const at = from_start(index, array.shape[axis]);
    if constexpr (Checked || SINTER_CHECKED) {
      if (at < 0 || at >= array.shape[axis]) {
        throw_index_out_of_range(static_cast<index_t>(index), static_cast<int>(axis), array.shape);
      }
    }
    if constexpr (Dense) {
      offset = offset * array.shape[axis++] + at;
    } else {
      offset += at * array.strides[axis++];
    }
  };
  (add(indices), ...);
  return array.data[offset];
}

SINTER_INLINE slice as_slice(slice range) { return range; }
SINTER_INLINE slice as_slice(all_t) { return {}; }

// An array without elements may be nowhere, and a null pointer cannot be moved.
template <class Element>
SINTER_INLINE Element* moved(Element* data, index_t by) {
  return data == nullptr ? data : data + by;
}

// One slice for each axis.
template <class Element, int Rank, class... Slices>
SINTER_INLINE strided<Element, Rank> sliced_axes(strided<Element, Rank> const& array, Slices const&... slices) {
  strided<Element, Rank> result = array;
  std::size_t axis = 0;
  auto const cut = [&](slice range) SINTER_LAMBDA {
    axis_range const r = resolve(range, array.shape[axis]);
    if (r.count > 0) result.data = moved(result.data, r.start * array.strides[axis]);
    if (r.count > 1) result.strides[axis] *= range.step;
    result.shape[axis++] = r.count;
  };
  (cut(as_slice(slices)), ...);
  return result;
}

template <class Element, int Rank, class... Indices>
auto indexed_by(strided<Element, Rank> const& array, Indices const&... indices) {
  constexpr int rank = sliced_rank<Rank, Indices...>();
  any_index const list[] = {any_index::of(indices)...};
  index_t shape[max_rank + sizeof...(Indices)];
  index_t strides[max_rank + sizeof...(Indices)];
  selection const chosen = select(list, sizeof...(Indices), array.shape, array.strides, shape, strides);
  strided<Element, rank> result;
  result.data = moved(array.data, chosen.offset);
  result.shape = make_extents<rank>(chosen.rank);
  result.strides = make_extents<rank>(chosen.rank);
  for (int axis = 0; axis < chosen.rank; ++axis) {
    result.shape[static_cast<std::size_t>(axis)] = shape[axis];
    result.strides[static_cast<std::size_t>(axis)] = strides[axis];
  }
  return result;
}

// The common case is inlined: of a slice that the compiler knows, little is left.
template <class Element, int Rank, class... Indices>
SINTER_INLINE auto sliced(strided<Element, Rank> const& array, Indices const&... indices) {
  constexpr int axes = (0 + ... + int{is_integer_index<Indices> || is_slice<Indices>});
  static_assert(Rank == dynamic_rank || axes <= Rank, "sinter: more indices than the array has axes");
  if constexpr (Rank > 0 && static_cast<int>(sizeof...(Indices)) == Rank && (is_slice<Indices> && ...)) {
    return sliced_axes(array, indices...);
  } else {
    return indexed_by(array, indices...);
  }
}

// What a[i] is: the element of a one-dimensional array, else a view without the first axis.
template <bool Dense, class Element, int Rank>
SINTER_INLINE auto without_first_axis(strided<Element, Rank> const& array, index_t index) {
  constexpr int rank = Rank == dynamic_rank ? dynamic_rank : Rank - 1;
  if constexpr (Rank == dynamic_rank) {
    if (array.rank() == 0) throw_wrong_index_count(1, array.shape);
  }
  index_t const at = from_start(index, array.shape[0]);
  if constexpr (SINTER_CHECKED) {
    if (at < 0 || at >= array.shape[0]) throw_index_out_of_range(index, 0, array.shape);
  }
  strided<Element, rank> result;
  result.data = array.data + at * array.strides[0];
  result.shape = make_extents<rank>(array.rank() - 1);
  result.strides = make_extents<rank>(array.rank() - 1);
  for (std::size_t axis = 0; axis < result.shape.size(); ++axis) {
    result.shape[axis] = array.shape[axis + 1];
    result.strides[axis] = array.strides[axis + 1];
  }
  if constexpr (Dense && rank > 0) result.strides[rank - 1] = 1;
  return result;
}

}  // namespace detail
}  // namespace sinter
