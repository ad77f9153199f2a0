#pragma once

#include <cmath>
#include <limits>
#include <math.h>

#if SINTER_TEST_HAS_QUADMATH
#include <quadmath.h>
#endif

// The functions in more precision than the one under test: double for float; long double, and where the compiler has
// it the 113 bits of libquadmath, for double.

namespace sinter::testing::exact {

using std::acos, std::acosh, std::asin, std::asinh, std::atan, std::atan2, std::atanh, std::cbrt, std::ceil, std::cos,
    std::cosh, std::erf, std::erfc, std::exp, std::exp2, std::expm1, std::floor, std::frexp, std::hypot, std::ldexp,
    std::lgamma, std::log, std::log10, std::log1p, std::log2, std::nearbyint, std::pow, std::sin, std::sinh, std::sqrt,
    std::tan, std::tanh, std::tgamma, std::trunc;

inline float exp10(float x) { return ::exp10f(x); }
inline double exp10(double x) { return ::exp10(x); }
inline long double exp10(long double x) { return ::exp10l(x); }

#if SINTER_TEST_HAS_QUADMATH
using longest = __float128;
inline constexpr double reference_error = 0;

inline longest acos(longest x) { return acosq(x); }
inline longest acosh(longest x) { return acoshq(x); }
inline longest asin(longest x) { return asinq(x); }
inline longest asinh(longest x) { return asinhq(x); }
inline longest atan(longest x) { return atanq(x); }
inline longest atan2(longest y, longest x) { return atan2q(y, x); }
inline longest atanh(longest x) { return atanhq(x); }
inline longest cbrt(longest x) { return cbrtq(x); }
inline longest ceil(longest x) { return ceilq(x); }
inline longest cos(longest x) { return cosq(x); }
inline longest cosh(longest x) { return coshq(x); }
inline longest erf(longest x) { return erfq(x); }
inline longest erfc(longest x) { return erfcq(x); }
inline longest exp(longest x) { return expq(x); }
inline longest exp10(longest x) { return powq(10, x); }
inline longest exp2(longest x) { return exp2q(x); }
inline longest expm1(longest x) { return expm1q(x); }
inline longest floor(longest x) { return floorq(x); }
inline longest frexp(longest x, int* exponent) { return frexpq(x, exponent); }
inline longest hypot(longest x, longest y) { return hypotq(x, y); }
inline longest ldexp(longest x, int exponent) { return ldexpq(x, exponent); }
inline longest lgamma(longest x) { return lgammaq(x); }
inline longest log(longest x) { return logq(x); }
inline longest log10(longest x) { return log10q(x); }
inline longest log1p(longest x) { return log1pq(x); }
inline longest log2(longest x) { return log2q(x); }
inline longest nearbyint(longest x) { return nearbyintq(x); }
inline longest pow(longest x, longest y) { return powq(x, y); }
inline longest sin(longest x) { return sinq(x); }
inline longest sinh(longest x) { return sinhq(x); }
inline longest sqrt(longest x) { return sqrtq(x); }
inline longest tan(longest x) { return tanq(x); }
inline longest tanh(longest x) { return tanhq(x); }
inline longest tgamma(longest x) { return tgammaq(x); }
inline longest trunc(longest x) { return truncq(x); }
#else
using longest = long double;
inline constexpr double reference_error = 0.01;  // ULP of double, where the reference has only 11 bits more
#endif

template <class Real>
Real sigmoid(Real x) {
  return x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x));
}

template <class Real>
Real logaddexp(Real x, Real y) {
  if (x == y) return x + log1p(Real(1));
  return x > y ? x + log1p(exp(y - x)) : y > x ? y + log1p(exp(x - y)) : x + y;
}

}  // namespace sinter::testing::exact

namespace sinter::testing {

// |got - wanted| in units of the last place that Element has at `wanted`. An infinite result stands for the first
// power of two out of range, so that rounding up to infinity just below the border is an error of less than one ULP.
template <class Element, class Real>
double error_in_ulp(Element got, Real wanted) {
  using limits = std::numeric_limits<Element>;
  constexpr double infinite = std::numeric_limits<double>::infinity();
  bool const no_number = wanted != wanted;
  if (std::isnan(got) || no_number) return std::isnan(got) && no_number ? 0 : infinite;
  if (got == 0 && wanted != 0 && std::signbit(got) != (wanted < 0)) return infinite;
  int exponent = 0;
  Real const border = exact::ldexp(Real(1), limits::max_exponent);
  Real const size = wanted < 0 ? -wanted : wanted;
  if (size >= border) {
    if (std::isinf(got)) return (got < 0) == (wanted < 0) ? 0 : infinite;
    if (size * 0 != size * 0) return infinite;
    exponent = limits::max_exponent;
  } else {
    if (size != 0) exact::frexp(size, &exponent);
    exponent = size == 0 || exponent < limits::min_exponent ? limits::min_exponent : exponent;
  }
  Real value = Real(got);
  if (std::isinf(got)) value = got < 0 ? -border : border;
  Real const difference = value < wanted ? wanted - value : value - wanted;
  return static_cast<double>(exact::ldexp(difference, limits::digits - exponent));
}

}  // namespace sinter::testing
