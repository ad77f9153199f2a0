#pragma once

#include "math/lanes.hpp"

// exp and what is made of it: x = n ln 2 + r with |r| <= ln 2 / 2, and a polynomial of r.

#if defined(__FMA__)

namespace sinter::detail {
namespace {

inline constexpr long double ln2_hi[] = {0x1.62e42fefa39efp-1L, 0x1.62e43p-1L};  // of double, of float
inline constexpr long double ln2_lo[] = {0x1.abc9e3b39803fp-56L, -0x1.05c61p-29L};

template <class V>
struct reduced {
  nearest<V> n;
  V r, rest;  // x = n ln 2 + r + rest
};

// The first difference is exact: multiples of one power of two, and small.
template <class V>
SINTER_INLINE reduced<V> by_ln2(V x) {
  nearest<V> const n = nearest_product(x, constant<V>(0x1.71547652b82fep0L));
  V const near = minus_product(n.whole, constant<V>(ln2_hi), x);
  V const lo = constant<V>(ln2_lo);
  V const r = minus_product(n.whole, lo, near);
  return {n, r, minus_product(n.whole, lo, near - r)};
}

// A number near 1 and the power of two that it is to be multiplied with.
template <class V>
struct scaling {
  V x;
  nearest<V> n;
};

// Function::of(x) for any x: beyond its bounds it is 0 or infinite, and up to `normal` a normal number.
template <class Function, class V>
SINTER_INLINE V bounded_exponential(V x) {
  scaling<V> const by =
      Function::of(at_least(constant<V>(Function::lowest), at_most(constant<V>(Function::highest), x)));
  return scaled(by.x, by.n);
}
template <class Function, class V>
SINTER_NOINLINE V extreme_exponential(V x) {
  return bounded_exponential<Function>(x);
}
template <class Function, class V>
SINTER_INLINE V exponential(V x) {
#if defined(__AVX512F__)
  return bounded_exponential<Function>(x);
#else
  if (!all_below(absolute_value(x), constant<V>(Function::normal))) return extreme_exponential<Function>(x);
  scaling<V> const by = Function::of(x);
  return raised(by.x, by.n.raw);
#endif
}

// 1 + r (slope + r tail), of which the last step rounds most.
template <class V>
SINTER_INLINE V near_one(V r, V slope, V tail) {
  return fma(r, fma(r, tail, slope), constant<V>(1));
}

struct natural {
  static constexpr long double lowest[] = {-746, -104.5L};
  static constexpr long double highest[] = {710, 89};
  static constexpr long double normal[] = {708, 87};
  template <class V>
  static SINTER_INLINE scaling<V> of(V x) {
    reduced<V> const part = by_ln2(x);
    V const tail = polynomial(polynomials<element_of<V>>::exp, part.r);
    return {near_one(part.r, constant<V>(1), tail), part.n};
  }
};
struct binary {
  static constexpr long double lowest[] = {-1080, -152};
  static constexpr long double highest[] = {1025, 129};
  static constexpr long double normal[] = {1021, 125};
  template <class V>
  static SINTER_INLINE scaling<V> of(V x) {
    nearest<V> const n = nearest_product(x, constant<V>(1));
    V const r = x - n.whole, tail = polynomial(polynomials<element_of<V>>::exp2, r);
    return {near_one(r, constant<V>(ln2_hi), tail), n};
  }
};
struct decimal {
  static constexpr long double lowest[] = {-325, -46};
  static constexpr long double highest[] = {309, 39};
  static constexpr long double normal[] = {307, 37};
  template <class V>
  static SINTER_INLINE scaling<V> of(V x) {
    nearest<V> const n = nearest_product(x, constant<V>(3.32192809488736234787031942948939018L));
    V const near = minus_product(n.whole, constant<V>(0x1.34413509f79ffp-2L, 0x1.344136p-2L), x);
    V const r = minus_product(n.whole, constant<V>(-0x1.9dc1da994fd21p-59L, -0x1.ec10cp-27L), near);
    V const tail = polynomial(polynomials<element_of<V>>::exp10, r);
    V const rest = fma(r * r, tail, r * constant<V>(-0x1.f48ad494ea3e9p-53L, -0x1.12aabap-25L));
    return {constant<V>(1) + fma(r, constant<V>(0x1.26bb1bbb55516p1L, 0x1.26bb1cp1L), rest), n};
  }
};

template <class Function>
struct own_exponential {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    return exponential<Function>(x);
  }
};
template <>
struct own<ops::exp> : own_exponential<natural> {};
template <>
struct own<ops::exp2> : own_exponential<binary> {};
template <>
struct own<ops::exp10> : own_exponential<decimal> {};

// exp(x) - 1 = 2 (hi + lo), for x that neither overflows nor is far below 0.
template <class V>
SINTER_INLINE pair<V> half_expm1(V x) {
  reduced<V> const part = by_ln2(x);
  V const r = part.r, scale = scaled(constant<V>(0.5L), part.n), above = scale - constant<V>(0.5L);
  V const tail = fma(r * r, polynomial(polynomials<element_of<V>>::exp, r), part.rest);
  V const hi = fma(scale, r, above);
  return {hi, fma(scale, r, above - hi) + scale * tail};
}

// Where the functions of slope one at 0 are their argument.
template <class V>
SINTER_INLINE bits_of<V> is_tiny(V x) {
  return absolute_value(x) < constant<V>(0x1p-28L, 0x1p-13L);
}

template <>
struct own<ops::expm1> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    V const bounded = at_least(constant<V>(-40, -20), at_most(constant<V>(710, 89), x));
    pair<V> const half = half_expm1(bounded);
    V const result = (half.hi + half.lo) * constant<V>(2);
    return absolute_value(x) < constant<V>(0x1p-55L, 0x1p-26L) ? x : result;
  }
};

