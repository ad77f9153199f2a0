#pragma once

#include <sinter/exec/assign.hpp>

namespace sinter::detail {

// What a fold_rows_kernel does, for the values of an expression over contiguous leaves: merged rows of fold_row_bytes.
using fold_function = void (*)(std::byte* stack, index_t level, index_t first_row, std::byte const* const* leaves,
                               void const* context, index_t rows);

// A reduction of a statement's expression: the fold, and which axes go.
struct reduction {
  int operation;        // index in ops::foldable
  short code;           // ops::code_of the same operation
  char const* name;     // as the user calls it
  bool needs_elements;  // min and max of nothing are an error
  unsigned axes;        // bit k: axis k is reduced
  bool places;          // where the minimum or maximum stands is wanted, not its value
  fold_function fold;   // of the whole expression; null where blocks of its values do as well
};

// Folds with a tree that depends on the shape and the axes alone. Where the last axis stays, rows are what lies along the
// trailing axes that stay, one row for each index of the reduced axes; else the rows have one element. P rows, a power of
// two, are merged to one of at least fold_row_bytes; 32 of these are folded in order, the folds of 32 in a binary tree,
// and at last P rows to one by halves (axes of extent 1 are no axes).
// Throws shape_error. O(size); no copy of the expression's value.
void run_reduction(statement const& what, reduction const& how, operand const& result);

// The same for the index of the first minimum or maximum, or of the first NaN, among the elements of the reduced axes.
void find_extremes(statement const& what, reduction const& how, operand const& result);

// The bits of the axes; throws shape_error for one that is outside the rank or named twice.
unsigned axis_bits(index_t const* axes, int count, lengths shape, char const* name);

// Which operation folds: to a value, or to the place of one.
template <class Op>
struct fold_by {
  using op = Op;
  static constexpr bool places = false;
};
template <class Op>
struct place_by {
  using op = Op;
  static constexpr bool places = true;
};

// The loop of a fold_function: some registers of the merged rows at a time, so that all of them stay in registers.
template <class Op, class Arch, class Bound>
void fused_fold(std::byte* stack, index_t level, index_t first_row, std::byte const* const* leaves, void const* context,
                index_t rows) {
  using element = typename Bound::element;
  constexpr int lanes = loop_lanes<Arch, Bound>;
  constexpr int width = fold_row_bytes / static_cast<int>(sizeof(element));
  constexpr int block = width / lanes < 8 ? width / lanes : 8;
  using value = batch<element, lanes, Arch>;
  Bound const tree = *static_cast<Bound const*>(context);
  cursor<lanes, Arch, tree_counts<Bound>::leaves> at;
  at.take(leaves);
  constexpr all_lanes<lanes> whole;
  for (index_t run = first_row / fold_run_rows, start = 0; start < rows; ++run, start += fold_run_rows) {
    index_t const end = rows - start < fold_run_rows ? rows : start + fold_run_rows;
    for (index_t slice = 0; slice < width; slice += block * lanes) {
      value folded[block];
      for (int r = 0; r < block; ++r) folded[r] = at(tree, start * width + slice + r * lanes, whole);
      for (index_t i = (start + 1) * width + slice; i < end * width; i += width) {
        for (int r = 0; r < block; ++r) folded[r] = Op::apply(folded[r], at(tree, i + r * lanes, whole));
      }
      auto* to = reinterpret_cast<element*>(stack) + slice;
      index_t const next = level / static_cast<index_t>(sizeof(element));
      for (index_t left = end - start == fold_run_rows ? 2 * run + 1 : 0; left & 1; left >>= 1) {
        if (left != 2 * run + 1) {
          for (int r = 0; r < block; ++r) {
            folded[r] = Op::apply(load<element, lanes, Arch>(to + r * lanes, whole), folded[r]);
          }
        }
        to += next;
      }
      for (int r = 0; r < block; ++r) store<lanes, Arch>(to + r * lanes, folded[r], whole);
    }
  }
}

// Light trees only: what takes long per element hides the way of its value through L1.
template <class Fold, class Bound>
constexpr fold_function fold_of_tree() {
  if constexpr (Fold::places || std::same_as<typename Bound::element, bool> || tree_counts<Bound>::nodes == 0 ||
                !(tree_cost<Bound>::ns < 0.4)) {
    return nullptr;
  } else {
    return &fused_fold<typename Fold::op, compiled_arch, Bound>;
  }
}

template <class Fold>
constexpr reduction fold_with(char const* name, unsigned axes, fold_function fold) {
  using op = typename Fold::op;
  constexpr bool extremum = Fold::places || std::same_as<op, ops::minimum> || std::same_as<op, ops::maximum>;
  constexpr auto code = static_cast<short>(ops::code_of<op>);
  return {index_in<op, ops::foldable>::value, code, name, extremum, axes, Fold::places, fold};
}

// The shape that the leaves broadcast to, which `shape` has room for. Returns the rank. Throws shape_error.
int shape_of_leaves(operand const* leaves, int count, program const* what, index_t* shape);

// The types end here: what is left of the reduction is data.
template <class Fold, class Tree, class Bound, class Arch = compiled_arch>
SINTER_NOINLINE void reduce_bound(Tree const& expression, Bound const& bound, char const* name, unsigned axes,
                                  operand const& result) {
  described_tree<Tree> leaves;
  visit_leaves(expression, leaves);
  index_t shape[max_rank];
  int const rank = shape_of_leaves(leaves.leaves, leaves.count, facts_of<Bound, Arch>.blocked, shape);
  std::byte storage[tree_counts<Bound>::constants + 1][8];
  std::byte(*next)[8] = storage;
  collect_constants(bound, next);
  // Stands for the value of the expression: it has a shape but no elements.
  operand const value{nullptr, shape, shape, rank, element_type_of<typename Bound::element>};
  run_reduction({value, leaves.leaves, leaves.count, &fused_loop<Arch, Bound>, &bound, storage, &facts_of<Bound, Arch>},
                fold_with<Fold>(name, axes, fold_of_tree<Fold, Bound>()), result);
}

// Folds the tree, converted to Element, into `result`, whose shape is that of the axes which stay.
template <class Fold, class Element, class Result, int Rank, class Tree>
SINTER_INLINE void reduce_tree(Tree const& expression, char const* name, unsigned axes,
                               strided<Result, Rank> const& result) {
  reduce_bound<Fold>(expression, bound_as<Element>(bind(expression)), name, axes, result.erased());
}

}  // namespace sinter::detail
