#pragma once

#include <utility>

#include "math/polynomials.hpp"
#include "math/registers.hpp"

// What the functions with FMA are written in. V is a register of float or double; every step rounds as IEEE 754 says,
// or is exact, so that all ISAs with FMA give the same bits.

#if defined(__FMA__)

namespace sinter::detail {
namespace {

template <class V>
using element_of = std::remove_cvref_t<decltype(std::declval<V>()[0])>;
template <class V>
using bits_of = lane_mask<element_of<V>>;
// The same bits, for sums and shifts that wrap around.
template <class V>
using modular_of = vec<lane_integer<sizeof(element_of<V>), false>, lanes<element_of<V>>>;
template <class V>
inline constexpr bool of_double = sizeof(element_of<V>) == 8;

template <class V>
SINTER_INLINE V constant(long double value) {
  return splat<element_of<V>>(value);
}
// One value for double, another for float.
template <class V>
SINTER_INLINE V constant(long double for_double, long double for_float) {
  return splat<element_of<V>>(of_double<V> ? for_double : for_float);
}
template <class V>
SINTER_INLINE V constant(long double const (&both)[2]) {
  return constant<V>(both[0], both[1]);
}
template <class V>
SINTER_INLINE bits_of<V> bits(long long for_double, long long for_float) {
  return splat_bits<element_of<V>>(of_double<V> ? for_double : for_float);
}

template <class V>
SINTER_INLINE V fma(V x, V y, V z) {
  return fma_vec<element_of<V>, lanes<element_of<V>>>(x, y, z);
}
// z - x * y
template <class V>
SINTER_INLINE V minus_product(V x, V y, V z) {
  return fma(-x, y, z);
}
template <class V>
SINTER_INLINE V square_root(V x) {
  return sqrt_vec<element_of<V>, lanes<element_of<V>>>(x);
}
// The bound where x is NaN's neighbour only: NaN stays NaN.
template <class V>
SINTER_INLINE V at_least(V bound, V x) {
  return max_or_second<element_of<V>, lanes<element_of<V>>>(bound, x);
}
template <class V>
SINTER_INLINE V at_most(V bound, V x) {
  return min_or_second<element_of<V>, lanes<element_of<V>>>(bound, x);
}
template <class V>
SINTER_INLINE V absolute_value(V x) {
  return magnitude<element_of<V>>(x);
}
template <class V>
SINTER_INLINE bits_of<V> sign_of(V x) {
  return (bits_of<V>)x & splat_bits<element_of<V>>(sign_bit<element_of<V>>);
}
template <class V>
SINTER_INLINE V flip_sign(V x, bits_of<V> sign) {
  return (V)((bits_of<V>)x ^ sign);
}
// False for NaN. (g++ 12 takes three steps from a comparison to any_lane.)
template <class V>
SINTER_INLINE bool all_below(V x, V bound) {
#if defined(__AVX512F__)
  if constexpr (of_double<V>) return _mm512_cmp_pd_mask((__m512d)x, (__m512d)bound, _CMP_NLT_UQ) == 0;
  if constexpr (!of_double<V>) return _mm512_cmp_ps_mask((__m512)x, (__m512)bound, _CMP_NLT_UQ) == 0;
#else
  return !any_lane(~(x < bound));
#endif
}
template <class V>
SINTER_INLINE V infinity() {
  return constant<V>(std::numeric_limits<long double>::infinity());
}
template <class V>
SINTER_INLINE V not_a_number() {
  return constant<V>(std::numeric_limits<long double>::quiet_NaN());
}

// c[First] + c[First + 1] x + …, by halves: powers[k] is x to the 2^k.
template <int First, int Count, class V, class Coefficient>
SINTER_INLINE V polynomial_part(Coefficient const* c, V const* powers) {
  if constexpr (Count == 1) {
    return constant<V>(c[First]);
  } else {
    constexpr int level = Count > 16 ? 4 : Count > 8 ? 3 : Count > 4 ? 2 : Count > 2 ? 1 : 0;
    constexpr int half = 1 << level;
    return fma(powers[level], polynomial_part<First + half, Count - half>(c, powers),
               polynomial_part<First, half>(c, powers));
  }
}
template <int First = 0, class V, class Coefficient, int Count>
SINTER_INLINE V polynomial(Coefficient const (&c)[Count], V x) {
  V const x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
  V const powers[] = {x, x2, x4, x8, x8 * x8};
  return polynomial_part<First, Count - First>(c, powers);
}

// x rounded to an integer, as a number and in the low bits of `raw`; |x| < 2^50, for float 2^22.
template <class V>
struct nearest {
  V whole;
  bits_of<V> raw;
};
template <class V>
SINTER_INLINE V rounder() {
  return constant<V>(0x1.8p52L, 0x1.8p23L);
}
template <class V>
SINTER_INLINE nearest<V> nearest_product(V x, V y) {
  V const shifted = fma(x, y, rounder<V>());
  return {shifted - rounder<V>(), (bits_of<V>)shifted};
}

// x times 2 to the power of a whole number, where both and the result are normal numbers: a sum of exponents.
template <class V>
SINTER_INLINE V raised(V x, bits_of<V> raw) {
  constexpr int digits = of_double<V> ? 52 : 23;
  return (V)((modular_of<V>)x + ((modular_of<V>)raw << digits));
}
template <class V>
SINTER_INLINE V power_of_two(bits_of<V> raw) {
  return raised(constant<V>(1), raw);
}

// x * 2^n, rounded once; |x| near 1, |n.whole| < 2000, for float 250.
template <class V>
SINTER_INLINE V scaled(V x, nearest<V> n) {
#if defined(__AVX512F__)
  if constexpr (of_double<V>) return (V)_mm512_maskz_scalef_pd(0xFF, (__m512d)x, (__m512d)n.whole);
  if constexpr (!of_double<V>) return (V)_mm512_maskz_scalef_ps(0xFFFF, (__m512)x, (__m512)n.whole);
#else
  if (!any_lane(absolute_value(n.whole) > constant<V>(1020, 124))) return x * power_of_two<V>(n.raw);
  nearest<V> const half = nearest_product(n.whole, constant<V>(0.5L));
  V const rest = n.whole - half.whole;
  return x * power_of_two<V>(half.raw) * power_of_two<V>((bits_of<V>)(rest + rounder<V>()));
#endif
}

// hi + lo, where lo is what hi has lost.
template <class V>
struct pair {
  V hi, lo;
};
// |x| >= |y|, or x == 0.
template <class V>
SINTER_INLINE pair<V> sum_of(V x, V y) {
  V const hi = x + y;
  return {hi, (x - hi) + y};
}
template <class V>
SINTER_INLINE pair<V> product_of(V x, V y) {
  V const hi = x * y;
  return {hi, fma(x, y, -hi)};
}

// Of numbers whose reciprocal is normal.
template <class V>
SINTER_INLINE V quotient_of(pair<V> x, pair<V> y) {
  y = sum_of(y.hi, y.lo);
  V const inverse = constant<V>(1) / y.hi, near = x.hi * inverse;
  V const rest = minus_product(near, y.hi, x.hi) + minus_product(near, y.lo, x.lo);
  return fma(rest, inverse, near);
}

// Halves of a register of floats or of integers as wide, and one of floats made of two of doubles.
template <int Half, class V, int... Lane>
SINTER_INLINE auto some_of(V x, std::integer_sequence<int, Lane...>) {
  return __builtin_shufflevector(x, x, (Half * static_cast<int>(sizeof...(Lane)) + Lane)...);
}
template <int Half, class V>
SINTER_INLINE auto half_of(V x) {
  return some_of<Half>(x, std::make_integer_sequence<int, lanes<double>>{});
}
template <class V, int... Lane>
SINTER_INLINE lane_values<float> joined(V low, V high, std::integer_sequence<int, Lane...>) {
  return __builtin_shufflevector(low, high, Lane...);
}

// Conversions of a half and a whole register; g++ 12 splits those that the language has.
template <int Half>
SINTER_INLINE lane_values<double> widened(lane_values<float> x) {
#if defined(__AVX512F__)
  return (lane_values<double>)_mm512_maskz_cvtps_pd(0xFF, (__m256)half_of<Half>(x));
#else
  return (lane_values<double>)_mm256_cvtps_pd((__m128)half_of<Half>(x));
#endif
}
SINTER_INLINE lane_values<float> narrowed(lane_values<double> low, lane_values<double> high) {
  using half = vec<float, lanes<double>>;
#if defined(__AVX512F__)
  auto const low_half = (half)_mm512_maskz_cvtpd_ps(0xFF, (__m512d)low);
  auto const high_half = (half)_mm512_maskz_cvtpd_ps(0xFF, (__m512d)high);
#else
  auto const low_half = (half)_mm256_cvtpd_ps((__m256d)low), high_half = (half)_mm256_cvtpd_ps((__m256d)high);
#endif
  return joined(low_half, high_half, std::make_integer_sequence<int, lanes<float>>{});
}

// The functions that this library has itself; SLEEF has the others.
template <class Function>
struct own {
  static constexpr bool exists = false;
};

}  // namespace
}  // namespace sinter::detail

#endif
