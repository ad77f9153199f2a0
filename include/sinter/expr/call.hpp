#pragma once

#include <sinter/expr/make.hpp>

namespace sinter {
namespace detail {

template <class Type>
concept register_like = is_batch<Type> || is_mask<Type>;

template <class... Types>
struct find_register : std::type_identity<void> {};
template <class First, class... Rest>
struct find_register<First, Rest...> : find_register<Rest...> {};
template <register_like First, class... Rest>
struct find_register<First, Rest...> : std::type_identity<First> {};
template <class... Types>
using first_register = typename find_register<Types...>::type;

// One function for arrays, expressions and scalars, and for the registers that a generic lambda is given.
template <class Op, class First, class... Rest>
SINTER_INLINE auto call(First&& first, Rest&&... rest) {
  using value = first_register<std::remove_cvref_t<First>, std::remove_cvref_t<Rest>...>;
  if constexpr (!std::is_void_v<value>) {
    return Op::apply(static_cast<value>(first), static_cast<value>(rest)...);
  } else {
    return make_node<Op>(static_cast<First&&>(first), static_cast<Rest&&>(rest)...);
  }
}

// Type of where(c, x, y): two scalars have the common type that C++ gives them.
template <class X, class Y>
struct selected_element : std::type_identity<common<X, Y>> {};
template <scalar X, scalar Y>
struct selected_element<X, Y> : canonical<std::common_type_t<X, Y>> {};
template <class X, class Y>
using selected = typename selected_element<std::remove_cvref_t<X>, std::remove_cvref_t<Y>>::type;

template <class... Types>
concept operands_or_registers = operands<Types...> || (register_like<std::remove_cvref_t<Types>> || ...);

}  // namespace detail

}  // namespace sinter
