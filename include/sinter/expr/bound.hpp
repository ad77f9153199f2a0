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
  [[no_unique_address]] std::conditional_t<bound_op<Op>::has_state, Op const*, std::type_identity<Op>> state;
  [[no_unique_address]] fields<Children...> children;
};

template <class Type>
inline constexpr bool is_bound_leaf = false;
template <class Element, int Number>
inline constexpr bool is_bound_leaf<bound_leaf<Element, Number>> = true;
template <class Type>
inline constexpr bool is_bound_constant = false;
template <class Element>
inline constexpr bool is_bound_constant<bound_constant<Element>> = true;

// Whether the type is all there is to a bound tree.
template <class Bound>
inline constexpr bool is_stateless = is_bound_leaf<Bound>;
template <class Op, class Element, class... Children>
inline constexpr bool is_stateless<bound_node<Op, Element, Children...>> =
    !bound_op<Op>::has_state && (is_stateless<Children> && ...);

// Leaves are numbered from First, left to right.
template <int First, class Tree>
struct binder {
  using type = bound_leaf<typename Tree::element, First>;
  static SINTER_INLINE type bind(Tree const&) { return {}; }
};

template <int First, class Element>
struct binder<First, constant<Element>> {
  using type = bound_constant<Element>;
  static SINTER_INLINE type bind(constant<Element> const& from) { return {from.value}; }
};

template <class Op>
SINTER_INLINE auto bound_state(Op const& op) {
  if constexpr (bound_op<Op>::has_state) {
    return &op;
  } else {
    return std::type_identity<Op>{};
  }
}

template <int First, class Op, class A>
struct binder<First, node<Op, A>> {
  using a = binder<First, A>;
  using type = bound_node<Op, typename node<Op, A>::element, typename a::type>;
  static SINTER_INLINE type bind(node<Op, A> const& from) {
    return {bound_state(from.op), {a::bind(from.children.first)}};
  }
};

template <int First, class Op, class A, class B>
struct binder<First, node<Op, A, B>> {
  using a = binder<First, A>;
  using b = binder<First + leaf_count<A>, B>;
  using type = bound_node<Op, typename node<Op, A, B>::element, typename a::type, typename b::type>;
  static SINTER_INLINE type bind(node<Op, A, B> const& from) {
    return {bound_state(from.op), {a::bind(from.children.first), b::bind(from.children.second)}};
  }
};

template <int First, class... Children>
struct field_binder;
template <int First>
struct field_binder<First> {
  template <class... Done>
  static SINTER_INLINE auto bind(Done... done) {
    return make_fields(done...);
  }
};
template <int First, class Next, class... Rest>
struct field_binder<First, Next, Rest...> {
  template <class... Done>
  static SINTER_INLINE auto bind(Next const& next, Rest const&... rest, Done... done) {
    return field_binder<First + leaf_count<Next>, Rest...>::bind(rest..., done..., binder<First, Next>::bind(next));
  }
};

// The node of these bound children and those of Rest, of which the leaves are numbered from First.
template <int First, class Op, class Element, class Done, class... Rest>
struct bound_node_of;
template <int First, class Op, class Element, class... Done>
struct bound_node_of<First, Op, Element, fields<Done...>> : std::type_identity<bound_node<Op, Element, Done...>> {};
template <int First, class Op, class Element, class... Done, class Next, class... Rest>
struct bound_node_of<First, Op, Element, fields<Done...>, Next, Rest...>
    : bound_node_of<First + leaf_count<Next>, Op, Element, fields<Done..., typename binder<First, Next>::type>,
                    Rest...> {};

template <int First, class Op, class A, class B, class C, class... Rest>
struct binder<First, node<Op, A, B, C, Rest...>> {
  using tree = node<Op, A, B, C, Rest...>;
  using type = typename bound_node_of<First, Op, typename tree::element, fields<>, A, B, C, Rest...>::type;
  static SINTER_INLINE type bind(tree const& from) {
    return {bound_state(from.op),
            apply([](auto const&... child)
                      SINTER_LAMBDA { return field_binder<First, A, B, C, Rest...>::template bind<>(child...); },
                  from.children)};
  }
};

// The bound tree with its root converted to element To.
template <class To, class Bound>
SINTER_INLINE auto bound_as(Bound const& bound) {
  if constexpr (std::same_as<To, typename Bound::element>) {
    return bound;
  } else {
    return bound_node<ops::cast<To>, To, Bound>{{}, make_fields(bound)};
  }
}

// The bound tree of an expression. One that has no state is made, not copied.
template <class To, class Tree>
SINTER_INLINE auto bind_as(Tree const& expression) {
  using binder = detail::binder<0, Tree>;
  if constexpr (is_stateless<typename binder::type>) {
    return bound_as<To>(typename binder::type{});
  } else {
    return bound_as<To>(binder::bind(expression));
  }
}

}  // namespace sinter::detail
