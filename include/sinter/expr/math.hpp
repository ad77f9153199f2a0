#pragma once

#include <utility>

#include <sinter/expr/call.hpp>

namespace sinter {

// Elementary functions: integers give floating point. Errors and special values: docs/accuracy.md.
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto exp(A&& a) {
  return detail::call<ops::exp>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto exp2(A&& a) {
  return detail::call<ops::exp2>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto exp10(A&& a) {
  return detail::call<ops::exp10>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto expm1(A&& a) {
  return detail::call<ops::expm1>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto log(A&& a) {
  return detail::call<ops::log>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto log2(A&& a) {
  return detail::call<ops::log2>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto log10(A&& a) {
  return detail::call<ops::log10>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto log1p(A&& a) {
  return detail::call<ops::log1p>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto sin(A&& a) {
  return detail::call<ops::sin>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto cos(A&& a) {
  return detail::call<ops::cos>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto tan(A&& a) {
  return detail::call<ops::tan>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto asin(A&& a) {
  return detail::call<ops::asin>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto acos(A&& a) {
  return detail::call<ops::acos>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto atan(A&& a) {
  return detail::call<ops::atan>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto sinh(A&& a) {
  return detail::call<ops::sinh>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto cosh(A&& a) {
  return detail::call<ops::cosh>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto tanh(A&& a) {
  return detail::call<ops::tanh>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto asinh(A&& a) {
  return detail::call<ops::asinh>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto acosh(A&& a) {
  return detail::call<ops::acosh>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto atanh(A&& a) {
  return detail::call<ops::atanh>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto cbrt(A&& a) {
  return detail::call<ops::cbrt>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto erf(A&& a) {
  return detail::call<ops::erf>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto erfc(A&& a) {
  return detail::call<ops::erfc>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto tgamma(A&& a) {
  return detail::call<ops::tgamma>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto lgamma(A&& a) {
  return detail::call<ops::lgamma>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto sqrt(A&& a) {
  return detail::call<ops::sqrt>(static_cast<A&&>(a));
}

// The quadrant-aware arctangent of y / x.
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto atan2(A&& a, B&& b) {
  return detail::call<ops::atan2>(static_cast<A&&>(a), static_cast<B&&>(b));
}

// sqrt(x * x + y * y) without overflow or underflow in between.
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto hypot(A&& a, B&& b) {
  return detail::call<ops::hypot>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto pow(A&& a, B&& b) {
  return detail::call<ops::power>(static_cast<A&&>(a), static_cast<B&&>(b));
}

// 1 / sqrt(x); 1 / (1 + exp(-x)).
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto rsqrt(A&& a) {
  return detail::call<ops::rsqrt>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto sigmoid(A&& a) {
  return detail::call<ops::sigmoid>(static_cast<A&&>(a));
}

// x * x * x, in the type of x.
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto cube(A&& a) {
  return detail::call<ops::cube>(static_cast<A&&>(a));
}

// The size of a with the sign of b; the number next to a in the direction of b.
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto copysign(A&& a, B&& b) {
  return detail::call<ops::copysign>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto nextafter(A&& a, B&& b) {
  return detail::call<ops::nextafter>(static_cast<A&&>(a), static_cast<B&&>(b));
}

// Remainder of the division rounded to zero, with the sign of a. Integers: 0 for division by zero.
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto fmod(A&& a, B&& b) {
  return detail::call<ops::fmod>(static_cast<A&&>(a), static_cast<B&&>(b));
}

// log(exp(a) + exp(b)) without overflow or underflow in between. Of negative operands whose result is near 0, the error
// is that of an operand rather than of the result.
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto logaddexp(A&& a, B&& b) {
  return detail::call<ops::logaddexp>(static_cast<A&&>(a), static_cast<B&&>(b));
}

// a * 2^n, rounded once, for integers n of any size.
template <class A, class N>
  requires(detail::operands<A, N> && std::integral<typename detail::element_of<std::remove_cvref_t<N>>::type>)
SINTER_INLINE auto ldexp(A&& a, N&& n) {
  using number = floating_of<typename detail::element_of<std::remove_cvref_t<A>>::type>;
  auto value = detail::as_tree_of<number>(static_cast<A&&>(a));
  auto exponent = detail::as_tree_of<number>(static_cast<N&&>(n));
  return detail::node<ops::ldexp, decltype(value), decltype(exponent)>(ops::ldexp{}, std::move(value),
                                                                       std::move(exponent));
}

// Two expressions, {fraction, exponent}: a = fraction * 2^exponent with 1/2 <= |fraction| < 1, exponents of int32. Zeros,
// infinities and NaN are their own fraction, with exponent 0.
template <detail::operand_like A>
SINTER_INLINE auto frexp(A&& a) {
  auto const value = detail::as_tree(static_cast<A&&>(a));
  return std::pair(detail::make_node<ops::frexp_fraction>(value),
                   detail::cast_tree<std::int32_t>(detail::make_node<ops::frexp_exponent>(value)));
}

// Two expressions, {sin(a), cos(a)}, each of which is evaluated where it is used.
template <detail::operand_like A>
SINTER_INLINE auto sincos(A&& a) {
  auto const value = detail::as_tree(static_cast<A&&>(a));
  return std::pair(detail::make_node<ops::sin>(value), detail::make_node<ops::cos>(value));
}

}  // namespace sinter
