#pragma once

#include <sinter/expr/call.hpp>

namespace sinter {

// Rounding to integers, as values of the same type; `round` takes halves to the even neighbour.
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto floor(A&& a) {
  return detail::call<ops::floor>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto ceil(A&& a) {
  return detail::call<ops::ceil>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto trunc(A&& a) {
  return detail::call<ops::trunc>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto round(A&& a) {
  return detail::call<ops::round>(static_cast<A&&>(a));
}
// As `round`: C's name.
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto rint(A&& a) {
  return detail::call<ops::round>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto abs(A&& a) {
  return detail::call<ops::absolute>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto square(A&& a) {
  return detail::call<ops::square>(static_cast<A&&>(a));
}

// The larger and the smaller; NaN if either is NaN.
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto maximum(A&& a, B&& b) {
  return detail::call<ops::maximum>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto minimum(A&& a, B&& b) {
  return detail::call<ops::minimum>(static_cast<A&&>(a), static_cast<B&&>(b));
}

// Division rounded to minus infinity, and the remainder that goes with it. Integers: 0 for division by zero.
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto floor_divide(A&& a, B&& b) {
  return detail::call<ops::floor_divide>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto remainder(A&& a, B&& b) {
  return detail::call<ops::remainder>(static_cast<A&&>(a), static_cast<B&&>(b));
}

template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto isnan(A&& a) {
  return detail::call<ops::is_nan>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto isfinite(A&& a) {
  return detail::call<ops::is_finite>(static_cast<A&&>(a));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto isinf(A&& a) {
  return detail::call<ops::is_inf>(static_cast<A&&>(a));
}
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto logical_and(A&& a, B&& b) {
  return detail::call<ops::logical_and>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto logical_or(A&& a, B&& b) {
  return detail::call<ops::logical_or>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands_or_registers<A, B>
SINTER_INLINE auto logical_xor(A&& a, B&& b) {
  return detail::call<ops::logical_xor>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A>
  requires detail::operands_or_registers<A>
SINTER_INLINE auto logical_not(A&& a) {
  return detail::call<ops::logical_not>(static_cast<A&&>(a));
}

// x * y + z, rounded once.
template <class X, class Y, class Z>
  requires detail::operands_or_registers<X, Y, Z>
SINTER_INLINE auto fma(X&& x, Y&& y, Z&& z) {
  return detail::call<ops::fused_multiply_add>(static_cast<X&&>(x), static_cast<Y&&>(y), static_cast<Z&&>(z));
}

// minimum(maximum(x, low), high).
template <class X, class Low, class High>
  requires detail::operands_or_registers<X, Low, High>
SINTER_INLINE auto clip(X&& x, Low&& low, High&& high) {
  return minimum(maximum(static_cast<X&&>(x), static_cast<Low&&>(low)), static_cast<High&&>(high));
}

// condition ? x : y for every element; both sides are evaluated. The condition is taken as truth.
template <class Condition, class X, class Y>
  requires(detail::operand_like<Condition> && (detail::operand_like<X> || scalar<std::remove_cvref_t<X>>) &&
           (detail::operand_like<Y> || scalar<std::remove_cvref_t<Y>>))
SINTER_INLINE auto where(Condition&& condition, X&& x, Y&& y) {
  using element = detail::selected<X, Y>;
  auto test = detail::as_tree_of<bool>(static_cast<Condition&&>(condition));
  auto when = detail::as_tree_of<element>(static_cast<X&&>(x));
  auto otherwise = detail::as_tree_of<element>(static_cast<Y&&>(y));
  return detail::node<ops::select, decltype(test), decltype(when), decltype(otherwise)>(
      ops::select{}, std::move(test), std::move(when), std::move(otherwise));
}

// The elements converted to To, with the values of static_cast; what To cannot hold is unspecified.
template <element To, detail::operand_like A>
SINTER_INLINE auto cast(A&& a) {
  return detail::cast_tree<To>(detail::as_tree(static_cast<A&&>(a)));
}

}  // namespace sinter
