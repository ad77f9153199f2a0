#pragma once

#include <sinter/array/reduce.hpp>

namespace sinter {

// What var and stddev subtract from the number of elements before they divide by it; NumPy's `correction` or `ddof`.
struct correction {
  double value;
  explicit constexpr correction(double v) : value(v) {}
};

namespace detail {

template <class Element>
using mean_of = std::conditional_t<std::floating_point<Element>, Element, double>;

// How many elements go into each result.
template <class Tree, class... Axes>
index_t reduced_size(Tree const& tree, char const* name, Axes const&... over) {
  auto const shape = shape_of(tree);
  unsigned bits = ~0u;
  [[maybe_unused]] auto const choose = [&]<class Axis>(Axis const& one) {
    if constexpr (requires { one.axes; })
      bits = axis_bits(one.axes, static_cast<int>(std::size(one.axes)), shape, name);
  };
  (choose(over), ...);
  index_t size = 1;
  for (std::size_t k = 0; k < shape.size(); ++k) size *= (bits >> k) & 1 ? shape[k] : 1;
  return size;
}

}  // namespace detail

// The sum divided by the number of elements; integers as float64. NaN when there is no element.
template <detail::operand_like Expression, class... Axes>
SINTER_INLINE auto mean(Expression&& e, Axes const&... over) {
  using element = detail::element_in<Expression>;
  using result = detail::mean_of<element>;
  auto const tree = detail::as_tree(static_cast<Expression&&>(e));
  auto const size = static_cast<result>(detail::reduced_size(tree, "mean", over...));
  auto total = detail::reduce_to<ops::add, result>("mean", tree, over...);
  total /= size;
  return total;
}

namespace detail {

// The mean with the reduced axes kept, so that it broadcasts against what it is the mean of.
template <class Tree>
SINTER_INLINE auto mean_to_subtract(Tree const& tree) {
  return mean(tree);
}
template <class Tree, int Count, class... Rest>
SINTER_INLINE auto mean_to_subtract(Tree const& tree, axis_list<Count> const& over, Rest const&...) {
  return mean(tree, over, keepdims);
}

// In place: a scalar or an array.
template <class Result>
SINTER_INLINE void take_root(Result& of) {
  if constexpr (std::same_as<Result, float>) {
    of = __builtin_sqrtf(of);
  } else if constexpr (std::same_as<Result, double>) {
    of = __builtin_sqrt(of);
  } else {
    of = sqrt(of);
  }
}

template <class Expression, class... Axes>
SINTER_INLINE auto variance(char const* name, Expression&& e, double correction, Axes const&... over) {
  using result = mean_of<element_in<Expression>>;
  auto const tree = as_tree(cast<result>(static_cast<Expression&&>(e)));
  double const size = static_cast<double>(reduced_size(tree, name, over...)) - correction;
  auto total = reduce_to<ops::add, result>(name, square(tree - mean_to_subtract(tree, over...)), over...);
  total /= static_cast<result>(size < 0 ? 0 : size);
  return total;
}

}  // namespace detail

// The mean of the squared distance from the mean, in two passes over the expression: as accurate as the sums. Integers as
// float64. Divided by the number of elements, less a correction: var(e), var(e, axis(0), correction(1)),
// var(e, axis(0), keepdims, correction(1)). NaN or infinite when nothing is left to divide by.
template <detail::operand_like Expression>
SINTER_INLINE auto var(Expression&& e, correction less = correction(0)) {
  return detail::variance("var", static_cast<Expression&&>(e), less.value);
}
template <detail::operand_like Expression, int Count>
SINTER_INLINE auto var(Expression&& e, axis_list<Count> const& over, correction less = correction(0)) {
  return detail::variance("var", static_cast<Expression&&>(e), less.value, over);
}
template <detail::operand_like Expression, int Count>
SINTER_INLINE auto var(Expression&& e, axis_list<Count> const& over, keepdims_t, correction less = correction(0)) {
  return detail::variance("var", static_cast<Expression&&>(e), less.value, over, keepdims);
}
template <detail::operand_like Expression, int Count, class Out, int Rank>
SINTER_INLINE auto var(Expression&& e, axis_list<Count> const& over, result_view<Out, Rank> const& out,
                       correction less = correction(0)) {
  return detail::variance("var", static_cast<Expression&&>(e), less.value, over, out);
}
template <detail::operand_like Expression, int Count, class Out, int Rank>
SINTER_INLINE auto var(Expression&& e, axis_list<Count> const& over, keepdims_t, result_view<Out, Rank> const& out,
                       correction less = correction(0)) {
  return detail::variance("var", static_cast<Expression&&>(e), less.value, over, keepdims, out);
}

// The square root of var, with its arguments.
template <detail::operand_like Expression, class... Rest>
SINTER_INLINE auto stddev(Expression&& e, Rest const&... rest) {
  auto result = var(static_cast<Expression&&>(e), rest...);
  detail::take_root(result);
  return result;
}

// The Euclidean length: sqrt(sum(e * e)); integers as float64. Not scaled: squares may overflow, as NumPy's do.
template <detail::operand_like Expression, class... Axes>
SINTER_INLINE auto norm(Expression&& e, Axes const&... over) {
  using result = detail::mean_of<detail::element_in<Expression>>;
  auto total = detail::reduce_to<ops::add, result>("norm", square(cast<result>(static_cast<Expression&&>(e))), over...);
  detail::take_root(total);
  return total;
}

}  // namespace sinter
