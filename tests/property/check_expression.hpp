#pragma once

#include <cstddef>
#include <gtest/gtest.h>
#include <type_traits>

#include <sinter/sinter.hpp>

#include "property/random_array.hpp"
#include "property/reference_functions.hpp"

// Checks of one expression over three arrays for many shapes, layouts, modes and thread counts. What depends on the
// expression and its types is as little as can be, because every test of it is compiled once more.

namespace sinter::testing {

inline constexpr mode all_modes[] = {mode::automatic, mode::per_op, mode::fused, mode::blocked};

struct tested_expression {
  char const* name;
  tested_type operands[3];
  tested_type result;
  // One element of the result.
  void (*reference)(void const* const (&operands)[3], void* result);
  // `how` is null for a statement without options, which has short ways of its own.
  void (*statement)(any_array const (&operands)[3], any_array const& result, options const* how);

  // Small arrays of every form, and one that is large enough to be given to several threads.
  void check(int trials) const;
};

inline constexpr int default_trials = 16;

// The same, stored into elements of another type.
template <class Out, class A, class B, class C, class Function>
void check_expression_into(char const* name, Function) {
  tested_expression const expression = {name,
                                        {tested_type_of<A>, tested_type_of<B>, tested_type_of<C>},
                                        tested_type_of<Out>,
                                        [](void const* const(&operands)[3], void* result) {
                                          auto const value =
                                              Function{}(reference::value<A>{*static_cast<A const*>(operands[0])},
                                                         reference::value<B>{*static_cast<B const*>(operands[1])},
                                                         reference::value<C>{*static_cast<C const*>(operands[2])});
                                          *static_cast<Out*>(result) = reference::convert<Out>(value.v);
                                        },
                                        [](any_array const(&operands)[3], any_array const& result, options const* how) {
                                          auto const out = result.as<Out>();
                                          auto const a = operands[0].as<A const>();
                                          auto const b = operands[1].as<B const>();
                                          auto const c = operands[2].as<C const>();
                                          if (how == nullptr) {
                                            out = Function{}(a, b, c);
                                          } else {
                                            assign(out, Function{}(a, b, c), *how);
                                          }
                                        }};
  expression.check(default_trials);
}

// Checks result type and values of one expression. The result goes to an array of its own type.
template <class A, class B, class C, class Function>
void check_expression(char const* name, Function function) {
  using result =
      typename decltype(function(reference::value<A>{}, reference::value<B>{}, reference::value<C>{}))::element;
  using tree =
      decltype(function(std::declval<view<A const, dynamic_rank>>(), std::declval<view<B const, dynamic_rank>>(),
                        std::declval<view<C const, dynamic_rank>>()));
  static_assert(std::is_same_v<typename tree::element, result>, "the type of the result is not NumPy's");
  check_expression_into<result, A, B, C>(name, function);
}

}  // namespace sinter::testing
