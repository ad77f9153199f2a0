#pragma once

#include <sinter/shape/operand.hpp>
#include <sinter/shape/shape.hpp>

namespace sinter::detail {

// Pointer, shape and strides (in elements): the value of a view, and the leaf of an expression.
template <class Element, int Rank>
struct strided {
  using element = std::remove_const_t<Element>;
  static constexpr int rank_value = Rank;

  Element* data = nullptr;
  extents<Rank> shape = {};
  extents<Rank> strides = {};

  SINTER_INLINE int rank() const { return static_cast<int>(shape.size()); }

  SINTER_INLINE operator strided<Element const, Rank>() const
    requires(!std::is_const_v<Element>)
  {
    return {data, shape, strides};
  }

  operand erased() const {
    return {reinterpret_cast<std::byte*>(const_cast<element*>(data)), shape.data(), strides.data(), rank(),
            element_type_of<element>};
  }
};

// From the first byte of an array to one past the last. Empty where it has no elements.
struct memory_range {
  std::byte const* begin;
  std::byte const* end;
};
template <class Element, int Rank>
SINTER_INLINE memory_range range_of(strided<Element, Rank> const& array) {
  auto const* first = reinterpret_cast<std::byte const*>(array.data);
  auto const* last = first;
  for (std::size_t axis = 0; axis < array.shape.size(); ++axis) {
    if (array.shape[axis] == 0) return {first, first};
    index_t const reach = (array.shape[axis] - 1) * array.strides[axis] * static_cast<index_t>(sizeof(Element));
    (reach < 0 ? first : last) += reach;
  }
  return {first, last + sizeof(Element)};
}

}  // namespace sinter::detail
