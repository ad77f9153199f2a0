#pragma once

#include <sinter/simd/convert.hpp>

namespace sinter {

// Lanes booleans beside elements of Bytes bytes: each lane is all ones or all zeros.
template <int Bytes, int Lanes, class Arch = compiled_arch>
struct mask {
  using lane = detail::lane_integer<Bytes>;
  static constexpr int lanes = Lanes;

  detail::vec<lane, Lanes> value;

  // The same booleans beside elements of another width.
  template <int To>
  SINTER_INLINE mask<To, Lanes, Arch> resized() const {
    return {detail::convert_vec<detail::lane_integer<To>, lane, Lanes>(value)};
  }

  SINTER_INLINE bool operator[](int index) const { return value[index] != 0; }

  friend SINTER_INLINE mask operator~(mask a) { return {~a.value}; }
  friend SINTER_INLINE mask operator!(mask a) { return {~a.value}; }
};

namespace detail {

template <int A, int B>
inline constexpr int narrower = A < B ? A : B;

}  // namespace detail

template <int A, int B, int Lanes, class Arch>
SINTER_INLINE auto operator&(mask<A, Lanes, Arch> a, mask<B, Lanes, Arch> b) {
  constexpr int bytes = detail::narrower<A, B>;
  return mask<bytes, Lanes, Arch>{a.template resized<bytes>().value & b.template resized<bytes>().value};
}
template <int A, int B, int Lanes, class Arch>
SINTER_INLINE auto operator|(mask<A, Lanes, Arch> a, mask<B, Lanes, Arch> b) {
  constexpr int bytes = detail::narrower<A, B>;
  return mask<bytes, Lanes, Arch>{a.template resized<bytes>().value | b.template resized<bytes>().value};
}
template <int A, int B, int Lanes, class Arch>
SINTER_INLINE auto operator^(mask<A, Lanes, Arch> a, mask<B, Lanes, Arch> b) {
  constexpr int bytes = detail::narrower<A, B>;
  return mask<bytes, Lanes, Arch>{a.template resized<bytes>().value ^ b.template resized<bytes>().value};
}

// Both operands are evaluated, as everywhere in an expression.
template <int A, int B, int Lanes, class Arch>
SINTER_INLINE auto operator&&(mask<A, Lanes, Arch> a, mask<B, Lanes, Arch> b) {
  return a & b;
}
template <int A, int B, int Lanes, class Arch>
SINTER_INLINE auto operator||(mask<A, Lanes, Arch> a, mask<B, Lanes, Arch> b) {
  return a | b;
}

}  // namespace sinter
