#pragma once

#include <sinter/ops/list.hpp>

// Chains of operations on one type: what one computes, the next one takes from registers. Each is a function that has a
// group of eight registers as arguments and goes on to the function of the next link, which a compiler makes a jump: an
// operation costs a jump for each group, and moves nothing but the operand that is no register.

namespace sinter::detail {

// Operations that chains can hold, on elements that they can have.
using chained_unary =
    type_list<ops::negate, ops::absolute, ops::square, ops::sqrt, ops::floor, ops::ceil, ops::trunc, ops::bit_not>;
using chained_binary = type_list<ops::add, ops::subtract, ops::multiply, ops::divide, ops::maximum, ops::minimum,
                                 ops::bit_and, ops::bit_or, ops::bit_xor>;
// These end a chain: their results are bools.
using chained_comparison =
    type_list<ops::equal, ops::not_equal, ops::less, ops::less_equal, ops::greater, ops::greater_equal>;
using chained_elements = type_list<std::int32_t, std::int64_t, float, double>;

// Of operands of one type.
template <class Op, class Element>
inline constexpr bool can_chain =
    index_in<Element, chained_elements>::value >= 0 &&
    (index_in<Op, chained_unary>::value >= 0 || index_in<Op, chained_binary>::value >= 0 ||
     index_in<Op, chained_comparison>::value >= 0);

// The operand beside the registers: an array, a group that was kept, or one element for all, to the right of the operation
// or to the left.
enum class link_form : unsigned char { array_right, array_left, kept_right, kept_left, scalar_right, scalar_left };
inline constexpr int link_forms = 6;
inline constexpr index_t most_group_bytes = 512;

using link_function = void (*)();  // of a signature that only the kernels of one ISA know

struct link {
  link_function run;
  std::byte* operand;
};

// The links of one type.
struct chain_kernels {
  index_t group;                                        // elements of one operand in a group; 0: the type has no chains
  void (*run)(link const* links, index_t n);            // over n elements, whole groups of them
  link_function load[element_type_count];               // the registers, from an array of a type that is no wider
  link_function store;                                  // to an array, and goes on
  link_function keep;                                   // the same to one group of memory, which every group overwrites
  link_function end;                                    // as `store`, and does not go on
  link_function stream;                                 // as `end` past the caches, to aligned memory
  link_function operation[ops::all::size][link_forms];  // null where there is none; unary ones have the first form;
                                                        // comparisons end in the operand of the next link
};

}  // namespace sinter::detail
