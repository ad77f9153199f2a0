#pragma once

#include <sinter/exec/fused.hpp>

// `per_op` for few elements: one operation at a time, every intermediate a whole array on the stack. Nothing is
// planned and nothing but leaves and result touches memory outside this frame.

namespace sinter::detail {

// As many elements as fit 8 registers of the widest type.
template <class Bound>
inline constexpr index_t small_limit = 8 * compiled_arch::register_bytes / widest_element<Bound>::bytes;

// The value of an operation for all elements.
template <class Value, int Registers>
struct small_array {
  Value registers[Registers];
};

template <int Lanes, class Arch, int Leaves>
struct small_evaluator {
  static constexpr int registers = 8;
  cursor<Lanes, Arch, Leaves> at;
  int whole;  // registers that are full
  int rest;   // elements in the one after them

  // Leaves and constants are read where they are used.
  template <class Bound>
  SINTER_INLINE auto operator()(Bound const& from) const {
    if constexpr (requires { from.children; }) {
      return detail::apply([&](auto const&... child) SINTER_LAMBDA { return apply(from, (*this)(child)...); },
                        from.children);
    } else {
      return from;
    }
  }

  template <class Value, class Count>
  SINTER_INLINE auto read(Value const& from, int r, Count lanes) const {
    if constexpr (requires { from.registers; }) {
      return from.registers[r];
    } else {
      return at(from, r * Lanes, lanes);
    }
  }

 private:
  template <class Op, class Element, class... Children, class... Values>
  SINTER_INLINE auto apply(bound_node<Op, Element, Children...> const&, Values const&... values) const {
    using value = decltype(Op::apply(read(values, 0, all_lanes<Lanes>{})...));
    small_array<value, registers> result;
    for (int r = 0; r < whole; ++r) result.registers[r] = Op::apply(read(values, r, all_lanes<Lanes>{})...);
    if (rest > 0) result.registers[whole] = Op::apply(read(values, whole, some_lanes{rest})...);
    return result;
  }
};

template <class Arch, class Out, class Bound>
SINTER_NOINLINE void small_per_op(std::byte* out, std::byte const* const* leaves, void const* context, index_t n) {
  constexpr int count = tree_counts<Bound>::leaves;
  constexpr int lanes = Arch::register_bytes / widest_element<Bound>::bytes;
  cursor<lanes, Arch, count> at;
  at.take(leaves);
  Bound const tree = *static_cast<Bound const*>(context);
  small_evaluator<lanes, Arch, count> const evaluate{at, static_cast<int>(n / lanes), static_cast<int>(n % lanes)};
  auto const result = evaluate(tree);
  auto* const to = reinterpret_cast<Out*>(out);
  for (int r = 0; r < evaluate.whole; ++r) {
    store<lanes, Arch>(to + r * lanes, evaluate.read(result, r, all_lanes<lanes>{}), all_lanes<lanes>{});
  }
  if (evaluate.rest > 0) {
    some_lanes const rest{evaluate.rest};
    store<lanes, Arch>(to + evaluate.whole * lanes, evaluate.read(result, evaluate.whole, rest), rest);
  }
}

}  // namespace sinter::detail
