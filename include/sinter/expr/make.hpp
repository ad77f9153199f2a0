#pragma once

#include <limits>

#include <sinter/expr/tree.hpp>

namespace sinter::detail {

[[noreturn]] void throw_scalar_does_not_fit(double value, element_type type);

// An operand as a tree: trees move or copy, rvalue arrays are kept, lvalue arrays are viewed.
template <class Operand>
SINTER_INLINE auto as_tree(Operand&& operand) {
  using type = std::remove_cvref_t<Operand>;
  if constexpr (tree<Operand>) {
    return type(static_cast<Operand&&>(operand));
  } else if constexpr (type::owns && !std::is_lvalue_reference_v<Operand>) {
    return owned_leaf<type>(type(static_cast<Operand&&>(operand)));  // copied if const
  } else if constexpr (type::owns) {
    return dense_leaf<typename type::element, type::static_rank>(operand.data(), operand.shape());
  } else {
    return leaf<typename type::element, type::static_rank>(operand.values());
  }
}

template <class Operand>
using tree_of = decltype(as_tree(std::declval<Operand>()));

template <class To, class Scalar>
SINTER_INLINE constant<To> constant_of(Scalar value) {
  if constexpr (std::integral<To> && std::integral<Scalar> && !std::same_as<To, bool>) {
    if (static_cast<Scalar>(static_cast<To>(value)) != value ||
        (static_cast<To>(value) < To(0)) != (value < Scalar(0))) {
      throw_scalar_does_not_fit(static_cast<double>(value), element_type_of<To>);
    }
  }
  if constexpr (std::integral<To> && std::floating_point<Scalar> && !std::same_as<To, bool>) {
    // What is left after cutting the fraction must fit; the borders are powers of two and exact.
    constexpr Scalar least = static_cast<Scalar>(std::numeric_limits<To>::min());
    constexpr Scalar half = static_cast<Scalar>(To(1) << (std::numeric_limits<To>::digits - 1));
    if (!((value >= least || value > least - 1) && value < 2 * half)) {
      throw_scalar_does_not_fit(static_cast<double>(value), element_type_of<To>);
    }
  }
  return constant<To>(static_cast<To>(value));
}

template <class To, class Tree>
SINTER_INLINE auto cast_tree(Tree&& expression) {
  using type = std::remove_cvref_t<Tree>;
  if constexpr (std::same_as<To, typename type::element>) {
    return type(static_cast<Tree&&>(expression));
  } else if constexpr (is_constant<type>) {
    return constant<To>(static_cast<To>(expression.value));
  } else {
    return node<ops::cast<To>, type>(ops::cast<To>{}, static_cast<Tree&&>(expression));
  }
}

// The operand as a tree of elements To; scalars become constants.
template <class To, class Operand>
SINTER_INLINE auto as_tree_of(Operand&& operand) {
  if constexpr (scalar<std::remove_cvref_t<Operand>>) {
    return constant_of<To>(operand);
  } else if constexpr (std::same_as<To, typename std::remove_cvref_t<Operand>::element>) {
    return as_tree(static_cast<Operand&&>(operand));
  } else {
    return cast_tree<To>(as_tree(static_cast<Operand&&>(operand)));
  }
}

template <class Operand>
struct element_of {
  using type = typename std::remove_cvref_t<Operand>::element;
};
template <scalar Scalar>
struct element_of<Scalar> {
  using type = Scalar;
};

// Common type: arrays among themselves first, then what the scalars do to that.
template <class So, class... Operands>
struct common_of_arrays : std::type_identity<So> {};
template <class So, class First, class... Rest>
struct common_of_arrays<So, First, Rest...> : common_of_arrays<promoted<So, typename First::element>, Rest...> {};
template <class First, class... Rest>
  requires(!scalar<First>)
struct common_of_arrays<void, First, Rest...> : common_of_arrays<typename First::element, Rest...> {};
template <class So, scalar First, class... Rest>
struct common_of_arrays<So, First, Rest...> : common_of_arrays<So, Rest...> {};

template <class So, class... Operands>
struct common_with_scalars : std::type_identity<So> {};
template <class So, class First, class... Rest>
struct common_with_scalars<So, First, Rest...> : common_with_scalars<So, Rest...> {};
template <class So, scalar First, class... Rest>
struct common_with_scalars<So, First, Rest...> : common_with_scalars<promoted<So, weak<So, First>>, Rest...> {};

template <class... Operands>
struct common_element : common_with_scalars<typename common_of_arrays<void, Operands...>::type, Operands...> {};

template <class... Operands>
using common = typename common_element<std::remove_cvref_t<Operands>...>::type;

template <class Op, class... Operands>
SINTER_INLINE auto make_node(Operands&&... operands) {
  using operand_type = typename Op::template operand<common<Operands...>>;
  return node<Op, decltype(as_tree_of<operand_type>(static_cast<Operands&&>(operands)))...>(
      Op{}, as_tree_of<operand_type>(static_cast<Operands&&>(operands))...);
}

// One of the operands is an array or a tree, the others may be scalars.
template <class... Operands>
concept operands =
    (operand_like<Operands> || ...) && ((operand_like<Operands> || scalar<std::remove_cvref_t<Operands>>)&&...);

}  // namespace sinter::detail
