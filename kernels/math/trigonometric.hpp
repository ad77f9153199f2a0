#pragma once

#include "math/far_turns.hpp"

// sin, cos, tan: |x| = q pi/2 + r + rest with |r| <= pi / 4. pi/2 in three parts; what is left of |x| is exact after the
// first and, where it is small, after the second. That reaches far enough for most: see far_turns.hpp for the others.

namespace sinter::detail {
namespace {

template <class V>
struct both_turns {
  V sine, cosine;
};

#if defined(__FMA__)

template <class V>
struct turned {
  bits_of<V> quarters;  // the last bits of q
  V r, rest;
};

// Doubles: 24 bits of q times the 28 of the second part are exact, so that is subtracted without a loss. Floats are too
// short for that.
template <class V>
SINTER_INLINE turned<V> by_few_turns(V size) {
  nearest<V> const q = nearest_product(size, constant<V>(0.63661977236758134307553505349005745L));
  V const near = minus_product(q.whole, constant<V>(0x1.921fb54442d18p0L, 0x1.921fb6p0L), size);
  if constexpr (of_double<V>) {
    V const middle = constant<V>(0x1.1a62632p-54L), r = minus_product(q.whole, middle, near);
    V const lost = minus_product(q.whole, middle, near - r);
    return {q.raw, r, minus_product(q.whole, constant<V>(0x1.145c06e0e6895p-82L), lost)};
  } else {
    pair<V> const less = product_of(q.whole, constant<V>(-0x1.777a5cp-25L)), r = sum_of(near, -less.hi);
    return {q.raw, r.hi, minus_product(q.whole, constant<V>(-0x1.ee59dap-50L), r.lo - less.lo)};
  }
}

template <class V>
SINTER_INLINE V far_limit() {
  return constant<V>(0x1p24L, 0x1p15L);
}
template <class V>
SINTER_INLINE bits_of<V> is_far(V size) {
  return ~(size < far_limit<V>());
}
template <class V>
SINTER_INLINE turned<V> by_any_turns(V size) {
  far_turned<V> const far = far_turns(size);
  turned<V> result{far.raw, size < infinity<V>() ? far.part.hi : not_a_number<V>(), far.part.lo};
  if (any_lane(~is_far(size))) {
    turned<V> const few = by_few_turns(size);
    result.quarters = is_far(size) ? result.quarters : few.quarters;
    result.r = is_far(size) ? result.r : few.r;
    result.rest = is_far(size) ? result.rest : few.rest;
  }
  return result;
}

// function(turned), out of line where an argument is far.
template <class Function, class V>
SINTER_NOINLINE auto of_far(V x) {
  return Function::from(x, by_any_turns(absolute_value(x)));
}
template <class Function, class V>
SINTER_INLINE auto of_turned(V x) {
  V const size = absolute_value(x);
  return all_below(size, far_limit<V>()) ? Function::from(x, by_few_turns(size)) : of_far<Function>(x);
}

// sin(r + rest), as a sum that is not rounded yet.
template <class V>
SINTER_INLINE pair<V> short_sine(V r, V rest) {
  V const z = r * r;
  return {r, fma(r, z * polynomial(polynomials<element_of<V>>::sin, z), rest)};
}
// cos(r + rest), and as such a sum.
template <class V>
SINTER_INLINE V short_cosine(V r, V rest) {
  V const z = r * r, below = fma(z, polynomial(polynomials<element_of<V>>::cos, z), constant<V>(-0.5L));
  return fma(r, fma(r, below, -rest), constant<V>(1));
}
template <class V>
SINTER_INLINE pair<V> long_cosine(V r, V rest) {
  V const z = r * r, half = constant<V>(0.5L), one = constant<V>(1), hi = minus_product(z, half, one);
  V const tail = polynomial(polynomials<element_of<V>>::cos, z);
  return {hi, minus_product(z, half, one - hi) + fma(z * z, tail, -(r * rest))};
}
template <class V>
SINTER_INLINE pair<V> chosen(bits_of<V> where, pair<V> yes, pair<V> no) {
  return {where ? yes.hi : no.hi, where ? yes.lo : no.lo};
}

// Whether bit `number` is set: moved to where a choice between registers looks for it.
template <class V>
SINTER_INLINE bits_of<V> at_sign(bits_of<V> x, int number) {
  return (bits_of<V>)((modular_of<V>)x << (static_cast<int>(8 * sizeof(element_of<V>)) - 1 - number));
}
template <class V>
SINTER_INLINE bits_of<V> is_odd(bits_of<V> x) {
  return at_sign<V>(x, 0) < bits_of<V>{};
}

// sin(r + rest) and cos(r + rest).
template <class V>
SINTER_INLINE both_turns<V> short_turns(turned<V> const& x) {
  pair<V> const sine = short_sine(x.r, x.rest);
  return {sine.hi + sine.lo, short_cosine(x.r, x.rest)};
}
// With the sign of the sine in a quadrant, times that of `sign`.
template <class V>
SINTER_INLINE V in_quadrant(V size, bits_of<V> quadrant, bits_of<V> sign) {
  return flip_sign(size, sign_of((V)(at_sign<V>(quadrant, 1) ^ sign)));
}

struct sine {
  template <class V>
  static SINTER_INLINE V from(V x, turned<V> const& size) {
    both_turns<V> const both = short_turns(size);
    return in_quadrant(is_odd<V>(size.quarters) ? both.cosine : both.sine, size.quarters, (bits_of<V>)x);
  }
};
struct cosine {
  template <class V>
  static SINTER_INLINE V from(V, turned<V> const& size) {
    both_turns<V> const both = short_turns(size);
    bits_of<V> const quadrant = size.quarters + splat_bits<element_of<V>>(1);
    return in_quadrant(is_odd<V>(size.quarters) ? both.sine : both.cosine, quadrant, bits_of<V>{});
  }
};
struct sine_and_cosine {
  template <class V>
  static SINTER_INLINE both_turns<V> from(V x, turned<V> const& size) {
    return {sine::from(x, size), cosine::from(x, size)};
  }
};
struct tangent {
  template <class V>
  static SINTER_INLINE V from(V x, turned<V> const& size) {
    pair<V> const sine = short_sine(size.r, size.rest), cosine = long_cosine(size.r, size.rest);
    bits_of<V> const odd = is_odd<V>(size.quarters);
    V const quotient = quotient_of(chosen(odd, pair<V>{-cosine.hi, -cosine.lo}, sine), chosen(odd, sine, cosine));
    return flip_sign(quotient, sign_of(x));
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

#endif

}  // namespace
}  // namespace sinter::detail
