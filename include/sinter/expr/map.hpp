#pragma once

#include <sinter/expr/make.hpp>

namespace sinter {
namespace detail {

template <class Type>
struct value_element : canonical<Type> {};
template <class Element, int Lanes, class Arch>
struct value_element<batch<Element, Lanes, Arch>> : std::type_identity<Element> {};
template <int Bytes, int Lanes, class Arch>
struct value_element<mask<Bytes, Lanes, Arch>> : std::type_identity<bool> {};

template <class Function, class... Elements>
struct map_traits {
  static constexpr int widest = [] {
    int bytes = 1;
    ((bytes = sizeof(Elements) > static_cast<unsigned>(bytes) ? static_cast<int>(sizeof(Elements)) : bytes), ...);
    return bytes;
  }();
  static constexpr int lanes = compiled_arch::register_bytes / widest;

  // A generic lambda takes registers; a function of one element type does not.
  static constexpr bool by_register =
      std::is_invocable_v<Function const&, typename register_of<Elements, lanes, compiled_arch>::type...>;

  static constexpr auto result() {
    if constexpr (by_register) {
      return value_element<std::remove_cvref_t<
          std::invoke_result_t<Function const&, typename register_of<Elements, lanes, compiled_arch>::type...>>>{};
    } else {
      return value_element<std::remove_cvref_t<std::invoke_result_t<Function const&, Elements...>>>{};
    }
  }
  using element = typename decltype(result())::type;
};

// The operation that calls the user's function.
template <class Function, class Element, bool ByRegister>
struct mapped {
  static constexpr char const* name = "map";
  static constexpr double cost = 0.5;  // unknown; a guess that does not stop threads from being used
  static constexpr bool by_register = ByRegister;
  template <class>
  using result = Element;

  Function function;
};

template <class Op>
inline constexpr bool is_mapped = false;
template <class Function, class Element, bool ByRegister>
inline constexpr bool is_mapped<mapped<Function, Element, ByRegister>> = true;

}  // namespace detail

// f(a[i], b[i], …) for every element. A generic lambda is called with registers (sinter::batch, sinter::mask) and so
// runs as SIMD code: it may use the operators, `where` and the functions of sinter, but no `if` on values. A
// function that takes elements is called once per element, in no fixed order and perhaps from several threads;
// what it throws comes out of the assignment. How long it takes is measured by long statements, and decides on threads the
// next time. Arrays and expressions only; scalars are captured.
template <class Function, detail::operand_like... Operands>
auto map(Function&& function, Operands&&... operands) {
  using callable = std::decay_t<Function>;
  using traits = detail::map_traits<callable, typename std::remove_cvref_t<Operands>::element...>;
  using op = detail::mapped<callable, typename traits::element, traits::by_register>;
  static_assert(element<typename traits::element>, "sinter: the function given to map must return an element type");
  return detail::node<op, detail::tree_of<Operands>...>(op{static_cast<Function&&>(function)},
                                                        detail::as_tree(static_cast<Operands&&>(operands))...);
}

}  // namespace sinter
