#pragma once

#include <sinter/expr/tree.hpp>

namespace sinter::detail {

// The shape that a tree broadcasts to. Throws shape_error naming the operation whose operands do not.
template <class Tree>
extents<Tree::rank> shape_of(Tree const& expression);

template <class Op, class... Children>
extents<node<Op, Children...>::rank> broadcast_children(node<Op, Children...> const& expression) {
  constexpr int rank = node<Op, Children...>::rank;
  return detail::apply(
      [](auto const&... child) {
        int widest = 0;
        auto const measure = [&](auto const& shape) {
          widest = static_cast<int>(shape.size()) > widest ? static_cast<int>(shape.size()) : widest;
        };
        (measure(shape_of(child)), ...);
        auto result = make_extents<rank>(widest);
        for (auto& length : result) length = 1;
        auto const add = [&](auto const& shape) {
          auto const before = result;
          if (!broadcast_into(result.data(), widest, shape)) throw_shape_mismatch(Op::name, before, shape);
        };
        (add(shape_of(child)), ...);
        return result;
      },
      expression.children);
}

template <class Tree>
extents<Tree::rank> shape_of(Tree const& expression) {
  if constexpr (requires { expression.children; }) {
    return broadcast_children(expression);
  } else if constexpr (requires { expression.values(); }) {
    return expression.shape();
  } else {
    return make_extents<Tree::rank>(0);
  }
}

}  // namespace sinter::detail
