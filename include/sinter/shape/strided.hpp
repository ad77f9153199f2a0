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

}  // namespace sinter::detail
