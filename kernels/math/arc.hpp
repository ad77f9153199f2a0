#pragma once

#include "math/lanes.hpp"

// Inverse trigonometric functions: base + sign * (a + tail), base a multiple of pi/2.

#if defined(__FMA__)

namespace sinter::detail {
namespace {

inline constexpr long double half_pi_hi[] = {0x1.921fb54442d18p0L, 0x1.921fb6p0L};  // for double, for float
inline constexpr long double half_pi_lo[] = {0x1.1a62633145c07p-54L, -0x1.777a5cp-25L};

// times pi/2 + a + tail; times is 0 or at least 1.
template <class V>
SINTER_INLINE V from_quarter(V times, V a, V tail) {
  pair<V> const sum = sum_of(times * constant<V>(half_pi_hi[0], half_pi_hi[1]), a);
  return sum.hi + (sum.lo + fma(times, constant<V>(half_pi_lo[0], half_pi_lo[1]), tail));
}

// The angle of the point (x, y) >= 0, to the axis that it is closer to.
template <class V>
SINTER_INLINE pair<V> short_angle(V smaller, V larger) {
  V const q = smaller / larger, z = q * q;
  return {q, q * z * polynomial(polynomials<element_of<V>>::atan, z)};
}

template <>
struct own<ops::atan> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    V const size = absolute_value(x), one = constant<V>(1);
    bits_of<V> const is_steep = size > one;
    pair<V> const angle = short_angle(at_most(one, size), at_least(one, size));
    bits_of<V> const turn = (bits_of<V>)(is_steep ? constant<V>(-0.0L) : V{});
    V const result = from_quarter(is_steep ? one : V{}, flip_sign(angle.hi, turn), flip_sign(angle.lo, turn));
    return (V)((bits_of<V>)result | sign_of(x));
  }
};

template <>
struct own<ops::atan2> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V y, V x) {
    V const up = absolute_value(y), right = absolute_value(x), one = constant<V>(1);
    bits_of<V> const is_steep = up > right, sign = splat_bits<element_of<V>>(sign_bit<element_of<V>>);
    V smaller = is_steep ? right : up, larger = is_steep ? up : right;
    bits_of<V> const is_rare = (larger == V{}) | ~(larger < infinity<V>());
    if (any_lane(is_rare)) {
      smaller = smaller == infinity<V>() ? one : larger == infinity<V>() ? V{} : smaller;
      bits_of<V> const is_end = (larger == V{}) | (larger == infinity<V>());
      larger = is_end ? one : larger;
    }
    pair<V> const angle = short_angle(smaller, larger);
    // 0, 1 or 2 quarters, less the angle where x and steepness say so.
    bits_of<V> const turn = sign_of(x) ^ (is_steep & sign);
    V const flat = (bits_of<V>)x < bits_of<V>{} ? constant<V>(2) : V{};
    V const result = from_quarter(is_steep ? one : flat, flip_sign(angle.hi, turn), flip_sign(angle.lo, turn));
    V const signed_result = (V)((bits_of<V>)result | sign_of(y));
    bits_of<V> const has_nan = (x != x) | (y != y);
    return any_lane(is_rare) ? (has_nan ? x + y : signed_result) : signed_result;
  }
};

// asin(s) = s + tail for 0 <= s <= 1/2, and of larger |x| by asin(x) = pi/2 - 2 asin(sqrt((1 - x) / 2)).
template <class V>
struct arc {
  bits_of<V> is_large;
  V s, tail;
};
template <class V>
SINTER_INLINE arc<V> arc_of(V size) {
  V const half = constant<V>(0.5L);
  bits_of<V> const is_large = size > half;
  V const z = is_large ? minus_product(half, size, half) : size * size;
  V const s = is_large ? square_root(z) : size;
  return {is_large, s, s * z * polynomial(polynomials<element_of<V>>::asin, z)};
}

template <>
struct own<ops::asin> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    arc<V> const part = arc_of(absolute_value(x));
    V const times = part.is_large ? constant<V>(-2) : constant<V>(1);
    V const result = from_quarter(part.is_large ? constant<V>(1) : V{}, part.s * times, part.tail * times);
    return (V)((bits_of<V>)result | sign_of(x));
  }
};

template <>
struct own<ops::acos> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    arc<V> const part = arc_of(absolute_value(x));
    bits_of<V> const is_negative = (bits_of<V>)x < bits_of<V>{};
    V const quarters = part.is_large ? (is_negative ? constant<V>(2) : V{}) : constant<V>(1);
    V const size = part.is_large ? constant<V>(-2) : constant<V>(1);
    V const times = is_negative ? size : -size;
    return from_quarter(quarters, part.s * times, part.tail * times);
  }
};

}  // namespace
}  // namespace sinter::detail

#endif
