#pragma once

#include <sinter/expr/bound.hpp>

// x * y + z, x * y - z and z - x * y as one operation that rounds once. The choice is a rewriting of the tree, so
// that every mode and every ISA contracts the same operations.

namespace sinter::detail {

template <class Bound>
inline constexpr bool is_product = false;
template <class Element, class... Children>
inline constexpr bool is_product<bound_node<ops::multiply, Element, Children...>> = std::floating_point<Element>;

template <class Bound>
SINTER_INLINE auto contracted(Bound const& bound);

template <class Element, class X, class Y, class Z>
SINTER_INLINE auto multiply_add(X const& x, Y const& y, Z const& z) {
  return bound_node<ops::fused_multiply_add, Element, X, Y, Z>{{}, make_fields(x, y, z)};
}

template <class Element, class X>
SINTER_INLINE auto negated(X const& x) {
  return bound_node<ops::negate, Element, X>{{}, make_fields(x)};
}

template <class Op, class Element, class... Children>
SINTER_INLINE auto contract_children(bound_node<Op, Element, Children...> const& bound) {
  return detail::apply(
      [&](auto const&... child) SINTER_LAMBDA {
        return bound_node<Op, Element, decltype(contracted(child))...>{bound.state, make_fields(contracted(child)...)};
      },
      bound.children);
}

// Of two products the left one is contracted.
template <class Op, class Element, class A, class B>
SINTER_INLINE auto contract_sum(bound_node<Op, Element, A, B> const& bound) {
  constexpr bool minus = std::same_as<Op, ops::subtract>;
  auto const& a = bound.children.first;
  auto const& b = bound.children.second;
  if constexpr (is_product<A>) {
    auto const x = contracted(a.children.first);
    auto const y = contracted(a.children.second);
    if constexpr (minus) {
      return multiply_add<Element>(x, y, negated<Element>(contracted(b)));
    } else {
      return multiply_add<Element>(x, y, contracted(b));
    }
  } else if constexpr (is_product<B>) {
    auto const x = contracted(b.children.first);
    auto const y = contracted(b.children.second);
    if constexpr (minus) {
      return multiply_add<Element>(negated<Element>(x), y, contracted(a));
    } else {
      return multiply_add<Element>(x, y, contracted(a));
    }
  } else {
    return contract_children(bound);
  }
}

template <class Op, class Element, class... Children>
SINTER_INLINE auto contract_node(bound_node<Op, Element, Children...> const& bound) {
  if constexpr ((std::same_as<Op, ops::add> || std::same_as<Op, ops::subtract>)&&std::floating_point<Element>) {
    return contract_sum(bound);
  } else {
    return contract_children(bound);
  }
}

template <class Bound>
SINTER_INLINE auto contracted(Bound const& bound) {
  if constexpr (requires { bound.children; }) {
    return contract_node(bound);
  } else {
    return bound;
  }
}

template <class Bound>
inline constexpr bool can_contract = !std::same_as<Bound, decltype(contracted(std::declval<Bound const&>()))>;

}  // namespace sinter::detail
