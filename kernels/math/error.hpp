#pragma once

#include "math/exponential.hpp"

#if defined(__FMA__)

namespace sinter::detail {
namespace {

// x + x P(x^2) below 1, and 1 - exp(Q(|x| - 1)) above.
template <>
struct own<ops::erf> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    V const size = absolute_value(x), one = constant<V>(1);
    V const near = fma(x, polynomial(polynomials<element_of<V>>::erf, x * x), x);
    V const beyond = at_most(constant<V>(5, 3), size - one);
    V const far = one - exponential<natural>(polynomial(polynomials<element_of<V>>::log_erfc, beyond));
    return size < one ? near : (V)((bits_of<V>)far | sign_of(x));
  }
};

// e^(-x^2) f / (1 + 2 x) with f = (1 + 2 x) e^(x^2) erfc(x) from a polynomial of (x - 4) / (x + 4), after Shepherd and
// Laframboise, 1981; 1 - erf(x) near 0. What is summed and divided has rests, so that the last rounding counts.
template <>
struct own<ops::erfc> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    V const size = at_most(constant<V>(28, 10.6L), absolute_value(x)), one = constant<V>(1), four = constant<V>(4);
    pair<V> const square = product_of(size, size), below = sum_of(size + size, one);
    reduced<V> const part = by_ln2(-square.hi);
    V const r = part.r, tail = polynomial(polynomials<element_of<V>>::exp, r);
    V const near_power = one + fma(r * r, tail, r), rest_of_power = minus_product(square.lo, near_power, part.rest);
    pair<V> const power = sum_of(one, r + fma(r * r, tail, rest_of_power));
    auto const& c = polynomials<element_of<V>>::erfcx;
    V const t = (size - four) / (size + four);
    pair<V> const f = sum_of(constant<V>(c[0]), t * polynomial<1>(c, t));
    V const inverse = one / below.hi, quotient = f.hi * inverse;
    V const rest = (minus_product(quotient, below.hi, f.hi) + (f.lo - quotient * below.lo)) * inverse;
    V const far = scaled(fma(power.hi, quotient, fma(power.hi, rest, power.lo * quotient)), part.n);
    V const near = one - fma(x, polynomial(polynomials<element_of<V>>::erf, x * x), x);
    return size < constant<V>(0.25L) ? near : x < V{} ? constant<V>(2) - far : far;
  }
};

}  // namespace
}  // namespace sinter::detail

#endif
