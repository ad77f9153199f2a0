#pragma once

#include <sinter/exec/assign.hpp>
#include <sinter/expr/operators.hpp>

namespace sinter {
namespace detail {

template <class Type>
concept assignable_array = array_like<Type>;

template <class Array>
inline constexpr bool is_writable =
    !std::is_const_v<std::remove_pointer_t<decltype(std::declval<Array&>().values().data)>>;

// NumPy's rule for `+=`: the result must be of the same or a lower kind, so that int += 0.5 is an error, not a loss.
template <class Left, class Tree>
SINTER_INLINE void assign_compound(Left& left, Tree const& expression) {
  static_assert(is_writable<Left>, "sinter: the left side reads only");
  static_assert(kind_of<typename Tree::element> <= kind_of<typename Left::element>,
                "sinter: the result of this compound assignment does not fit the element type of its left side; "
                "write a = cast<...>(a op b)");
  assign_tree(left.values(), expression);
}

template <class Right>
concept right_side = operand_like<Right> || scalar<std::remove_cvref_t<Right>>;

}  // namespace detail

// a op= b is a = a op b, in place and without a temporary. The right side broadcasts to the left.
template <detail::assignable_array A, detail::right_side B>
SINTER_INLINE A&& operator+=(A&& a, B&& b) {
  detail::assign_compound(a, a + static_cast<B&&>(b));
  return static_cast<A&&>(a);
}
template <detail::assignable_array A, detail::right_side B>
SINTER_INLINE A&& operator-=(A&& a, B&& b) {
  detail::assign_compound(a, a - static_cast<B&&>(b));
  return static_cast<A&&>(a);
}
template <detail::assignable_array A, detail::right_side B>
SINTER_INLINE A&& operator*=(A&& a, B&& b) {
  detail::assign_compound(a, a * static_cast<B&&>(b));
  return static_cast<A&&>(a);
}
template <detail::assignable_array A, detail::right_side B>
SINTER_INLINE A&& operator/=(A&& a, B&& b) {
  detail::assign_compound(a, a / static_cast<B&&>(b));
  return static_cast<A&&>(a);
}
template <detail::assignable_array A, detail::right_side B>
SINTER_INLINE A&& operator%=(A&& a, B&& b) {
  detail::assign_compound(a, a % static_cast<B&&>(b));
  return static_cast<A&&>(a);
}
template <detail::assignable_array A, detail::right_side B>
SINTER_INLINE A&& operator&=(A&& a, B&& b) {
  detail::assign_compound(a, a & static_cast<B&&>(b));
  return static_cast<A&&>(a);
}
template <detail::assignable_array A, detail::right_side B>
SINTER_INLINE A&& operator|=(A&& a, B&& b) {
  detail::assign_compound(a, a | static_cast<B&&>(b));
  return static_cast<A&&>(a);
}
template <detail::assignable_array A, detail::right_side B>
SINTER_INLINE A&& operator^=(A&& a, B&& b) {
  detail::assign_compound(a, a ^ static_cast<B&&>(b));
  return static_cast<A&&>(a);
}
template <detail::assignable_array A, detail::right_side B>
SINTER_INLINE A&& operator<<=(A&& a, B&& b) {
  detail::assign_compound(a, a << static_cast<B&&>(b));
  return static_cast<A&&>(a);
}
template <detail::assignable_array A, detail::right_side B>
SINTER_INLINE A&& operator>>=(A&& a, B&& b) {
  detail::assign_compound(a, a >> static_cast<B&&>(b));
  return static_cast<A&&>(a);
}

}  // namespace sinter
