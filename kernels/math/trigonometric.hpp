#pragma once

#include "math/far_turns.hpp"

// sin, cos, tan: x = q pi/2 + r + rest with |r| <= pi / 4. pi/2 in three parts; what is left of x is exact after the
// first and, where it is small, after the second. That reaches far enough for most: see far_turns.hpp for the others.

#if defined(__FMA__)

namespace sinter::detail {
namespace {

template <class V>
struct turned {
  nearest<V> q;
  V r, rest;
};

template <class V>
SINTER_INLINE turned<V> by_few_turns(V x) {
  nearest<V> const q = nearest_product(x, constant<V>(0.63661977236758134307553505349005745L));
  V const middle = constant<V>(0x1.1a62633145c07p-54L, -0x1.777a5cp-25L);
  V const near = minus_product(q.whole, constant<V>(0x1.921fb54442d18p0L, 0x1.921fb6p0L), x);
  pair<V> const less = product_of(q.whole, middle), r = sum_of(near, -less.hi);
  return {q, r.hi, minus_product(q.whole, constant<V>(-0x1.f1976b7ed8fbcp-110L, -0x1.ee59dap-50L), r.lo - less.lo)};
}

template <class V>
SINTER_INLINE bits_of<V> is_far(V x) {
  return ~(absolute_value(x) < constant<V>(0x1p28L, 0x1p15L));
}
template <class V>
SINTER_INLINE turned<V> by_any_turns(V x) {
  V const size = absolute_value(x);
  turned<V> few = by_few_turns(x);
  far_turned<V> const far = far_turns(size);
  V const whole = is_far(x) ? flip_sign(far.whole, sign_of(x)) : few.q.whole;
  V const r = size < infinity<V>() ? far.part.hi : not_a_number<V>();
  return {{whole, (bits_of<V>)(whole + rounder<V>())},
          is_far(x) ? flip_sign(r, sign_of(x)) : few.r,
          is_far(x) ? flip_sign(far.part.lo, sign_of(x)) : few.rest};
}

// function(turned), out of line where an argument is far.
template <class Function, class V>
SINTER_NOINLINE V of_far(V x) {
  return Function::from(x, by_any_turns(x));
}
template <class Function, class V>
SINTER_INLINE V of_turned(V x) {
  return any_lane(is_far(x)) ? of_far<Function>(x) : Function::from(x, by_few_turns(x));
}

// sin(r + rest) and cos(r + rest), not yet rounded.
template <class V>
SINTER_INLINE pair<V> short_sine(V r, V rest) {
  V const z = r * r, tail = z * polynomial(polynomials<element_of<V>>::sin, z);
  return {r, fma(r, tail, minus_product(rest, z * constant<V>(0.5L), rest))};
}
template <class V>
SINTER_INLINE pair<V> short_cosine(V r, V rest) {
  V const z = r * r, one = constant<V>(1), half_square = z * constant<V>(0.5L), hi = one - half_square;
  V const tail = polynomial(polynomials<element_of<V>>::cos, z);
  return {hi, ((one - hi) - half_square) + fma(z * z, tail, -(r * rest))};
}
template <class V>
SINTER_INLINE pair<V> chosen(bits_of<V> where, pair<V> yes, pair<V> no) {
  return {where ? yes.hi : no.hi, where ? yes.lo : no.lo};
}

template <class V>
SINTER_INLINE bits_of<V> bit(bits_of<V> x, int number) {
  return (x & splat_bits<element_of<V>>(1LL << number)) != bits_of<V>{};
}

// sin(x + quarters pi/2)
template <class V>
SINTER_INLINE V sine_after(turned<V> const& x, int quarters) {
  bits_of<V> const quadrant = x.q.raw + splat_bits<element_of<V>>(quarters);
  pair<V> const parts = chosen(bit<V>(quadrant, 0), short_cosine(x.r, x.rest), short_sine(x.r, x.rest));
  constexpr int top = static_cast<int>(8 * sizeof(element_of<V>)) - 2;
  return flip_sign(parts.hi + parts.lo,
                   (bits_of<V>)((modular_of<V>)quadrant << top) & splat_bits<element_of<V>>(sign_bit<element_of<V>>));
}
// Where sin x and tan x are x.
template <class V>
SINTER_INLINE bits_of<V> is_straight(V x) {
  return absolute_value(x) < constant<V>(0x1p-28L, 0x1p-13L);
}

struct sine {
  template <class V>
  static SINTER_INLINE V from(V x, turned<V> const& turned_x) {
    return is_straight(x) ? x : sine_after(turned_x, 0);
  }
};
struct cosine {
  template <class V>
  static SINTER_INLINE V from(V, turned<V> const& turned_x) {
    return sine_after(turned_x, 1);
  }
};
struct tangent {
  template <class V>
  static SINTER_INLINE V from(V x, turned<V> const& by) {
    pair<V> const sine = short_sine(by.r, by.rest), cosine = short_cosine(by.r, by.rest);
    bits_of<V> const is_odd = bit<V>(by.q.raw, 0);
    V const quotient = quotient_of(chosen(is_odd, pair<V>{-cosine.hi, -cosine.lo}, sine), chosen(is_odd, sine, cosine));
    return is_straight(x) ? x : quotient;
  }
};

template <class Function>
struct own_of_turned {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    return of_turned<Function>(x);
  }
};
template <>
struct own<ops::sin> : own_of_turned<sine> {};
template <>
struct own<ops::cos> : own_of_turned<cosine> {};
template <>
struct own<ops::tan> : own_of_turned<tangent> {};

}  // namespace
}  // namespace sinter::detail

#endif
