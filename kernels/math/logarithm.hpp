#pragma once

#include "math/lanes.hpp"

// log and what is made of it: x = 2^e m with sqrt(1/2) <= m < sqrt(2), f = m - 1, s = f / (f + 2), and
// log m = 2 atanh s = f - (f^2 / 2 - s (f^2 / 2 + s^2 P(s^2))).

#if defined(__FMA__)

namespace sinter::detail {
namespace {

template <class V>
struct normalised {
  V m, e;
};
template <class V>
struct split {
  V f, e;
};

// The exponent in the top bits, as a number. AVX2 has neither the shift nor the conversion for 64 bits: there a small
// integer in the low bits of a power of two is the sum of both.
template <class V>
SINTER_INLINE V signed_exponent(modular_of<V> x) {
#if defined(__AVX512DQ__)
  if constexpr (of_double<V>) return (V)_mm512_maskz_cvtepi64_pd(0xFF, (__m512i)((bits_of<V>)x >> 52));
  if constexpr (!of_double<V>) return (V)_mm512_maskz_cvtepi32_ps(0xFFFF, (__m512i)((bits_of<V>)x >> 23));
#else
  if constexpr (!of_double<V>) return (V)_mm256_cvtepi32_ps((__m256i)((bits_of<V>)x >> 23));
  V const power = constant<V>(0x1p52L);
  modular_of<V> const above = (x + (modular_of<V>)splat_bits<element_of<V>>(1024LL << 52)) >> 52;
  return (V)(above | (modular_of<V>)power) - (power + constant<V>(1024));
#endif
}

// x = 2^e m with `least` <= m < 2 least, of a normal number: the bits are moved so that the exponent changes there.
template <class V>
SINTER_INLINE normalised<V> normalised_from(V x, bits_of<V> least) {
  modular_of<V> const moved = (modular_of<V>)x - (modular_of<V>)least;
  modular_of<V> const mantissa = moved & (modular_of<V>)bits<V>((1LL << 52) - 1, (1LL << 23) - 1);
  return {(V)(mantissa + (modular_of<V>)least), signed_exponent<V>(moved)};
}
template <class V>
SINTER_INLINE split<V> split_of(V x) {
  normalised<V> const part = normalised_from(x, bits<V>(0x3FE6A09E667F3BCDLL, 0x3F3504F3LL));
  return {part.m - constant<V>(1), part.e};
}

// Zero, subnormal, negative, infinite or NaN.
template <class V>
SINTER_INLINE bool any_not_normal(V x) {
#if defined(__AVX512DQ__)
  if constexpr (of_double<V>) return _mm512_fpclass_pd_mask((__m512d)x, 0xFF) != 0;
  if constexpr (!of_double<V>) return _mm512_fpclass_ps_mask((__m512)x, 0xFF) != 0;
#else
  auto const least = (modular_of<V>)bits<V>(0x0010000000000000LL, 0x00800000LL);
  auto const range = (modular_of<V>)bits<V>(0x7FE0000000000000LL, 0x7F000000LL);
  return any_lane((bits_of<V>)((modular_of<V>)x - least >= range));
#endif
}

// log(1 + f) - f
template <class V>
SINTER_INLINE V log_tail(V f) {
  V const s = f / (f + constant<V>(2)), z = s * s, half_square = constant<V>(0.5L) * f * f;
  V const rest = z * polynomial(polynomials<element_of<V>>::log, z);
  return fma(s, half_square + rest, -half_square);
}

// combine(split) for positive x, and what C demands of a logarithm for the others.
template <class V, class Combine>
SINTER_INLINE V logarithm(V x, Combine combine) {
  if (!any_not_normal(x)) return combine(split_of(x));
  bits_of<V> const is_subnormal = x < constant<V>(0x1p-1022L, 0x1p-126L);
  V const up = constant<V>(0x1p54L, 0x1p25L);
  split<V> part = split_of(is_subnormal ? x * up : x);
  part.e = part.e - (is_subnormal ? constant<V>(54, 25) : V{});
  V result = combine(part);
  result = x == V{} ? -infinity<V>() : result;
  result = x < V{} ? not_a_number<V>() : result;
  return x < infinity<V>() ? result : x + infinity<V>();
}

// f at least where e is 0, so hi is exact there.
template <class V>
SINTER_INLINE V natural_log(split<V> x, V correction) {
  V const whole = x.e * constant<V>(0x1.62e42fefap-1L, 0x1.62ep-1L);
  pair<V> const sum = sum_of(whole, x.f);
  V const rest = fma(x.e, constant<V>(0x1.cf79abc9e3b3ap-40L, 0x1.0bfbe8p-15L), log_tail(x.f) + correction);
  return sum.hi + (sum.lo + rest);
}

template <>
struct own<ops::log> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    return logarithm(x, [](split<V> part) SINTER_LAMBDA { return natural_log(part, V{}); });
  }
};

template <>
struct own<ops::log2> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    V const hi = constant<V>(0x1.71547652b82fep0L, 0x1.715476p0L);
    V const lo = constant<V>(0x1.777d0ffda0d24p-56L, 0x1.4ae0cp-26L);
    return logarithm(x, [=](split<V> part) SINTER_LAMBDA {
      pair<V> const scaled_f = product_of(part.f, hi), sum = sum_of(part.e, scaled_f.hi);
      V const rest = fma(part.f, lo, fma(log_tail(part.f), hi, scaled_f.lo));
      return sum.hi + (sum.lo + rest);
    });
  }
};

template <>
struct own<ops::log10> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    V const hi = constant<V>(0x1.bcb7b1526e50ep-2L, 0x1.bcb7b2p-2L);
    V const lo = constant<V>(0x1.95355baaafad3p-57L, -0x1.5b235ep-27L);
    return logarithm(x, [=](split<V> part) SINTER_LAMBDA {
      V const whole = part.e * constant<V>(0x1.34413509cp-2L, 0x1.344p-2L);
      pair<V> const scaled_f = product_of(part.f, hi), sum = sum_of(whole, scaled_f.hi);
      V const rest = fma(part.e, constant<V>(0x1.bcff7988f895ap-37L, 0x1.3509f8p-18L),
                         fma(part.f, lo, fma(log_tail(part.f), hi, scaled_f.lo)));
      return sum.hi + (sum.lo + rest);
    });
  }
};

// log(u + lost) + doublings ln 2, where u is 1 + x rounded and u + lost nearly 1 + x + rest.
template <class V>
SINTER_INLINE V log_of_sum(V u, V lost, V x, V rest, V doublings) {
  return logarithm(u, [=](split<V> part) SINTER_LAMBDA {
    bits_of<V> const is_small = part.e == V{}, is_large = part.e > constant<V>(70);
    V const factor = power_of_two<V>((bits_of<V>)(rounder<V>() - part.e));
    V const d = is_small ? rest : (is_large ? V{} : lost * factor);
    part.f = is_small ? x : part.f;
    part.e = part.e + doublings;
    return natural_log(part, fma(part.f * part.f - part.f, d, d));  // d / (1 + f)
  });
}

// log(1 + x + rest) + doublings ln 2
template <class V>
SINTER_INLINE V log_one_plus(V x, V rest, V doublings) {
  V const one = constant<V>(1), u = x + one, near = u - one;
  return log_of_sum(u, (one - (u - near)) + (x - near) + rest, x, rest, doublings);
}

template <>
struct own<ops::log1p> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    return absolute_value(x) < constant<V>(0x1p-54L, 0x1p-25L) ? x : log_one_plus(x, V{}, V{});
  }
};

}  // namespace
}  // namespace sinter::detail

#endif
