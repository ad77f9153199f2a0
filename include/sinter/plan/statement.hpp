#pragma once

#include <sinter/expr/program.hpp>
#include <sinter/plan/options.hpp>

namespace sinter::detail {

// The rows that a loop runs over, all of one length. Every array has its own distance between rows, and is contiguous
// within one; or a single element of it stands for the whole row.
struct loop_rows {
  index_t count;
  index_t const* steps;          // bytes from row to row: of the output, then of the leaves; none for one row
  std::uintptr_t const* moving;  // per leaf: all bits set, or 0 for a single element
  bool special;                  // a leaf is a single element, or:
  bool streaming;                // the output is aligned to registers and stored past the caches
};

extern loop_rows const one_row;

// out[i] = expression(leaves[0][i], …) for rows of n elements.
using loop_function = void (*)(std::byte* out, std::byte const* const* leaves, void const* context, index_t n,
                               loop_rows const& rows);

// What the type of an expression tells; one object per type.
struct expression_facts {
  program const* blocked;  // null when the expression holds a user's function
  double cost;             // ns per element, float64 on AVX-512 in L1
  double baseline_cost;    // the same in a loop compiled for the baseline
  int operation_count;
  int bytes;     // of one element of every array, read and written
  isa compiled;  // of the file that holds the fused loop
  bool streams;  // its fused loop can store past the caches
};

// An assignment without its types: what planning and execution see.
struct statement {
  operand out;
  operand const* leaves;
  int leaf_count;
  loop_function fused;
  void const* context;              // for the fused loop
  std::byte const (*constants)[8];  // for the program
  expression_facts const* facts;
};

}  // namespace sinter::detail
