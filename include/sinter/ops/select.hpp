#pragma once

#include <sinter/ops/op.hpp>
#include <sinter/simd/memory.hpp>

namespace sinter::ops {

// condition ? x : y per element; both sides are evaluated. The condition is bool, x and y have one type.
struct select {
  static constexpr char const* name = "where";
  static constexpr double cost = 0.03;
  template <class Element>
  static constexpr bool accepts = true;
  template <class Element>
  using result = Element;
  template <int Bytes, class Element, int Lanes, class Arch>
  static SINTER_INLINE auto apply(mask<Bytes, Lanes, Arch> condition, batch<Element, Lanes, Arch> x,
                                  batch<Element, Lanes, Arch> y) {
    return where(condition, x, y);
  }
  template <int A, int B, int C, int Lanes, class Arch>
  static SINTER_INLINE auto apply(mask<A, Lanes, Arch> condition, mask<B, Lanes, Arch> x, mask<C, Lanes, Arch> y) {
    return (condition & x) | (~condition & y);
  }
};

// Element conversion with the values of static_cast; to bool it is the comparison with zero.
template <element To>
struct cast {
  static constexpr char const* name = name_of(sinter::element_type_of<To>);
  static constexpr double cost = 0.09;
  using to = To;

  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE auto apply(batch<Element, Lanes, Arch> x) {
    if constexpr (std::same_as<To, bool>) {
      return x != batch<Element, Lanes, Arch>(0);
    } else {
      return batch<To, Lanes, Arch>(detail::convert_vec<To, Element, Lanes>(x.value));
    }
  }
  template <int Bytes, int Lanes, class Arch>
  static SINTER_INLINE auto apply(mask<Bytes, Lanes, Arch> x) {
    if constexpr (std::same_as<To, bool>) {
      return x;
    } else {
      using lane = detail::lane_integer<sizeof(To)>;
      auto const ones = x.template resized<sizeof(To)>().value & detail::splat_vec<lane, Lanes>(1);
      return batch<To, Lanes, Arch>(detail::convert_vec<To, lane, Lanes>(ones));
    }
  }
};

template <class Op>
inline constexpr bool is_cast = false;
template <class To>
inline constexpr bool is_cast<cast<To>> = true;

}  // namespace sinter::ops
