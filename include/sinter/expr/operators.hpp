#pragma once

#include <sinter/expr/compare.hpp>

namespace sinter {
namespace detail {

// Arithmetic on bool arrays means logic, as in NumPy.
template <class Op, class ForBool, class... Operands>
SINTER_INLINE auto make_arithmetic(Operands&&... operands) {
  if constexpr (std::same_as<common<Operands...>, bool>) {
    static_assert(!std::same_as<ForBool, void>,
                  "sinter: this operation is not defined for bool arrays; use ^ or logical_not");
    return make_node<ForBool>(static_cast<Operands&&>(operands)...);
  } else {
    return make_node<Op>(static_cast<Operands&&>(operands)...);
  }
}

template <class Op, class ForBool, class... Operands>
SINTER_INLINE auto make_bitwise(Operands&&... operands) {
  static_assert(std::integral<common<Operands...>>, "sinter: bit operations take integer or bool arrays");
  return make_arithmetic<Op, ForBool>(static_cast<Operands&&>(operands)...);
}

}  // namespace detail

// Elementwise operators over arrays, expressions and C++ scalars; shapes broadcast. They build a tree that is
// evaluated when it is assigned. `/` on integers gives float64; comparisons give bool, `==` too.

template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator+(A&& a, B&& b) {
  return detail::make_arithmetic<ops::add, ops::logical_or>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator-(A&& a, B&& b) {
  return detail::make_arithmetic<ops::subtract, void>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator*(A&& a, B&& b) {
  return detail::make_arithmetic<ops::multiply, ops::logical_and>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator/(A&& a, B&& b) {
  return detail::make_node<ops::divide>(static_cast<A&&>(a), static_cast<B&&>(b));
}
// Remainder with the divisor's sign, as in Python and NumPy.
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator%(A&& a, B&& b) {
  return detail::make_arithmetic<ops::remainder, void>(static_cast<A&&>(a), static_cast<B&&>(b));
}

template <detail::operand_like A>
SINTER_INLINE auto operator-(A&& a) {
  return detail::make_arithmetic<ops::negate, void>(static_cast<A&&>(a));
}
template <detail::operand_like A>
SINTER_INLINE auto operator+(A&& a) {
  return detail::as_tree(static_cast<A&&>(a));
}

template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator==(A&& a, B&& b) {
  return detail::make_comparison<ops::equal>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator!=(A&& a, B&& b) {
  return detail::make_comparison<ops::not_equal>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator<(A&& a, B&& b) {
  return detail::make_comparison<ops::less>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator<=(A&& a, B&& b) {
  return detail::make_comparison<ops::less_equal>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator>(A&& a, B&& b) {
  return detail::make_comparison<ops::greater>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator>=(A&& a, B&& b) {
  return detail::make_comparison<ops::greater_equal>(static_cast<A&&>(a), static_cast<B&&>(b));
}

template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator&(A&& a, B&& b) {
  return detail::make_bitwise<ops::bit_and, ops::logical_and>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator|(A&& a, B&& b) {
  return detail::make_bitwise<ops::bit_or, ops::logical_or>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator^(A&& a, B&& b) {
  return detail::make_bitwise<ops::bit_xor, ops::logical_xor>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <detail::operand_like A>
SINTER_INLINE auto operator~(A&& a) {
  return detail::make_bitwise<ops::bit_not, ops::logical_not>(static_cast<A&&>(a));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator<<(A&& a, B&& b) {
  return detail::make_bitwise<ops::shift_left, void>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator>>(A&& a, B&& b) {
  return detail::make_bitwise<ops::shift_right, void>(static_cast<A&&>(a), static_cast<B&&>(b));
}

// Truth of every element. Both operands are evaluated.
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator&&(A&& a, B&& b) {
  return detail::make_node<ops::logical_and>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class A, class B>
  requires detail::operands<A, B>
SINTER_INLINE auto operator||(A&& a, B&& b) {
  return detail::make_node<ops::logical_or>(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <detail::operand_like A>
SINTER_INLINE auto operator!(A&& a) {
  return detail::make_node<ops::logical_not>(static_cast<A&&>(a));
}

}  // namespace sinter
