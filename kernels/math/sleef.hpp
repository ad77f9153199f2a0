#pragma once

#include <sleef.h>

#include "math/registers.hpp"

// SLEEF's functions (https://sleef.org) in the variants that give the same bits on every CPU: with FMA where the ISA has
// it, without elsewhere. 1 ULP is promised in most of each domain; math/borders.hpp sees to the rest.

#define SINTER_KERNEL_IS_baseline 0
#define SINTER_KERNEL_IS_avx2 1
#define SINTER_KERNEL_IS_avx512 2
#define SINTER_PASTE(a, b) a##b
#define SINTER_EVALUATE(a, b) SINTER_PASTE(a, b)
#define SINTER_KERNEL_NUMBER SINTER_EVALUATE(SINTER_KERNEL_IS_, SINTER_KERNEL_ISA)

#if !defined(__SSE2__)
#define SINTER_SLEEF_DOUBLE(name, accuracy) Sleef_cinz_##name##d1_##accuracy##purec
#define SINTER_SLEEF_FLOAT(name, accuracy) Sleef_cinz_##name##f1_##accuracy##purec
#elif SINTER_KERNEL_NUMBER == 2
#define SINTER_SLEEF_DOUBLE(name, accuracy) Sleef_finz_##name##d8_##accuracy##avx512f
#define SINTER_SLEEF_FLOAT(name, accuracy) Sleef_finz_##name##f16_##accuracy##avx512f
#elif SINTER_KERNEL_NUMBER == 1
#define SINTER_SLEEF_DOUBLE(name, accuracy) Sleef_finz_##name##d4_##accuracy##avx2
#define SINTER_SLEEF_FLOAT(name, accuracy) Sleef_finz_##name##f8_##accuracy##avx2
#else
#define SINTER_SLEEF_DOUBLE(name, accuracy) Sleef_cinz_##name##d2_##accuracy##sse2
#define SINTER_SLEEF_FLOAT(name, accuracy) Sleef_cinz_##name##f4_##accuracy##sse2
#endif

namespace sinter::detail {
namespace {

// SLEEF takes registers, or single elements on CPUs that it has no vector code for.
template <class Element, class Function, class... Vecs>
SINTER_INLINE lane_values<Element> call(Function function, Vecs... x) {
#if defined(__SSE2__)
  return (lane_values<Element>)function(x...);
#else
  lane_values<Element> result;
  for (int lane = 0; lane < lanes<Element>; ++lane) result[lane] = function(x[lane]...);
  return result;
#endif
}

template <class Function>
struct sleef;

#define SINTER_FUNCTION(op, name, accuracy)                               \
  template <>                                                             \
  struct sleef<ops::op> {                                                 \
    static constexpr auto float64 = &SINTER_SLEEF_DOUBLE(name, accuracy); \
    static constexpr auto float32 = &SINTER_SLEEF_FLOAT(name, accuracy);  \
  };

SINTER_FUNCTION(exp, exp, u10)
SINTER_FUNCTION(exp2, exp2, u10)
SINTER_FUNCTION(exp10, exp10, u10)
SINTER_FUNCTION(expm1, expm1, u10)
SINTER_FUNCTION(log, log, u10)
SINTER_FUNCTION(log2, log2, u10)
SINTER_FUNCTION(log10, log10, u10)
SINTER_FUNCTION(log1p, log1p, u10)
SINTER_FUNCTION(sin, sin, u10)
SINTER_FUNCTION(cos, cos, u10)
SINTER_FUNCTION(tan, tan, u10)
SINTER_FUNCTION(asin, asin, u10)
SINTER_FUNCTION(acos, acos, u10)
SINTER_FUNCTION(atan, atan, u10)
SINTER_FUNCTION(sinh, sinh, u10)
SINTER_FUNCTION(cosh, cosh, u10)
SINTER_FUNCTION(tanh, tanh, u10)
SINTER_FUNCTION(asinh, asinh, u10)
SINTER_FUNCTION(acosh, acosh, u10)
SINTER_FUNCTION(atanh, atanh, u10)
SINTER_FUNCTION(cbrt, cbrt, u10)
SINTER_FUNCTION(erf, erf, u10)
SINTER_FUNCTION(erfc, erfc, u15)
SINTER_FUNCTION(tgamma, tgamma, u10)
SINTER_FUNCTION(lgamma, lgamma, u10)
SINTER_FUNCTION(power, pow, u10)
SINTER_FUNCTION(atan2, atan2, u10)
SINTER_FUNCTION(hypot, hypot, u05)

#undef SINTER_FUNCTION

template <class Function, class Element, class... Vecs>
SINTER_INLINE lane_values<Element> evaluate_sleef(Vecs... x) {
  if constexpr (is_double<Element>) {
    return call<Element>(sleef<Function>::float64, x...);
  } else {
    return call<Element>(sleef<Function>::float32, x...);
  }
}

}  // namespace
}  // namespace sinter::detail
