#pragma once

#include <sinter/expr/bound.hpp>

// An expression as a list of operations on numbered slots: what `per_op` and `blocked` run. Plain data, so that an
// expression given as text makes the same.

namespace sinter::detail {

// What an instruction does: a code of the operations (ops::code_of), or one of these.
inline constexpr short cast_code = -1;
inline constexpr short select_code = -2;

// Slots: leaves first, then constants, then temporaries; result_slot is the output.
inline constexpr short result_slot = -1;
inline constexpr int max_slots = 256;

struct instruction {
  short code;
  element_type type;    // of the operands (select: of the two values)
  element_type result;  // of the result
  short operand_count;
  short operands[3];
  short target;
};

struct program {
  instruction const* instructions;
  int instruction_count;
  element_type const* leaf_types;
  int leaf_count;
  element_type const* constant_types;
  int constant_count;
  int temporary_count;
};

// Whether every operation has a kernel. A user's function has none.
template <class Bound>
struct has_program : std::true_type {};
template <class Op, class Element, class... Children>
struct has_program<bound_node<Op, Element, Children...>>
    : std::bool_constant<!is_mapped<Op> && (has_program<Children>::value && ...)> {};

template <class Bound>
struct tree_counts {
  static constexpr int nodes = 0;
  static constexpr int leaves = is_bound_leaf<Bound>;
  static constexpr int constants = is_bound_constant<Bound>;
};
template <class Op, class Element, class... Children>
struct tree_counts<bound_node<Op, Element, Children...>> {
  static constexpr int nodes = (1 + ... + tree_counts<Children>::nodes);
  static constexpr int leaves = (0 + ... + tree_counts<Children>::leaves);
  static constexpr int constants = (0 + ... + tree_counts<Children>::constants);
};

template <class Op>
inline constexpr short instruction_code = static_cast<short>(ops::code_of<Op>);
template <>
inline constexpr short instruction_code<ops::select> = select_code;
template <class To>
inline constexpr short instruction_code<ops::cast<To>> = cast_code;

template <class Root>
struct program_builder {
  using counts = tree_counts<Root>;
  static constexpr int leaves = counts::leaves;
  static constexpr int constants = counts::constants;
  static constexpr int instruction_limit = counts::nodes == 0 ? 1 : counts::nodes;

  instruction instructions[instruction_limit] = {};
  element_type leaf_types[leaves == 0 ? 1 : leaves] = {};
  element_type constant_types[constants == 0 ? 1 : constants] = {};
  int instruction_count = 0;
  int constant_count = 0;
  int temporaries_in_use = 0;
  int temporary_count = 0;

  static_assert(leaves + constants + counts::nodes <= max_slots, "sinter: an expression with too many operations");

  constexpr program_builder() {
    if constexpr (counts::nodes == 0) {  // a copy or a fill
      constexpr auto type = element_type_of<typename Root::element>;
      short const from = visit(std::type_identity<Root>{}, result_slot);
      instructions[0] = {cast_code, type, type, 1, {from, 0, 0}, result_slot};
      instruction_count = 1;
    } else {
      visit(std::type_identity<Root>{}, result_slot);
    }
  }

  template <class Element, int Number>
  constexpr short visit(std::type_identity<bound_leaf<Element, Number>>, short) {
    leaf_types[Number] = element_type_of<Element>;
    return Number;
  }
  template <class Element>
  constexpr short visit(std::type_identity<bound_constant<Element>>, short) {
    constant_types[constant_count] = element_type_of<Element>;
    return static_cast<short>(leaves + constant_count++);
  }
  // A temporary is free again as soon as the operation that reads it has run.
  template <class Op, class Element, class... Children>
  constexpr short visit(std::type_identity<bound_node<Op, Element, Children...>>, short target) {
    int const before = temporaries_in_use;
    short const slots[] = {visit(std::type_identity<Children>{}, take<Children>())...};
    using last = typename last_of<Children...>::type::element;
    instructions[instruction_count++] = {
        instruction_code<Op>,
        element_type_of<last>,
        element_type_of<Element>,
        sizeof...(Children),
        {slots[0], sizeof...(Children) > 1 ? slots[1] : short{0}, sizeof...(Children) > 2 ? slots[2] : short{0}},
        target};
    temporaries_in_use = before;
    return target;
  }

  template <class Child>
  constexpr short take() {
    if constexpr (tree_counts<Child>::nodes == 0) {
      return result_slot;
    } else {
      int const number = temporaries_in_use++;
      if (temporaries_in_use > temporary_count) temporary_count = temporaries_in_use;
      return static_cast<short>(leaves + constants + number);
    }
  }
};

// The program of a bound tree, made by the compiler.
template <class Root>
struct program_of {
  static constexpr program_builder<Root> built{};
  static constexpr program value{
      built.instructions,   built.instruction_count, built.leaf_types,     program_builder<Root>::leaves,
      built.constant_types, built.constant_count,    built.temporary_count};
};

// Copies the constants of a tree, 8 bytes each, in the order of their slots.
template <class Bound>
SINTER_INLINE void collect_constants(Bound const& bound, std::byte (*&to)[8]) {
  if constexpr (tree_counts<Bound>::constants == 0) {
    return;
  } else if constexpr (is_bound_constant<Bound>) {
    __builtin_memcpy(*to++, &bound.value, sizeof bound.value);
  } else if constexpr (requires { bound.children; }) {
    detail::apply([&](auto const&... child) SINTER_LAMBDA { (collect_constants(child, to), ...); }, bound.children);
  }
}

template <class Bound, class Arch>
void collect(void const* context, std::byte (*to)[8]) {
  collect_constants(*static_cast<Bound const*>(context), to);
}
template <class Bound, class Arch>
constexpr auto collector_of() -> void (*)(void const*, std::byte (*)[8]) {
  if constexpr (tree_counts<Bound>::constants == 0) {
    return nullptr;
  } else {
    return &collect<Bound, Arch>;
  }
}

}  // namespace sinter::detail
