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

// Where a reduction along axes puts its result, which is a new array otherwise: into(out), for an array or view of exactly
// the shape and the element type of the result. It may overlap what is reduced.
template <class Element, int Rank>
struct result_view {
  view<Element, Rank> to;
};
template <detail::array_like Out>
  requires(std::is_lvalue_reference_v<Out> || !std::remove_cvref_t<Out>::owns)
SINTER_INLINE auto into(Out&& out SINTER_LIFETIMEBOUND) {
  static_assert(detail::is_writable<Out>, "sinter: the array that a reduction goes into reads only");
  using out_type = std::remove_cvref_t<Out>;
  return result_view<typename out_type::element, out_type::static_rank>{
      view<typename out_type::element, out_type::static_rank>(out.values())};
}

namespace detail {

template <class Element>
using sum_of = std::conditional_t<
    std::floating_point<Element>, Element,
    std::conditional_t<std::is_unsigned_v<Element> && !std::same_as<Element, bool>, std::uint64_t, std::int64_t>>;

// What a fold of Elements gives.
template <class Fold, class Element>
using folded = std::conditional_t<Fold::places, index_t, Element>;

template <class Fold, class Element, class Expression>
SINTER_INLINE folded<Fold, Element> reduce_whole(char const* name, Expression&& expression) {
  auto tree = as_tree(static_cast<Expression&&>(expression));  // g++ keeps what is const in memory
  folded<Fold, Element> result{};
  reduce_tree<Fold, Element>(tree, name, ~0u, strided<folded<Fold, Element>, 0>{&result, {}, {}});
  return result;
}

template <bool Keep, int Count, class Tree>
inline constexpr int rank_along = Tree::rank == dynamic_rank || Keep ? Tree::rank : Tree::rank - Count;

// The shape of what the axes in the bits leave.
template <bool Keep, int Count, class Tree>
SINTER_INLINE auto shape_along(Tree const& tree, unsigned bits) {
  constexpr int rank = rank_along<Keep, Count, Tree>;
  static_assert(rank >= 0 || rank == dynamic_rank, "sinter: more axes than the expression has");
  auto const shape = shape_of(tree);
  auto kept = make_extents<rank>(static_cast<index_t>(shape.size()) - (Keep ? 0 : Count));
  std::size_t next = 0;
  for (std::size_t k = 0; k < shape.size(); ++k) {
    if ((bits >> k) & 1) {
      if constexpr (Keep) kept[next++] = 1;
    } else {
      kept[next++] = shape[k];
    }
  }
  return kept;
}

template <bool Keep, class Fold, class Element, int Count, class Tree>
SINTER_INLINE auto reduce_along(char const* name, Tree const& tree, axis_list<Count> const& over) {
  unsigned const bits = axis_bits(over.axes, Count, shape_of(tree), name);
  auto const shape = shape_along<Keep, Count>(tree, bits);
  ndarray<folded<Fold, Element>, rank_along<Keep, Count, Tree>> result(uninitialised{}, shape);
  reduce_tree<Fold, Element>(tree, name, bits, result.values());
  return result;
}

template <bool Keep, class Fold, class Element, int Count, class Tree, class To, int Rank, class Arch = compiled_arch>
SINTER_NOINLINE void reduce_through_copy(char const* name, Tree const& tree, axis_list<Count> over,
                                         view<To, Rank> result) {
  result = reduce_along<Keep, Fold, Element>(name, tree, over);
}

// Whether an array lies apart from every leaf.
struct apart_test {
  memory_range out;
  bool apart = true;

