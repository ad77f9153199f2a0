#pragma once

#include <sinter/expr/program.hpp>
#include <sinter/plan/options.hpp>

namespace sinter::detail {

// out[i] = expression(leaves[0][i], …) for n elements; the output and the leaves are contiguous.
using loop_function = void (*)(std::byte* out, std::byte const* const* leaves, void const* context, index_t n);

// What the type of an expression tells; one object per type.
struct expression_facts {
  program const* blocked;  // null when the expression holds a user's function
  double cost;             // ns per element, float64 on AVX-512 in L1
  double baseline_cost;    // the same in a loop compiled for the baseline
  int operation_count;
  int bytes;     // of one element of every array, read and written
  isa compiled;  // of the file that holds the fused loop
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
