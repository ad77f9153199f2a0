#pragma once

#include <sinter/expr/program.hpp>
#include <sinter/plan/cost.hpp>
#include <sinter/plan/options.hpp>

namespace sinter::detail {

// What a loop has to be ready for in a row; the larger one counts.
enum class row_kind : unsigned char {
  plain,    // every array has its elements one after the other
  still,    // or one element for the whole row
  mixed,    // or every second element
  crossed,  // one leaf has its columns one after the other, all other arrays their rows
};
constexpr row_kind larger(row_kind a, row_kind b) { return a < b ? b : a; }
constexpr row_kind kind_of_step(index_t step) {
  return step == 1 ? row_kind::plain : step == 0 ? row_kind::still : row_kind::mixed;
}

// The rows that a loop runs over, all of one length. Every array has its own distance between rows.
struct loop_rows {
  index_t count;
  index_t const* steps;  // bytes from row to row: of the output, then of the leaves; from column to column if crossed
  unsigned char const* inner;  // per leaf: elements from one column to the next; 0: one element stands for the row
  unsigned char out_inner;     // the same of the output; 1 or 2
  row_kind kind;
  bool streaming;  // the output is aligned to registers and stored past the caches
};

inline constexpr unsigned char crossed_inner = 255;  // of the crossed leaf

// The largest `inner` that the loops of a mode read and write without a copy. SSE2 has no way to pick every second of
// small elements.
constexpr index_t largest_inner(mode how, isa compiled, index_t element_bytes) {
  return how == mode::fused && (compiled != isa::baseline || element_bytes >= 4) ? 2 : 1;
}
// Whether they take an array whose elements along a row are so far apart. Loops over whole lines take nothing else.
constexpr bool takes_step(mode how, isa compiled, bool lines, index_t step, index_t element_bytes) {
  return lines && how == mode::fused ? step == 1 : step >= 0 && step <= largest_inner(how, compiled, element_bytes);
}

extern loop_rows const one_row;

// out[i] = expression(leaves[0][i], …) for rows of n elements.
using loop_function = void (*)(std::byte* out, std::byte const* const* leaves, void const* context, index_t n,
                               loop_rows const& rows);

// Calls the loop for every row on its own.
void run_each_row(loop_function loop, std::byte* out, std::byte const* const* leaves, int leaf_count,
                  void const* context, index_t n, loop_rows const& rows);

// A loop and its arrays.
struct loop_call {
  loop_function loop;
  void const* context;
  std::byte* out;
  index_t out_bytes;  // of an element
  std::byte const* const* leaves;
  unsigned char const* leaf_bytes;
  int leaf_count;
};
// Of rows of n elements with a crossed leaf: the columns from `first_column` on, and the rows from `first_row` on, through
// copies of that leaf which are not crossed.
void run_crossed_edges(loop_call const& what, index_t n, loop_rows const& rows, index_t first_column,
                       index_t first_row);

// What the type of an expression tells; one object per type.
struct expression_facts {
  loop_costs costs;
  program const* blocked;              // null when the expression holds a user's function
  bool streams;                        // its fused loop can store past the caches
  bool ends_in_call;                   // and would copy there what a kernel stores, once more
  bool lines;                          // its fused loop takes contiguous rows only
  unsigned char crosses;               // bit k: it takes rows of which leaf k is crossed, too
  unsigned char const* element_bytes;  // of the leaves
  int leaf_count;
  int out_bytes;
  index_t most_ps;  // about so long does an element take in its fused loop, from arrays in the caches
  kernels_range kernels;
  loop_function fused;
  // Copies the constants of a statement's context for the program, in the order of their slots; null without any.
  void (*constants)(void const* context, std::byte (*to)[8]);
};

// An assignment without its types: what planning and execution see.
struct statement {
  operand out;
  operand const* leaves;
  int leaf_count;
  void const* context;  // the bound tree, for the fused loop
  expression_facts const* facts;
};

}  // namespace sinter::detail