  template <class Leaf>
  SINTER_INLINE void visit(Leaf const& leaf) {
    memory_range const read = range_of(leaf.values());
    apart = apart && (read.end <= out.begin || out.end <= read.begin);
  }
};

template <bool Keep, class Fold, class Element, int Count, class Tree, class To, int Rank>
SINTER_INLINE auto reduce_along(char const* name, Tree const& tree, axis_list<Count> const& over,
                                result_view<To, Rank> const& result) {
  static_assert(std::same_as<To, folded<Fold, Element>>,
                "sinter: into() takes an array of the result's element type (sums of integers have 64 bits)");
  unsigned const bits = axis_bits(over.axes, Count, shape_of(tree), name);
  auto shape = shape_along<Keep, Count>(tree, bits);
  strided<To, Rank> out = result.to.values();
  if (!same_shape(shape, out.shape)) {
    auto found = shape;
    auto given = out.shape;
    throw_wrong_result(name, found, given);
  }
  apart_test test{range_of(out)};
  visit_leaves(tree, test);
  view<To, Rank> to = result.to;
  if (test.apart && is_contiguous(out.shape, out.strides.data())) {
    reduce_tree<Fold, Element>(tree, name, bits, out);
  } else {
    rarely_used<Tree> copy = tree;
    reduce_through_copy<Keep, Fold, Element>(name, copy, over, to);
  }
  return to;
}

template <class Fold, class Element, class Expression, int Count, class... Into>
SINTER_INLINE auto reduce_by(char const* name, Expression&& expression, axis_list<Count> const& over,
                             Into const&... result) {
  return reduce_along<false, Fold, Element>(name, as_tree(static_cast<Expression&&>(expression)), over, result...);
}
template <class Fold, class Element, class Expression, int Count, class... Into>
SINTER_INLINE auto reduce_by(char const* name, Expression&& expression, axis_list<Count> const& over, keepdims_t,
                             Into const&... result) {
  return reduce_along<true, Fold, Element>(name, as_tree(static_cast<Expression&&>(expression)), over, result...);
}
template <class Fold, class Element, class Expression>
SINTER_INLINE auto reduce_by(char const* name, Expression&& expression) {
  return reduce_whole<Fold, Element>(name, static_cast<Expression&&>(expression));
}
template <class Fold, class Element, class Expression, scalar Axis, class... More>
SINTER_INLINE void reduce_by(char const*, Expression&&, Axis, More const&...) {
  static_assert(!scalar<Axis>,
                "sinter: the axes of a reduction are given as axis(0, 1); elementwise there are minimum and maximum");
}
template <class Op, class Element, class Expression, class... Axes>
SINTER_INLINE auto reduce_to(char const* name, Expression&& expression, Axes const&... over) {
  return reduce_by<fold_by<Op>, Element>(name, static_cast<Expression&&>(expression), over...);
}

template <class Element>
using comparable = std::conditional_t<std::same_as<Element, bool>, std::uint8_t, Element>;

template <class Expression>
using element_in = typename std::remove_cvref_t<Expression>::element;

}  // namespace detail

// Reductions of any expression: whole, to a scalar; along axes, to an array: f(e), f(e, axis(0, -1)),
// f(e, axis(1), keepdims), f(e, axis(1), into(out)), f(e, axis(1), keepdims, into(out)); with into() they return a view
// of `out`. The expression is evaluated block by block and never stored. The order of the operations depends on the shape
// alone, so the bits are the same for every number of threads, mode and ISA. Floating-point sums are pairwise over runs.
// O(size). Throw shape_error for a wrong axis, and where the shape of `out` is not that of the result: nothing is written
// then.

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
// The index of the first minimum or maximum, or of the first NaN: of the whole in row-major order, or along one axis.
// Throws shape_error when there is no element.
template <detail::operand_like Expression, class... Axes>
SINTER_INLINE auto argmin(Expression&& e, Axes const&... over) {
  using element = detail::comparable<detail::element_in<Expression>>;
  return detail::reduce_by<detail::place_by<ops::minimum>, element>("argmin", static_cast<Expression&&>(e), over...);
}
template <detail::operand_like Expression, class... Axes>
SINTER_INLINE auto argmax(Expression&& e, Axes const&... over) {
  using element = detail::comparable<detail::element_in<Expression>>;
  return detail::reduce_by<detail::place_by<ops::maximum>, element>("argmax", static_cast<Expression&&>(e), over...);
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
