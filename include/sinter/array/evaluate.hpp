#pragma once

#include <sinter/array/ndarray.hpp>

namespace sinter {

// The value of an expression as an owning array. Throws shape_error, std::bad_alloc.
template <detail::operand_like Expression>
SINTER_INLINE auto eval(Expression&& expression) {
  using type = std::remove_cvref_t<decltype(detail::as_tree(static_cast<Expression&&>(expression)))>;
  return ndarray<typename type::element, type::rank>(static_cast<Expression&&>(expression));
}

// out = expression with choices for this statement; `out` is an array or a view and keeps its shape. Throws
// shape_error, before anything is written, when the expression does not broadcast to it.
template <detail::array_like Out, detail::right_side Expression>
SINTER_INLINE void assign(Out&& out, Expression&& expression, options const& how = {}) {
  static_assert(detail::is_writable<Out>, "sinter: the output of assign reads only");
  if constexpr (scalar<std::remove_cvref_t<Expression>>) {
    using element = typename std::remove_cvref_t<Out>::element;
    detail::assign_tree(out.values(), detail::constant_of<element>(expression), how);
  } else {
    detail::assign_tree(out.values(), detail::as_tree(static_cast<Expression&&>(expression)), how);
  }
}

// What `out = expression` would do, without doing it.
template <detail::array_like Out, detail::operand_like Expression>
SINTER_INLINE plan explain(Out&& out, Expression&& expression, options const& how = {}) {
  return detail::plan_tree(out.values(), detail::as_tree(static_cast<Expression&&>(expression)), how);
}

}  // namespace sinter
