#pragma once

#include <sinter/exec/assign.hpp>

namespace sinter::detail {

// A reduction of a statement's expression: the fold, and which axes go.
struct reduction {
  int operation;        // index in ops::foldable
  short code;           // ops::code_of the same operation
  char const* name;     // as the user calls it
  bool needs_elements;  // min and max of nothing are an error
  unsigned axes;        // bit k: axis k is reduced
};

// Folds with a tree that depends on the shape and the axes alone. Where the last axis stays, rows are what lies along the
// trailing axes that stay, one row for each index of the reduced axes; else the rows have one element. P rows, a power of
// two, are merged to one of at least fold_row_bytes; 32 of these are folded in order, the folds of 32 in a binary tree,
// and at last P rows to one by halves (axes of extent 1 are no axes).
// Throws shape_error. O(size); no copy of the expression's value.
void run_reduction(statement const& what, reduction const& how, operand const& result);

// The bits of the axes; throws shape_error for one that is outside the rank or named twice.
unsigned axis_bits(index_t const* axes, int count, lengths shape, char const* name);

template <class Op>
constexpr reduction fold_with(char const* name, unsigned axes) {
  constexpr bool extremum = std::same_as<Op, ops::minimum> || std::same_as<Op, ops::maximum>;
  return {index_in<Op, ops::foldable>::value, static_cast<short>(ops::code_of<Op>), name, extremum, axes};
}

// Folds the tree, converted to Result, into `result`, whose shape is that of the axes which stay.
template <class Op, class Result, int Rank, class Tree>
SINTER_INLINE void reduce_tree(Tree const& expression, char const* name, unsigned axes,
                               strided<Result, Rank> const& result) {
  auto const shape = shape_of(expression);
  // Stands for the value of the expression: it has a shape but no elements.
  strided<Result, Tree::rank> const value{nullptr, shape, shape};
  bind_statement(value, expression, {},
                 [&](statement const& what) { run_reduction(what, fold_with<Op>(name, axes), result.erased()); });
}

}  // namespace sinter::detail
