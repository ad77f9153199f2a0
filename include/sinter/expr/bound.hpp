#pragma once

#include <sinter/expr/map.hpp>

// A bound tree is a tree without its arrays: leaves are numbers, so the loops compiled for it serve every rank,
// layout and kind of array.

namespace sinter::detail {

template <class Element, int Number>
struct bound_leaf {
  using element = Element;
  static constexpr int number = Number;
};

template <class Element>
struct bound_constant {
  using element = Element;
  Element value;
};

// Operations without state are made anew; a user's function stays in the tree it came from.
template <class Op>
struct bound_op {
  using type = Op;
  static constexpr bool has_state = !std::is_empty_v<Op>;
};

template <class Op, class Element, class... Children>
struct bound_node {
  using op = Op;
  using element = Element;
  std::conditional_t<bound_op<Op>::has_state, Op const*, std::type_identity<Op>> state;
  fields<Children...> children;
};

template <class Type>
inline constexpr bool is_bound_leaf = false;
template <class Element, int Number>
inline constexpr bool is_bound_leaf<bound_leaf<Element, Number>> = true;
template <class Type>
inline constexpr bool is_bound_constant = false;
template <class Element>
inline constexpr bool is_bound_constant<bound_constant<Element>> = true;

template <int First, class Tree>
SINTER_INLINE auto bind(Tree const& expression);

template <int First, class Op, class... Children, std::size_t... I>
SINTER_INLINE auto bind_children(node<Op, Children...> const& expression, std::index_sequence<I...>) {
  constexpr int counts[] = {leaf_count<Children>...};
  constexpr auto before = [](std::size_t child) {
    int leaves = First;
    for (std::size_t i = 0; i < child; ++i) leaves += counts[i];
    return leaves;
  };
  using element = typename node<Op, Children...>::element;
  using bound = bound_node<Op, element, decltype(bind<before(I)>(detail::get<I>(expression.children)))...>;
  if constexpr (bound_op<Op>::has_state) {
    return bound{&expression.op, make_fields(bind<before(I)>(detail::get<I>(expression.children))...)};
  } else {
    return bound{{}, make_fields(bind<before(I)>(detail::get<I>(expression.children))...)};
  }
}

// Leaves are numbered from First, left to right.
template <int First, class Tree>
SINTER_INLINE auto bind(Tree const& expression) {
  if constexpr (is_constant<Tree>) {
    return bound_constant<typename Tree::element>{expression.value};
  } else if constexpr (requires { expression.children; }) {
    return bind_children<First>(expression,
                                std::make_index_sequence<decltype(expression.children)::size>{});
  } else {
    return bound_leaf<typename Tree::element, First>{};
  }
}

// The bound tree with its root converted to element To.
template <class To, class Bound>
SINTER_INLINE auto bound_as(Bound const& bound) {
  if constexpr (std::same_as<To, typename Bound::element>) {
    return bound;
  } else {
    return bound_node<ops::cast<To>, To, Bound>{{}, make_fields(bound)};
  }
}

}  // namespace sinter::detail
