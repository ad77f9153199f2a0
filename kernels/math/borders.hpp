#pragma once

#include <limits>
#include <math.h>

#include "math/sleef.hpp"

// What SLEEF leaves wrong at the borders of a function's domain, put right lane by lane. Each correction costs the
// usual argument a comparison or two and a branch not taken or a blend. tests/accuracy measures the errors that remain.

namespace sinter::detail {
namespace {

inline constexpr long double ln2 = 0.693147180559945309417232121458176568L;
// Below, the odd functions of slope one return their argument; above, logarithms swallow constants beside it.
template <class Element>
inline constexpr long double negligible = is_double<Element> ? 0x1p-60L : 0x1p-30L;
inline constexpr long double enormous = 0x1p60L;

// exp(x) / 4 where exp(x) may overflow: x less 2 ln 2 rounded up to the spacing of x, which is exact, and the rounding
// made good afterwards.
template <class Element>
SINTER_INLINE lane_values<Element> quarter_exp(lane_values<Element> x) {
  constexpr long double step = is_double<Element> ? 0x1p-43L : 0x1p-17L;
  constexpr long double above = static_cast<long double>(static_cast<long long>(2 * ln2 / step) + 1) * step;
  lane_values<Element> const value = evaluate_sleef<ops::exp, Element>(x - splat<Element>(above));
  return value + value * splat<Element>(above - 2 * ln2);
}

// Nothing to put right.
template <class Function>
struct correction {
  template <class Element, class... Vecs>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, Vecs...) {
    return result;
  }
};

// Overflowed for the last 2e-9 below the border.
template <>
struct correction<ops::exp> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x) {
    if constexpr (is_double<Element>) {
      lane_mask<Element> const high = x > splat<Element>(709.7827L);
      if (any_lane(high)) return blend<Element>(high, quarter_exp<Element>(x) * splat<Element>(4), result);
    }
    return result;
  }
};

// Overflowed where exp(x) does; half of that is still in range.
template <class Element>
SINTER_INLINE lane_mask<Element> exp_overflows(lane_values<Element> size) {
  return size > splat<Element>(is_double<Element> ? 709.78L : 88.72L);
}
template <>
struct correction<ops::sinh> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x) {
    lane_values<Element> const size = magnitude<Element>(x);
    lane_mask<Element> const high = exp_overflows<Element>(size);
    if (!any_lane(high)) return result;
    return blend<Element>(high, with_sign_of<Element>(quarter_exp<Element>(size) * splat<Element>(2), x), result);
  }
};
template <>
struct correction<ops::cosh> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x) {
    lane_values<Element> const size = magnitude<Element>(x);
    lane_mask<Element> const high = exp_overflows<Element>(size);
    return any_lane(high) ? blend<Element>(high, quarter_exp<Element>(size) * splat<Element>(2), result) : result;
  }
};

// Doubles from 2^30 to 2^47 are reduced by too few bits of pi: beside a multiple of a quarter turn up to 2^14 ULP of what is
// left are lost. The C library decides there, in long double, as its double loses some ULP too.
template <bool HasPoles, class Element>
SINTER_INLINE lane_values<Element> beside_turns(lane_values<Element> result, lane_values<Element> x,
                                                long double (*function)(long double)) {
  lane_mask<Element> const far = magnitude<Element>(x) >= splat<Element>(0x1p30L);
  if (!is_double<Element> || !any_lane(far)) return result;
  lane_mask<Element> beside = magnitude<Element>(result) < splat<Element>(0x1p-25L);
  if constexpr (HasPoles) beside |= magnitude<Element>(result) > splat<Element>(0x1p25L);
  beside &= far;
  if (!any_lane(beside)) return result;
  for (int lane = 0; lane < lanes<Element>; ++lane) {
    if (beside[lane] != 0) result[lane] = static_cast<Element>(function(x[lane]));
  }
  return result;
}
template <>
struct correction<ops::sin> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x) {
    return beside_turns<false, Element>(result, x, &::sinl);
  }
};
template <>
struct correction<ops::cos> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x) {
    return beside_turns<false, Element>(result, x, &::cosl);
  }
};

// Lost the smallest subnormal, too.
template <>
struct correction<ops::tan> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x) {
    result = blend<Element>(magnitude<Element>(x) < splat<Element>(negligible<Element>), x, result);
    return beside_turns<true, Element>(result, x, &::tanl);
  }
};

// Lost the smallest subnormal; infinite for large arguments.
template <>
struct correction<ops::log1p> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x) {
    result = blend<Element>(magnitude<Element>(x) < splat<Element>(negligible<Element>), x, result);
    lane_mask<Element> const large = x > splat<Element>(enormous);
    return any_lane(large) ? blend<Element>(large, evaluate_sleef<ops::log, Element>(x), result) : result;
  }
};
template <>
struct correction<ops::asinh> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x) {
    lane_values<Element> const size = magnitude<Element>(x);
    result = blend<Element>(size < splat<Element>(negligible<Element>), x, result);
    lane_mask<Element> const large = size > splat<Element>(enormous);
    if (!any_lane(large)) return result;
    return blend<Element>(
        large, with_sign_of<Element>(evaluate_sleef<ops::log, Element>(size) + splat<Element>(ln2), x), result);
  }
};
template <>
struct correction<ops::acosh> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x) {
    lane_mask<Element> const large = x > splat<Element>(enormous);
    if (!any_lane(large)) return result;
    return blend<Element>(large, evaluate_sleef<ops::log, Element>(x) + splat<Element>(ln2), result);
  }
};

