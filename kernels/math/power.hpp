#pragma once

#include "math/exponential.hpp"
#include "math/logarithm.hpp"
#include "math/lookup.hpp"

// pow(x, y) = exp(y log x). For double the logarithm has 67 bits, for float all is computed in double.

#if defined(__FMA__)

namespace sinter::detail {
namespace {

// x = 2^e m with 3/4 <= m < 3/2. Of a normal number.
SINTER_INLINE normalised<lane_values<double>> tabled_parts_of(lane_values<double> x) {
  using V = lane_values<double>;
#if defined(__AVX512F__)
  __m512d const m = _mm512_maskz_getmant_pd(0xFF, (__m512d)x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_src);
  // -1 is the exponent of a mantissa below 1.
  __m512d const e = _mm512_sub_pd(_mm512_maskz_getexp_pd(0xFF, (__m512d)x), _mm512_maskz_getexp_pd(0xFF, m));
  return {(V)m, (V)e};
#else
  return normalised_from<V>(x, splat_bits<double>(0x3FE8000000000000LL));
#endif
}

// A factor of few digits near 1 / m, for which m * factor - 1 is exact and -log(factor) stands in a table: a multiple of
// 1/64, with |m * factor - 1| < 0.0128, and its row in the low bits. 1 / m = 241/64 + m q(m) but for 0.0018 / m.
struct tabled_factor {
  lane_values<double> value;
  bits_of<lane_values<double>> row;
};
SINTER_INLINE tabled_factor tabled_inverse(lane_values<double> m) {
  using V = lane_values<double>;
  constexpr long double row_0 = 40.0L / 64;
  V const q = fma(fma(constant<V>(-0.69624275L), m, constant<V>(3.13931596L)), m, constant<V>(-5.20903916L));
  V const moved = fma(q, m, constant<V>(0x1.8p46L + 241.0L / 64 - row_0));
  return {moved - constant<V>(0x1.8p46L - row_0), (bits_of<V>)moved};
}

// log x to 67 bits, where lo is up to 2^-14 of hi. (A table of factors as of Tang, 1990.)
SINTER_INLINE pair<lane_values<double>> long_logarithm(normalised<lane_values<double>> x) {
  using V = lane_values<double>;
  tabled_factor const factor = tabled_inverse(x.m);
  pair<V> const log_c = looked_up<log_table>(factor.row);
  V const r = fma(x.m, factor.value, constant<V>(-1)), minus_half = constant<V>(-0.5L);
  V const whole = fma(x.e, constant<V>(0x1.62e42fefa3800p-1L), log_c.hi);  // exact, and 0 or larger than r
  V const whole_lo = fma(x.e, constant<V>(0x1.ef35793c76730p-45L), log_c.lo);
  pair<V> const line = sum_of(whole, r), square = product_of(r, r);
  V const hi = fma(square.hi, minus_half, line.hi), lost = fma(square.hi, minus_half, line.hi - hi);
  V const rest = (whole_lo + line.lo) + fma(square.lo, minus_half, lost);
  return {hi, fma(square.hi * r, polynomial(polynomials<double>::log_near_one, r), rest)};
}

// exp(hi + lo) = 2^(n / 16) e^r, the first factor in two parts from a table; `near` is the sum.
template <bool IsInRange>
SINTER_INLINE lane_values<double> long_exp(lane_values<double> hi, lane_values<double> lo, lane_values<double> near) {
  using V = lane_values<double>;
  nearest<V> const n = nearest_product(near, constant<V>(0x1.71547652b82fep+4L));
  V const rest = fma(n.whole, constant<V>(-0x1.abc9e3b39803fp-60L), lo);
  V const r = fma(n.whole, constant<V>(-0x1.62e42fefa39efp-5L), hi) + rest, z = r * r;
  pair<V> const power = looked_up<exp_table>(n.raw);
  V const tail = polynomial(polynomials<double>::exp_near_zero, r);
  V const result = power.hi + fma(power.hi * z, tail, fma(power.hi, r, power.lo));
  if constexpr (IsInRange) {
    return (V)((modular_of<V>)result + (((modular_of<V>)n.raw >> 4) << 52));
  } else {
    V const whole = round_vec<rounding::floor, double, lanes<double>>(n.whole * constant<V>(0x1p-4L));
    return scaled(result, nearest<V>{whole, (bits_of<V>)(whole + rounder<V>())});
  }
}

// Of numbers that were floats: 36 bits. (On AVX2 a second table takes longer than the polynomial.)
SINTER_INLINE lane_values<double> float_power_of(lane_values<double> x, lane_values<double> y) {
  using V = lane_values<double>;
  normalised<V> const part = tabled_parts_of(x);
  tabled_factor const factor = tabled_inverse(part.m);
  V const r = fma(part.m, factor.value, constant<V>(-1));
  V const whole = fma(part.e, constant<V>(ln2_hi[0]), looked_up<log_table>(factor.row).hi);
  V const log_x = whole + fma(r * r, polynomial(polynomials<double>::log_for_float, r), r);
  V const product = at_least(constant<V>(-200), at_most(constant<V>(200), y * log_x));
  nearest<V> const n = nearest_product(product, constant<V>(0x1.71547652b82fep0L));
  V const s = fma(n.whole, constant<V>(-ln2_hi[0]), product);
  V const power = constant<V>(1) + fma(s * s, polynomial(polynomials<float>::exp, s), s);
  return power * power_of_two<V>(n.raw);
}

// x^y for finite x > 0 and finite y, results out of range and subnormal arguments too.
SINTER_INLINE lane_values<double> positive_power(lane_values<double> x, lane_values<double> y) {
  using V = lane_values<double>;
  bits_of<V> const is_subnormal = x < constant<V>(0x1p-1022L);
  normalised<V> part = tabled_parts_of(is_subnormal ? x * constant<V>(0x1p54L) : x);
  part.e = part.e - (is_subnormal ? constant<V>(54) : V{});
  pair<V> const log_x = long_logarithm(part), product = product_of(y, log_x.hi);
  V const hi = at_least(constant<V>(-750), at_most(constant<V>(720), product.hi));
  V const lo = hi == product.hi ? fma(y, log_x.lo, product.lo) : V{};
  return long_exp<false>(hi, lo, hi + lo);
}
SINTER_INLINE lane_values<float> positive_power(lane_values<float> x, lane_values<float> y) {
  return narrowed(float_power_of(widened<0>(x), widened<0>(y)), float_power_of(widened<1>(x), widened<1>(y)));
}

// All that annex F of the C standard says of pow, whoever stands beside it.
template <class V>
SINTER_NOINLINE V power_everywhere(V x, V y) {
  constexpr int n = lanes<element_of<V>>;
  V const size = absolute_value(x), one = constant<V>(1), half = y * constant<V>(0.5L);
  V result = positive_power(size, y);
  bits_of<V> const is_whole = round_vec<rounding::trunc, element_of<V>, n>(y) == y;
  bits_of<V> const is_odd = is_whole & (round_vec<rounding::trunc, element_of<V>, n>(half) != half);
  bits_of<V> const is_negative = (bits_of<V>)x < bits_of<V>{}, grows = (size > one) == (y > V{});
  bits_of<V> const ends = (size == V{}) | (size == infinity<V>()) | (absolute_value(y) == infinity<V>());
  result = ends ? (grows ? infinity<V>() : V{}) : result;
  bits_of<V> const is_imaginary = is_negative & ~is_whole & ~ends;
  result = is_imaginary ? not_a_number<V>() : result;
  result = flip_sign(result, is_negative & is_odd & splat_bits<element_of<V>>(sign_bit<element_of<V>>));
  bits_of<V> const has_nan = (x != x) | (y != y);
  result = has_nan ? x + y : result;
  bits_of<V> const is_one = (x == one) | (y == V{}) | ((x == -one) & (absolute_value(y) == infinity<V>()));
  return is_one ? one : result;
}

template <>
struct own<ops::power> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x, V y) {
    if (any_not_normal(x)) return power_everywhere(x, y);
    if constexpr (of_double<V>) {
      pair<V> const log_x = long_logarithm(tabled_parts_of(x)), product = product_of(y, log_x.hi);
      V const lo = fma(y, log_x.lo, product.lo), near = product.hi + lo;
      if (!all_below(absolute_value(near), constant<V>(708))) return power_everywhere(x, y);
      return long_exp<true>(product.hi, lo, near);
    } else {
      if (!all_below(absolute_value(y), infinity<V>())) return power_everywhere(x, y);
      return positive_power(x, y);
    }
  }
};

}  // namespace
}  // namespace sinter::detail

#endif
