#pragma once

#include <sinter/array/evaluate.hpp>
#include <sinter/exec/reduce.hpp>
#include <sinter/expr/functions.hpp>
#include <sinter/expr/math.hpp>

namespace sinter {

// The axes that a reduction takes away; negative ones count from the last.
template <int Count>
struct axis_list {
  index_t axes[Count];
};
template <std::integral... Axes>
constexpr axis_list<static_cast<int>(sizeof...(Axes))> axis(Axes... axes) {
  return {{static_cast<index_t>(axes)...}};
}

struct keepdims_t {};
inline constexpr keepdims_t keepdims;  // reduced axes stay, with extent 1

namespace detail {

template <class Element>
using sum_of = std::conditional_t<
    std::floating_point<Element>, Element,
    std::conditional_t<std::is_unsigned_v<Element> && !std::same_as<Element, bool>, std::uint64_t, std::int64_t>>;

template <class Op, class Result, class Expression>
SINTER_INLINE Result reduce_whole(char const* name, Expression&& expression) {
  auto const tree = as_tree(static_cast<Expression&&>(expression));
  Result result{};
  reduce_tree<Op>(tree, name, ~0u, strided<Result, 0>{&result, {}, {}});
  return result;
}

template <bool Keep, class Op, class Result, int Count, class Expression>
SINTER_INLINE auto reduce_along(char const* name, Expression&& expression, axis_list<Count> const& over) {
  auto const tree = as_tree(static_cast<Expression&&>(expression));
  auto const shape = shape_of(tree);
  constexpr int from = decltype(tree)::rank;
  constexpr int rank = from == dynamic_rank || Keep ? from : from - Count;
  static_assert(rank >= 0 || rank == dynamic_rank, "sinter: more axes than the expression has");
  unsigned const bits = axis_bits(over.axes, Count, shape, name);
  auto kept = make_extents<rank>(static_cast<index_t>(shape.size()) - (Keep ? 0 : Count));
  std::size_t next = 0;
  for (std::size_t k = 0; k < shape.size(); ++k) {
    if ((bits >> k) & 1) {
      if constexpr (Keep) kept[next++] = 1;
    } else {
      kept[next++] = shape[k];
    }
  }
  ndarray<Result, rank> result(uninitialised{}, kept);
  reduce_tree<Op>(tree, name, bits, result.values());
  return result;
}

template <class Op, class Result, class Expression, int Count>
SINTER_INLINE auto reduce_to(char const* name, Expression&& expression, axis_list<Count> const& over) {
  return reduce_along<false, Op, Result>(name, static_cast<Expression&&>(expression), over);
}
template <class Op, class Result, class Expression, int Count>
SINTER_INLINE auto reduce_to(char const* name, Expression&& expression, axis_list<Count> const& over, keepdims_t) {
  return reduce_along<true, Op, Result>(name, static_cast<Expression&&>(expression), over);
}
template <class Op, class Result, class Expression>
SINTER_INLINE Result reduce_to(char const* name, Expression&& expression) {
  return reduce_whole<Op, Result>(name, static_cast<Expression&&>(expression));
}

template <class Expression>
using element_in = typename std::remove_cvref_t<Expression>::element;

// How many elements go into each result.
template <class Tree, class... Axes>
index_t reduced_size(Tree const& tree, char const* name, Axes const&... over) {
  auto const shape = shape_of(tree);
  unsigned bits = ~0u;
  [[maybe_unused]] auto const choose = [&]<class Axis>(Axis const& one) {
    if constexpr (!std::same_as<Axis, keepdims_t>)
      bits = axis_bits(one.axes, static_cast<int>(std::size(one.axes)), shape, name);
  };
  (choose(over), ...);
  index_t size = 1;
  for (std::size_t k = 0; k < shape.size(); ++k) size *= (bits >> k) & 1 ? shape[k] : 1;
  return size;
}

}  // namespace detail

// Reductions of any expression: whole, to a scalar; along axes, to an array: f(e), f(e, axis(0, -1)),
// f(e, axis(1), keepdims). The expression is evaluated block by block and never stored. The order of the operations
// depends on the shape alone, so the bits are the same for every number of threads, mode and ISA. Floating-point
// sums are pairwise over runs. O(size). Throw shape_error for a wrong axis.

// Integers and bool are summed in 64 bits; the sum of nothing is 0.
template <detail::operand_like Expression, class... Axes>
SINTER_INLINE auto sum(Expression&& e, Axes const&... over) {
  return detail::reduce_to<ops::add, detail::sum_of<detail::element_in<Expression>>>(
      "sum", static_cast<Expression&&>(e), over...);
}
// Integers and bool are multiplied in 64 bits; the product of nothing is 1.
template <detail::operand_like Expression, class... Axes>
SINTER_INLINE auto prod(Expression&& e, Axes const&... over) {
  return detail::reduce_to<ops::multiply, detail::sum_of<detail::element_in<Expression>>>(
      "prod", static_cast<Expression&&>(e), over...);
}
// NaN if any element is NaN. Throws shape_error when there is no element.
template <detail::operand_like Expression, class... Axes>
SINTER_INLINE auto min(Expression&& e, Axes const&... over) {
  using element = detail::element_in<Expression>;
  using op = std::conditional_t<std::same_as<element, bool>, ops::logical_and, ops::minimum>;
  return detail::reduce_to<op, element>("min", static_cast<Expression&&>(e), over...);
}
template <detail::operand_like Expression, class... Axes>
SINTER_INLINE auto max(Expression&& e, Axes const&... over) {
  using element = detail::element_in<Expression>;
  using op = std::conditional_t<std::same_as<element, bool>, ops::logical_or, ops::maximum>;
  return detail::reduce_to<op, element>("max", static_cast<Expression&&>(e), over...);
}
// Whether any or all elements are true; of nothing: false and true.
template <detail::operand_like Expression, class... Axes>
SINTER_INLINE auto any(Expression&& e, Axes const&... over) {
  return detail::reduce_to<ops::logical_or, bool>("any", static_cast<Expression&&>(e), over...);
}
template <class Expression, class... Axes>
SINTER_INLINE auto all_t::operator()(Expression&& e, Axes const&... over) const {
  static_assert(detail::operand_like<Expression>, "sinter: all() takes an array or an expression");
  return detail::reduce_to<ops::logical_and, bool>("all", static_cast<Expression&&>(e), over...);
}

// The sum divided by the number of elements; integers as float64. NaN when there is no element.
template <detail::operand_like Expression, class... Axes>
SINTER_INLINE auto mean(Expression&& e, Axes const&... over) {
  using element = detail::element_in<Expression>;
  using result = std::conditional_t<std::floating_point<element>, element, double>;
  auto const tree = detail::as_tree(static_cast<Expression&&>(e));
  auto const size = static_cast<result>(detail::reduced_size(tree, "mean", over...));
  auto total = detail::reduce_to<ops::add, result>("mean", tree, over...);
  total /= size;
  return total;
}

// Number of elements that are not zero.
template <detail::operand_like Expression, class... Axes>
SINTER_INLINE auto count_nonzero(Expression&& e, Axes const&... over) {
  return sum(cast<bool>(static_cast<Expression&&>(e)), over...);
}

// sum(a * b) of two arrays of one shape.
template <detail::operand_like A, detail::operand_like B>
SINTER_INLINE auto dot(A&& a, B&& b) {
  return sum(static_cast<A&&>(a) * static_cast<B&&>(b));
}

}  // namespace sinter
