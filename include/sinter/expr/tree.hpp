#pragma once

#include <sinter/core/fields.hpp>
#include <sinter/ops/list.hpp>
#include <sinter/shape/strided.hpp>

// The expression tree: leaves with data, constants and nodes, all held by value. It knows neither the arrays it
// came from nor how it will be evaluated.

namespace sinter {

// Base of every expression. It stands in this namespace so that operators and functions of expressions are found
// without `using namespace sinter`.
struct expression_base {};

}  // namespace sinter

namespace sinter::detail {

// Elements that live elsewhere.
template <class Element, int Rank>
struct leaf : expression_base {
  using element = Element;
  static constexpr int rank = Rank;
  static constexpr bool dense = false;

  strided<Element const, Rank> array;

  SINTER_INLINE explicit leaf(strided<Element const, Rank> const& from) : array(from) {}
  SINTER_INLINE Element const* data() const { return array.data; }
  // data(), and whether that would not throw, where the shape is known to have n elements.
  SINTER_INLINE Element const* start() const { return array.data; }
  SINTER_INLINE bool had(index_t) const { return true; }
  SINTER_INLINE extents<Rank> const& shape() const { return array.shape; }
  SINTER_INLINE strided<Element const, Rank> const& values() const { return array; }
};

[[noreturn]] void throw_array_changed(index_t before, lengths now);

// The shape of an array whose elements are viewed. One of any rank stays where it is: a tree would copy it at every
// level. It lives as long as the elements do, unless the array was moved or swapped since: that is an error.
template <int Rank>
struct kept_shape {
  extents<Rank> value;
  SINTER_INLINE explicit kept_shape(extents<Rank> const& from) : value(from) {}
  SINTER_INLINE void check() const {}
  SINTER_INLINE bool had(index_t) const { return true; }
};
template <>
struct kept_shape<dynamic_rank> {
  extents<dynamic_rank> const& value;
  index_t size;
  SINTER_INLINE explicit kept_shape(extents<dynamic_rank> const& from) : value(from), size(size_of_shape(from)) {}
  SINTER_INLINE void check() const {
    if (size_of_shape(value) != size) throw_array_changed(size, value);
  }
  SINTER_INLINE bool had(index_t n) const { return size == n; }
};

// The same, known to be contiguous in row-major order: half of it need not be carried or tested.
template <class Element, int Rank>
struct dense_leaf : expression_base {
  using element = Element;
  static constexpr int rank = Rank;
  static constexpr bool dense = true;

  Element const* elements;
  kept_shape<Rank> lengths;

  SINTER_INLINE explicit dense_leaf(Element const* data, extents<Rank> const& shape) : elements(data), lengths(shape) {}
  // Throws shape_error when the array has another size than it had.
  SINTER_INLINE Element const* data() const {
    lengths.check();
    return elements;
  }
  SINTER_INLINE Element const* start() const { return elements; }
  SINTER_INLINE bool had(index_t n) const { return lengths.had(n); }
  SINTER_INLINE extents<Rank> const& shape() const { return lengths.value; }
  strided<Element const, Rank> values() const {
    strided<Element const, Rank> result{elements, shape(), shape()};
    row_major_strides(shape(), result.strides.data());
    return result;
  }
};

// An array that was about to die, kept alive by the expression.
template <class Array>
struct owned_leaf : expression_base {
  using element = typename Array::element;
  static constexpr int rank = Array::static_rank;
  static constexpr bool dense = true;

  Array array;

  SINTER_INLINE explicit owned_leaf(Array&& from) : array(static_cast<Array&&>(from)) {}
  SINTER_INLINE auto data() const { return array.data(); }
  SINTER_INLINE auto start() const { return array.data(); }
  SINTER_INLINE bool had(index_t) const { return true; }
  SINTER_INLINE auto const& shape() const { return array.shape(); }
  SINTER_INLINE auto values() const { return array.values(); }
};

// A scalar that stands for an array of its values.
template <class Element>
struct constant : expression_base {
  using element = Element;
  static constexpr int rank = 0;

  Element value;

  SINTER_INLINE explicit constant(Element from) : value(from) {}
};

template <class Op>
struct result_of {
  template <class Operand>
  using type = typename Op::template result<Operand>;
};
template <class To>
struct result_of<ops::cast<To>> {
  template <class Operand>
  using type = To;
};

template <class... Ranks>
constexpr int widest_rank(Ranks... ranks) {
  int widest = 0;
  for (int const rank : {ranks...}) {
    if (rank == dynamic_rank) return dynamic_rank;
    widest = rank > widest ? rank : widest;
  }
  return widest;
}

template <class First, class... Rest>
struct last_of : last_of<Rest...> {};
template <class Last>
struct last_of<Last> : std::type_identity<Last> {};

// An operation over children that all have its operand type already (`where`: after the condition).
template <class Op, class... Children>
struct node : expression_base {
  using element = typename result_of<Op>::template type<typename last_of<Children...>::type::element>;
  static constexpr int rank = widest_rank(Children::rank...);

  [[no_unique_address]] Op op;
  fields<Children...> children;

  // Each child comes through make_fields by value: constructed in place, a deep tree would be copied through memory.
  template <class... From>
  SINTER_INLINE explicit node(Op operation, From&&... from)
      : op(static_cast<Op&&>(operation)), children{make_fields(static_cast<From&&>(from)...)} {}
};

template <class Type>
concept tree = std::is_base_of_v<expression_base, std::remove_cvref_t<Type>>;

// Arrays show themselves by values() -> strided; they belong to a higher layer.
template <class Type>
concept array_like = requires { typename std::remove_cvref_t<Type>::array_tag; };

template <class Type>
concept operand_like = tree<Type> || array_like<Type>;

template <class Type>
inline constexpr bool is_constant = false;
template <class Element>
inline constexpr bool is_constant<constant<Element>> = true;

// The children of a node after the third, as those of another.
template <class Fields>
struct rest_of {
  Fields const& children;
};

// Calls visitor.visit(leaf) for every array in the tree, from left to right.
template <class Tree, class Visitor>
SINTER_INLINE void visit_leaves(Tree const& expression, Visitor& visitor) {
  if constexpr (requires { expression.children.first; }) {
    visit_leaves(expression.children.first, visitor);
    if constexpr (requires { expression.children.second; }) visit_leaves(expression.children.second, visitor);
    if constexpr (requires { expression.children.third; }) visit_leaves(expression.children.third, visitor);
    if constexpr (requires { expression.children.rest; }) visit_leaves(rest_of{expression.children.rest}, visitor);
  } else if constexpr (!is_constant<Tree>) {
    visitor.visit(expression);
  }
}

template <class Tree>
struct leaf_count_of : std::integral_constant<int, 1> {};
template <class Element>
struct leaf_count_of<constant<Element>> : std::integral_constant<int, 0> {};
template <class Op, class... Children>
struct leaf_count_of<node<Op, Children...>> : std::integral_constant<int, (0 + ... + leaf_count_of<Children>::value)> {
};

template <class Tree>
inline constexpr int leaf_count = leaf_count_of<Tree>::value;

}  // namespace sinter::detail
