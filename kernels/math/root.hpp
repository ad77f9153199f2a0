#pragma once

#include "math/logarithm.hpp"

#if defined(__FMA__)

namespace sinter::detail {
namespace {

// The cube root of a normal number 2^(3 q + j) m, 1 <= m < 2, j = 0, 1, 2: an approximation r of (2^j m)^(-1/3), made
// better by the series of (1 - h)^(-1/3) for h = 1 - 2^j m r^3, then y = 2^j m r^2 and one step of Newton's.
template <class V>
SINTER_INLINE V cube_root(V size) {
  constexpr int digits = of_double<V> ? 52 : 23;
  bits_of<V> const exponent = (bits_of<V>)size >> digits;
  bits_of<V> const mantissa = (bits_of<V>)size & bits<V>((1LL << 52) - 1, (1LL << 23) - 1);
  V const power = constant<V>(0x1p52L, 0x1p23L), one = constant<V>(1), third = constant<V>(1 / 3.0L);
  // 3 (q + 341) + j for double; for float 3 (q + 43) + j
  V const e = (V)(exponent | (bits_of<V>)power) - (of_double<V> ? power : power - constant<V>(2));
  nearest<V> const q = nearest_product(e - one, third);
  V const j = minus_product(q.whole, constant<V>(3), e);
  V const m = (V)(mantissa | (bits_of<V>)one), x = m * power_of_two<V>((bits_of<V>)(j + rounder<V>()));
  V const root_of_power = j == one ? constant<V>(0.793700525984099737375852819636154130L) : one;
  V const start = (j == constant<V>(2) ? constant<V>(0.629960524947436582383605303639114175L) : root_of_power) *
                  polynomial(polynomials<element_of<V>>::inverse_cbrt, m);
  V const h = minus_product(x * start, start * start, one);
  V const r = fma(start * h, fma(h, constant<V>(2 / 9.0L), third), start), r2 = r * r, y = x * r2;
  pair<V> const square = product_of(y, y);
  V const excess = fma(square.lo, y, fma(square.hi, y, -x));
  return minus_product(excess, r2 * third, y) * power_of_two<V>(q.raw - bits<V>(341, 43));
}

template <>
struct own<ops::cbrt> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    V const size = absolute_value(x);
    if (!any_not_normal(size)) return (V)((bits_of<V>)cube_root(size) | sign_of(x));
    bits_of<V> const is_subnormal = size < constant<V>(0x1p-1022L, 0x1p-126L);
    V const result = cube_root(is_subnormal ? size * constant<V>(0x1p54L, 0x1p24L) : size);
    V const small = result * constant<V>(0x1p-18L, 0x1p-8L);
    V const any = (V)((bits_of<V>)(is_subnormal ? small : result) | sign_of(x));
    bits_of<V> const is_end = (x == V{}) | ~(size < infinity<V>());
    return is_end ? x + x : any;
  }
};

// sqrt(x^2 + y^2), the larger square in two parts; scaled where squares would leave the range.
template <>
struct own<ops::hypot> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V root_of_squares(V larger, V smaller) {
    pair<V> const square = product_of(larger, larger);
    return square_root(square.hi + fma(smaller, smaller, square.lo));
  }
  template <class V>
  static SINTER_INLINE V apply(V x, V y) {
    V const a = absolute_value(x), b = absolute_value(y);
    V const larger = a > b ? a : b, smaller = a > b ? b : a;
    V const upper = constant<V>(0x1p510L, 0x1p62L), lower = constant<V>(0x1p-450L, 0x1p-50L);
    bits_of<V> const is_usual = (larger < upper) & (larger > lower) & (smaller < upper);
    if (!any_lane(~is_usual)) return root_of_squares(larger, smaller);
    V const down = larger >= upper ? constant<V>(0x1p-600L, 0x1p-70L) : constant<V>(1);
    V const scale = larger <= lower ? constant<V>(0x1p600L, 0x1p90L) : down;
    V const up = larger >= upper ? constant<V>(0x1p600L, 0x1p70L) : constant<V>(1);
    V const back = larger <= lower ? constant<V>(0x1p-600L, 0x1p-90L) : up;
    V const result = root_of_squares(larger * scale, smaller * scale) * back;
    bits_of<V> const has_nan = (x != x) | (y != y), is_infinite = (a == infinity<V>()) | (b == infinity<V>());
    return is_infinite ? infinity<V>() : has_nan ? x + y : result;
  }
};

}  // namespace
}  // namespace sinter::detail

#endif
