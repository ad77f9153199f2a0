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
    V const near = fma(x, polynomial<V>(polynomials<element_of<V>>::erf, x * x), x);
    V const beyond = at_most(constant<V>(5, 3), size - one);
    V const far = one - exp_value(polynomial<V>(polynomials<element_of<V>>::log_erfc, beyond));
    return size < one ? near : (V)((bits_of<V>)far | sign_of(x));
  }
};

}  // namespace
}  // namespace sinter::detail

#endif