// Thousands of ULP where the gamma function of -x overflows, and at the upper border: the recurrence, from where it is
// accurate; the product in long double, so that only the last rounding counts. Still further left all is zero, with
// the sign of the function.
template <>
struct correction<ops::tgamma> {
  template <int Steps, class Element>
  static Element by_recurrence(Element x, Element shifted) {
    if (x < (is_double<Element> ? Element(-184) : Element(-43))) {
      auto const whole = static_cast<long long>(x);
      if (static_cast<Element>(whole) == x) return shifted;
      return whole % 2 == 0 ? -Element(0) : Element(0);
    }
    long double product = 1;
    for (int step = 0; step < Steps; ++step) product *= static_cast<long double>(x) + step;
    return static_cast<Element>(static_cast<long double>(shifted) / product);
  }
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x) {
    constexpr int steps = is_double<Element> ? 16 : 12;
    lane_mask<Element> const high = x > splat<Element>(is_double<Element> ? 171.6L : 35.0L);
    lane_mask<Element> const low = (x < splat<Element>(is_double<Element> ? -168.0L : -31.0L)) &
                                   (x > splat<Element>(is_double<Element> ? -0x1p52L : -0x1p23L));
    if (!any_lane(high | low)) return result;
    lane_values<Element> const one = splat<Element>(1);
    result = blend<Element>(high, evaluate_sleef<ops::tgamma, Element>(x - one) * (x - one), result);
    if (!any_lane(low)) return result;
    lane_values<Element> const shifted = evaluate_sleef<ops::tgamma, Element>(x + splat<Element>(steps));
    for (int lane = 0; lane < lanes<Element>; ++lane) {
      if (low[lane] != 0) result[lane] = by_recurrence<steps>(x[lane], shifted[lane]);
    }
    return result;
  }
};

// Infinite a little below the upper border, and without digits near the roots left of -2, of which the C library has
// tables; in long double, to round once.
template <>
struct correction<ops::lgamma> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x) {
    lane_mask<Element> const high = x > splat<Element>(is_double<Element> ? 1e305L : 1e36L);
    lane_mask<Element> const root = (x < splat<Element>(-2)) & (magnitude<Element>(result) < splat<Element>(0.25L));
    if (!any_lane(high | root)) return result;
    lane_values<Element> const half = evaluate_sleef<ops::lgamma, Element>(x * splat<Element>(0.5L));
    result = blend<Element>(high, half * splat<Element>(2) + x * splat<Element>(ln2), result);
    for (int lane = 0; lane < lanes<Element>; ++lane) {
      int sign = 0;
      if (root[lane] != 0) result[lane] = static_cast<Element>(::lgammal_r(x[lane], &sign));
    }
    return result;
  }
};

// Twice rounded where the result is subnormal: there 2 x / sqrt(pi) is exact enough.
template <>
struct correction<ops::erf> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x) {
    lane_values<Element> const line = x + x * splat<Element>(0.128379167095512573896158903121545172L);
    return blend<Element>(magnitude<Element>(x) < splat<Element>(negligible<Element>), line, result);
  }
};

// The same for small quotients, and for two subnormal sides.
template <>
struct correction<ops::atan2> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> y,
                                                  lane_values<Element> x) {
    lane_mask<Element> const small = magnitude<Element>(y) < x * splat<Element>(negligible<Element>);
    return any_lane(small) ? blend<Element>(small, y / x, result) : result;
  }
};
template <>
struct correction<ops::hypot> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x,
                                                  lane_values<Element> y) {
    lane_values<Element> const border = splat<Element>(std::numeric_limits<Element>::min() * Element(4));
    lane_mask<Element> const small = (result < border) & (result > splat<Element>(0));
    if (!any_lane(small)) return result;
    lane_values<Element> const up = splat<Element>(0x1p60L);
    return blend<Element>(small, evaluate_sleef<ops::hypot, Element>(x * up, y * up) * splat<Element>(0x1p-60L),
                          result);
  }
};

// Overflows for the last 2e-9 below the border, pow(largest, 1) too: the C library decides.
template <>
struct correction<ops::power> {
  template <class Element>
  static SINTER_INLINE lane_values<Element> apply(lane_values<Element> result, lane_values<Element> x,
                                                  lane_values<Element> y) {
    if constexpr (is_double<Element>) {
      lane_values<Element> const largest = splat<Element>(std::numeric_limits<Element>::max());
      lane_mask<Element> const over = (magnitude<Element>(result) > largest) & (magnitude<Element>(x) <= largest) &
                                      (magnitude<Element>(y) <= largest);
      if (!any_lane(over)) return result;
      for (int lane = 0; lane < lanes<Element>; ++lane) {
        if (over[lane] != 0) result[lane] = ::pow(x[lane], y[lane]);
      }
    }
    return result;
  }
};

}  // namespace
}  // namespace sinter::detail
