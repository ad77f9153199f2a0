#include <sleef.h>

#include "math_borders.hpp"

// The functions are SLEEF's deterministic ones: the same bits for the same element on every ISA, whatever the
// neighbouring elements. Its documentation (https://sleef.org) promises 1 ULP in most of each domain; math_borders.hpp
// sees to the rest. docs/accuracy.md has what is measured.

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
#define SINTER_SLEEF_DOUBLE(name, accuracy) Sleef_cinz_##name##d8_##accuracy##avx512fnofma
#define SINTER_SLEEF_FLOAT(name, accuracy) Sleef_cinz_##name##f16_##accuracy##avx512fnofma
#elif SINTER_KERNEL_NUMBER == 1
#define SINTER_SLEEF_DOUBLE(name, accuracy) Sleef_cinz_##name##d4_##accuracy##avx
#define SINTER_SLEEF_FLOAT(name, accuracy) Sleef_cinz_##name##f8_##accuracy##avx
#else
#define SINTER_SLEEF_DOUBLE(name, accuracy) Sleef_cinz_##name##d2_##accuracy##sse2
#define SINTER_SLEEF_FLOAT(name, accuracy) Sleef_cinz_##name##f4_##accuracy##sse2
#endif

namespace sinter::detail {
namespace {

// SLEEF takes registers, or single elements on CPUs that it has no vector code for.
template <class Element, class Function, class... Vecs>
SINTER_INLINE vec<Element, lanes<Element>> call(Function function, Vecs... x) {
#if defined(__SSE2__)
  return (vec<Element, lanes<Element>>)function(x...);
#else
  vec<Element, lanes<Element>> result;
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
SINTER_INLINE lane_values<Element> evaluate(Vecs... x) {
  if constexpr (sizeof(Element) == 8) {
    return call<Element>(sleef<Function>::float64, x...);
  } else {
    return call<Element>(sleef<Function>::float32, x...);
  }
}

}  // namespace

template <class Function, class Element, class Arch>
vec<Element, Arch::register_bytes / static_cast<int>(sizeof(Element))> math_register(
    vec<Element, Arch::register_bytes / static_cast<int>(sizeof(Element))> x) {
  return correction<Function>::template apply<Element>(evaluate<Function, Element>(x), x);
}

template <class Function, class Element, class Arch>
vec<Element, Arch::register_bytes / static_cast<int>(sizeof(Element))> math_register(
    vec<Element, Arch::register_bytes / static_cast<int>(sizeof(Element))> x,
    vec<Element, Arch::register_bytes / static_cast<int>(sizeof(Element))> y) {
  return correction<Function>::template apply<Element>(evaluate<Function, Element>(x, y), x, y);
}

}  // namespace sinter::detail

namespace sinter::kernels::SINTER_KERNEL_ISA {

void fill_math(detail::kernel_table& table) {
  fill_unary(table, ops::elementary_unary{});
  fill_binary(table, ops::elementary_binary{});
}

}  // namespace sinter::kernels::SINTER_KERNEL_ISA

namespace sinter::detail {

#define SINTER_INSTANTIATE(op, element, ...) \
  template vec<element, lanes<element>> math_register<ops::op, element, arch>(__VA_ARGS__);
#define SINTER_INSTANTIATE_UNARY(op)                      \
  SINTER_INSTANTIATE(op, float, vec<float, lanes<float>>) \
  SINTER_INSTANTIATE(op, double, vec<double, lanes<double>>)
#define SINTER_INSTANTIATE_BINARY(op)                                               \
  SINTER_INSTANTIATE(op, float, vec<float, lanes<float>>, vec<float, lanes<float>>) \
  SINTER_INSTANTIATE(op, double, vec<double, lanes<double>>, vec<double, lanes<double>>)

SINTER_INSTANTIATE_UNARY(exp)
SINTER_INSTANTIATE_UNARY(exp2)
SINTER_INSTANTIATE_UNARY(exp10)
SINTER_INSTANTIATE_UNARY(expm1)
SINTER_INSTANTIATE_UNARY(log)
SINTER_INSTANTIATE_UNARY(log2)
SINTER_INSTANTIATE_UNARY(log10)
SINTER_INSTANTIATE_UNARY(log1p)
SINTER_INSTANTIATE_UNARY(sin)
SINTER_INSTANTIATE_UNARY(cos)
SINTER_INSTANTIATE_UNARY(tan)
SINTER_INSTANTIATE_UNARY(asin)
SINTER_INSTANTIATE_UNARY(acos)
SINTER_INSTANTIATE_UNARY(atan)
SINTER_INSTANTIATE_UNARY(sinh)
SINTER_INSTANTIATE_UNARY(cosh)
SINTER_INSTANTIATE_UNARY(tanh)
SINTER_INSTANTIATE_UNARY(asinh)
SINTER_INSTANTIATE_UNARY(acosh)
SINTER_INSTANTIATE_UNARY(atanh)
SINTER_INSTANTIATE_UNARY(cbrt)
SINTER_INSTANTIATE_UNARY(erf)
SINTER_INSTANTIATE_UNARY(erfc)
SINTER_INSTANTIATE_UNARY(tgamma)
SINTER_INSTANTIATE_UNARY(lgamma)
SINTER_INSTANTIATE_BINARY(power)
SINTER_INSTANTIATE_BINARY(atan2)
SINTER_INSTANTIATE_BINARY(hypot)

}  // namespace sinter::detail