// -t / (t + 2) for t = expm1(-2 |x|)
template <>
struct own<ops::tanh> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    V const size = at_most(constant<V>(20, 10), absolute_value(x));
    pair<V> const half = half_expm1(size * constant<V>(-2)), below = sum_of(constant<V>(1), half.hi);
    V const result = quotient_of(pair<V>{-half.hi, -half.lo}, pair<V>{below.hi, below.lo + half.lo});
    return is_tiny(x) ? x : (V)((bits_of<V>)result | sign_of(x));
  }
};

// cosh(n ln 2 + r) = a cosh r + b sinh r and sinh(n ln 2 + r) = b cosh r + a sinh r for a, b = (2^n ± 2^-n) / 2,
// halved once more because 2^n overflows before they do.
template <class V>
struct hyperbolic {
  pair<V> a, b;
  V r, cosh_tail, sinh_tail;  // cosh r = 1 + cosh_tail, sinh r = r + sinh_tail
};
template <class V>
SINTER_INLINE hyperbolic<V> hyperbolic_of(V size) {
  reduced<V> const part = by_ln2(at_most(constant<V>(710.6L, 89.6L), size));
  V const up = scaled(constant<V>(0.25L), part.n);
  V const down = scaled(constant<V>(0.25L), nearest<V>{-part.n.whole, -part.n.raw});
  V const r = part.r, z = r * r;
  V const even = polynomial(polynomials<element_of<V>>::cosh, z);
  V const odd = polynomial(polynomials<element_of<V>>::sinh, z);
  return {sum_of(up, down), sum_of(up, -down), r, z * even, fma(r * z, odd, part.rest)};
}
// (a cosh r + b sinh r) * 2
template <class V>
SINTER_INLINE V combined(pair<V> a, V b, hyperbolic<V> const& h) {
  return (a.hi + fma(b, h.r, fma(b, h.sinh_tail, fma(a.hi, h.cosh_tail, a.lo)))) * constant<V>(2);
}

template <>
struct own<ops::cosh> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    hyperbolic<V> const h = hyperbolic_of(absolute_value(x));
    return combined(h.a, h.b.hi, h);
  }
};
template <>
struct own<ops::sinh> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    hyperbolic<V> const h = hyperbolic_of(absolute_value(x));
    return is_tiny(x) ? x : (V)((bits_of<V>)combined(h.b, h.a.hi, h) | sign_of(x));
  }
};

}  // namespace
}  // namespace sinter::detail

#endif
