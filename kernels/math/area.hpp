#pragma once

#include "math/logarithm.hpp"

// Inverse hyperbolic functions: logarithms of sums that are known to more than one register's precision.

#if defined(__FMA__)

namespace sinter::detail {
namespace {

// log(1 + larger + smaller); where they are large, both are the same number, and the 1 is lost.
template <class V>
SINTER_INLINE V area_of(V larger, V smaller) {
  bits_of<V> const is_large = larger > constant<V>(0x1p60L);
  pair<V> const sum = sum_of(larger, smaller);
  return log_one_plus(is_large ? larger : sum.hi, is_large ? V{} : sum.lo, is_large ? constant<V>(1) : V{});
}

// log(|x| + sqrt(x^2 + 1)) = log1p(|x| + x^2 / (1 + sqrt(x^2 + 1)))
template <>
struct own<ops::asinh> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    V const size = absolute_value(x), one = constant<V>(1), square = size * size;
    V const result = area_of(size, square / (one + square_root(square + one)));
    return size < constant<V>(0x1p-28L, 0x1p-13L) ? x : (V)((bits_of<V>)result | sign_of(x));
  }
};

// log(x + sqrt(x^2 - 1)) = log1p(t + sqrt(t^2 + 2 t)) for t = x - 1
template <>
struct own<ops::acosh> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    V const above = x - constant<V>(1), root = square_root(fma(above, above, above * constant<V>(2)));
    V const larger = above > constant<V>(0x1p60L) ? above : root;
    return above < V{} ? not_a_number<V>() : area_of(larger, above);
  }
};

// log((1 + x) / (1 - x)) / 2, and the series of the logarithm where x is small.
template <>
struct own<ops::atanh> {
  static constexpr bool exists = true;
  template <class V>
  static SINTER_INLINE V apply(V x) {
    V const size = absolute_value(x), one = constant<V>(1), half = constant<V>(0.5L), z = size * size;
    V const series = fma(half * size * z, polynomial(polynomials<element_of<V>>::log, z), size);
    V const inside = at_most(constant<V>(0x1.fffffffffffffp-1L, 0x1.fffffep-1L), size);
    pair<V> const above = sum_of(one, inside), below = sum_of(one, -inside);
    V const inverse = one / below.hi, q = above.hi * inverse;
    V const rest = minus_product(q, below.hi, above.hi) + minus_product(q, below.lo, above.lo);
    V const logarithm = half * log_of_sum(q, rest * inverse, V{}, V{}, V{});
    V result = z < constant<V>(0x1.e2b7dddfefa66p-6L) ? series : logarithm;
    bits_of<V> const is_outside = ~(size < one);
    if (any_lane(is_outside)) {
      result = is_outside ? (size == one ? infinity<V>() : not_a_number<V>()) : result;
    }
    return flip_sign(result, sign_of(x));
  }
};

}  // namespace
}  // namespace sinter::detail

#endif
