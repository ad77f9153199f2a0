#pragma once

#include "math/exponential.hpp"
#include "math/logarithm.hpp"

// pow(x, y) = exp(y log x). For double the logarithm has 65 bits, for float all is computed in double.

#if defined(__FMA__)

namespace sinter::detail {
namespace {

// log x, of which hi is the double closest. log m = 2 s + s^3 (2/3 + s^2 Q(s^2)), step by step in two parts.
SINTER_INLINE pair<lane_values<double>> long_logarithm(split<lane_values<double>> x) {
  using V = lane_values<double>;
  pair<V> const divisor = sum_of(constant<V>(2), x.f);
  V const inverse = constant<V>(1) / divisor.hi, s = x.f * inverse;
  V const s_lo = minus_product(s, divisor.lo, minus_product(s, divisor.hi, x.f)) * inverse;
  V const z = s * s, z_lo = fma(s + s, s_lo, fma(s, s, -z));
  V const tail = z * polynomial<V>(polynomials<double>::log_tail, z);
  pair<V> const factor = sum_of(constant<V>(0x1.5555555555555p-1L), tail);
  pair<V> const cubic = product_of(z, factor.hi);
  V const cubic_lo = cubic.lo + fma(z_lo, factor.hi, z * (factor.lo + constant<V>(0x1.5555555555555p-55L)));
  pair<V> const last = product_of(s, cubic.hi);
  V const last_lo = last.lo + fma(s_lo, cubic.hi, s * cubic_lo);
  pair<V> const log_m = sum_of(s + s, last.hi);
  V const log_m_lo = log_m.lo + (s_lo + s_lo + last_lo);
  pair<V> const sum = sum_of(x.e * constant<V>(0x1.62e42fefap-1L), log_m.hi);
  V const lo = sum.lo + fma(x.e, constant<V>(0x1.cf79abc9e3b3ap-40L), log_m_lo);
  return sum_of(sum.hi, lo);
}

SINTER_INLINE lane_values<double> power_of(split<lane_values<double>> x, lane_values<double> y) {
  using V = lane_values<double>;
  pair<V> const log_x = long_logarithm(x), product = product_of(y, log_x.hi);
  V const bounded = at_least(constant<V>(-750), at_most(constant<V>(720), product.hi));
  V const lo = bounded == product.hi ? fma(y, log_x.lo, product.lo) : V{};
  reduced<V> const part = by_ln2(bounded);
  pair<V> const r = sum_of(part.r, lo);
  V const tail = fma(r.hi * r.hi, polynomial<V>(polynomials<double>::exp, r.hi), part.rest + r.lo);
  return scaled(constant<V>(1) + (r.hi + tail), part.n);
}

// Of numbers that were floats: 40 bits.
SINTER_INLINE lane_values<double> float_power_of(lane_values<double> x, lane_values<double> y) {
  using V = lane_values<double>;
  split<V> const part = split_of(x);
  V const s = part.f / (part.f + constant<V>(2)), z = s * s;
  V const tail = polynomial<V>(polynomials<double>::log_for_float, z);
  V const log_x = fma(part.e, constant<V>(ln2_hi[0]), fma(s * z, tail, s + s));
  V const product = y * log_x;
  V const bounded = at_least(constant<V>(-200), at_most(constant<V>(200), product));
  nearest<V> const n = nearest_product(bounded, constant<V>(0x1.71547652b82fep0L));
  V const r = minus_product(n.whole, constant<V>(ln2_hi[0]), bounded);
  V const power = constant<V>(1) + fma(r * r, polynomial<V>(polynomials<float>::exp, r), r);
  return power * power_of_two<V>(n.raw);
}

// x^y for finite x > 0 and finite y.
SINTER_INLINE lane_values<double> positive_power(lane_values<double> x, lane_values<double> y, bool has_subnormal) {
  using V = lane_values<double>;
  if (!has_subnormal) return power_of(split_of(x), y);
  bits_of<V> const is_subnormal = x < constant<V>(0x1p-1022L);
  split<V> part = split_of(is_subnormal ? x * constant<V>(0x1p54L) : x);
  part.e = part.e - (is_subnormal ? constant<V>(54) : V{});
  return power_of(part, y);
}
SINTER_INLINE lane_values<float> positive_power(lane_values<float> x, lane_values<float> y, bool) {
  return narrowed(float_power_of(widened<0>(x), widened<0>(y)), float_power_of(widened<1>(x), widened<1>(y)));
}

// All that annex F of the C standard says of pow, given |x|^y where that is finite.
template <class V>
SINTER_INLINE V power_everywhere(V x, V y, V result) {
  constexpr int n = lanes<element_of<V>>;
  V const size = absolute_value(x), one = constant<V>(1), half = y * constant<V>(0.5L);
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
    bits_of<V> const is_rare = is_not_normal(x) | ~(absolute_value(y) < infinity<V>());
    if (!any_lane(is_rare)) return positive_power(x, y, false);
    return power_everywhere(x, y, positive_power(absolute_value(x), y, true));
  }
};

}  // namespace
}  // namespace sinter::detail

#endif
