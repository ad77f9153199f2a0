#pragma once

#include <sinter/exec/assign.hpp>
#include <sinter/kernels/fold_group.hpp>

namespace sinter::detail {

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
// two, are merged to one of at least fold_row_bytes; 32 of these are folded in order, 16 of those folds in order, what
// that gives in a binary tree, and at last P rows to one by halves (axes of extent 1 are no axes).
// Throws shape_error. O(size); no copy of the expression's value.
void run_reduction(statement const& what, reduction const& how, operand const& result);

// The same for the index of the first minimum or maximum, or of the first NaN, among the elements of the reduced axes.
void find_extremes(statement const& what, reduction const& how, operand const& result);

[[noreturn]] void throw_wrong_result(char const* name, lengths result, lengths out);

// The bits of the axes; throws shape_error for one that is outside the rank or named twice.
[[noreturn]] void throw_wrong_axis(index_t const* axes, int which, lengths shape, char const* name);
SINTER_INLINE unsigned axis_bits(index_t const* axes, int count, lengths shape, char const* name) {
  unsigned bits = 0;
  for (int i = 0; i < count; ++i) {
    index_t const axis = axes[i] < 0 ? axes[i] + shape.rank : axes[i];
    if (axis < 0 || axis >= shape.rank || ((bits >> axis) & 1) != 0) throw_wrong_axis(axes, i, shape, name);
    bits |= 1u << axis;
  }
  return bits;
}

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

// The maximum of magnitudes by their bits, whose order is that of the values, with NaN at the end: no test for NaN. Nothing
// is smaller than 0, which is the identity.
struct largest_magnitude {
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> a, batch<Element, Lanes, Arch> b) {
    using bits = vec<lane_integer<sizeof(Element)>, Lanes>;
    bits const x = (bits)a.value, y = (bits)b.value;
    return {(typename batch<Element, Lanes, Arch>::vector)(x > y ? x : y)};
  }
};

// The operation for the values of a tree in a loop for Arch. Before AVX2 integers of 64 bits have no comparison.
template <class Op, class Arch, class Bound>
struct fold_in_loop {
  using op = Op;
};
template <class Arch, std::floating_point Element, class Child>
  requires(Arch::value >= isa::avx2)
struct fold_in_loop<ops::maximum, Arch, bound_node<ops::absolute, Element, Child>> {
  using op = largest_magnitude;
};

// The loop of a fold_function.
template <class Op, int Lanes, class Arch, class Bound>
SINTER_INLINE void fold_by_lanes(std::byte* to, fold_to kind, std::byte const* const* leaves, Bound const& what,
                                 index_t first, index_t end) {
  using element = typename Bound::element;
  using op = typename fold_in_loop<Op, Arch, Bound>::op;
  Bound const tree = what;
  cursor<Lanes, Arch, tree_counts<Bound>::leaves> at;
  at.take(leaves);
  fold_group<op, element, Lanes, Arch>(reinterpret_cast<element*>(to), kind, first, end,
                                       [&](index_t i, auto some) SINTER_LAMBDA { return at(tree, i, some); });
}
template <class Op, class Arch, class Bound>
void fused_fold(std::byte* to, fold_to kind, std::byte const* const* leaves, void const* context, index_t first,
                index_t end) {
  constexpr int lanes = loop_lanes<Arch, Bound>;
  Bound const& tree = *static_cast<Bound const*>(context);
  // One group of several, so from memory.
  if constexpr (SINTER_HALF_REGISTERS && std::same_as<Op, ops::add> && waits_for_loads<Bound>) {
    constexpr index_t group = fold_group_bytes / static_cast<index_t>(sizeof(typename Bound::element));
    if (end - first == group) return fold_by_lanes<Op, lanes / 2, Arch>(to, kind, leaves, tree, first, end);
  }
  fold_by_lanes<Op, lanes, Arch>(to, kind, leaves, tree, first, end);
}

// Light trees only: what takes long per element hides the way of its value through L1, and what calls kernels goes that
// way in any case.
template <class Fold, class Bound>
inline constexpr bool folds_in_loop =
    !Fold::places && !std::same_as<typename Bound::element, bool> && tree_counts<Bound>::nodes > 0 &&
    call_count<Bound> == 0 && tree_cost<Bound>::ns < 0.4;

template <class Fold, class Bound>
constexpr fold_function fold_of_tree() {
  if constexpr (folds_in_loop<Fold, Bound>) {
    return &fused_fold<typename Fold::op, compiled_arch, Bound>;
  } else {
    return nullptr;
  }
}

// The same for more than one run. With registers for a part of a row only, a run is read in slices: beyond the caches, which
// do not foresee that, this takes three times as long as to fold blocks of values by kernels.
template <class Fold, class Bound>
constexpr fold_function fold_of_runs() {
  return fold_row_bytes / compiled_arch::register_bytes <= 16 ? fold_of_tree<Fold, Bound>() : nullptr;
}

template <class Fold>
constexpr reduction fold_with(char const* name, unsigned axes, fold_function fold) {
  using op = typename Fold::op;
  constexpr bool extremum = Fold::places || std::same_as<op, ops::minimum> || std::same_as<op, ops::maximum>;
  constexpr auto code = static_cast<short>(ops::code_of<op>);
  return {index_in<op, ops::foldable>::value, code, name, extremum, axes, Fold::places, fold};
}

// Folds n elements of contiguous leaves on this thread: with how.fold, or the leaf itself where that is null.
void fold_runs(reduction const& how, element_type type, std::byte const* const* leaves, void const* context, index_t n,
               std::byte* result);

// Folds each row, or each column, of a matrix whose rows have neighbouring elements and begin `step` elements apart, on
// this thread, with few calls of kernels. False, and nothing done, where it is too large for that, or rows that have to be
// merged lie apart.
bool fold_each_row(fold_kernels const& with, std::byte const* data, index_t rows, index_t columns, index_t step,
                   std::byte* result);
bool fold_each_column(fold_kernels const& with, std::byte const* data, index_t rows, index_t columns, index_t step,
                      std::byte* result);
// The same along any axes. False, too, where the array is no matrix to the reduction.
bool fold_array(reduction const& how, unsigned axes, operand const& from, std::byte* result);

// Looks whether all leaves are contiguous and of one shape.
template <int Rank>
struct whole_test {
  std::byte const** pointers;
  extents<Rank> shape{};
  bool begun = false;
  bool whole = true;

  template <class Leaf>
  SINTER_INLINE void visit(Leaf const& leaf) {
    if constexpr (Leaf::rank == Rank) {
      if (!begun) shape = leaf.shape();
      begun = true;
      whole = whole && same_shape(shape, leaf.shape());
      if constexpr (!Leaf::dense) whole = whole && is_contiguous(leaf.shape(), leaf.array.strides.data());
      *pointers++ = reinterpret_cast<std::byte const*>(leaf.data());
    } else {
      whole = false;
    }
  }
};

template <class Fold, class Bound, class Arch = compiled_arch>
inline constexpr reduction whole_fold = fold_with<Fold>("", ~0u, fold_of_runs<Fold, Bound>());

// The array itself, not an expression of it.
template <class Bound>
inline constexpr bool is_array_bound = tree_counts<Bound>::nodes == 0 && tree_counts<Bound>::leaves == 1;

// Folds everything at once, as run_reduction would, if there is nothing to plan: an array or a light tree in this file's
// loop, on this thread. False, and nothing done, if there is.
template <class Fold, class Tree, class Bound>
SINTER_INLINE bool fold_simply(Tree const& expression, Bound const& bound, std::byte* result) {
  constexpr bool is_array = is_array_bound<Bound>;
  if constexpr (Fold::places || tree_counts<Bound>::leaves == 0 || !(is_array || folds_in_loop<Fold, Bound>)) {
    return false;
  } else {
    std::byte const* pointers[leaf_count<Tree>];
    whole_test<Tree::rank> test{pointers};
    visit_leaves(expression, test);
    if (!test.whole) return false;
    index_t const n = size_of_shape(test.shape);
    using element = typename Bound::element;
    index_t const bytes = n * static_cast<index_t>(sizeof(element));
    index_t const limit = simple_limit.load();
    // No group is cut for threads.
    if (n == 0 || limit == 0 || (n * most_ps<Bound> > limit && bytes > fold_group_bytes)) return false;
    constexpr reduction const& how = whole_fold<Fold, Bound>;
    if constexpr (is_array) {
      constexpr int type = static_cast<int>(element_type_of<element>);
      if (bytes <= fold_row_bytes) {
        kernels().folds[how.operation][type].each(result, pointers[0], 0, 1, n, 1);
        return true;
      }
      if (bytes <= fold_group_bytes) {
        kernels().folds[how.operation][type].group(result, fold_to::element, pointers, nullptr, 0, n);
        return true;
      }
    } else {
      if (may_gain_by_kernels<Bound>(n)) return false;
      constexpr bool takes_runs = fold_of_runs<Fold, Bound>() != nullptr;
      if (bytes <= (takes_runs ? fold_group_bytes : fold_run_bytes)) {
        fold_of_tree<Fold, Bound>()(result, fold_to::element, pointers, &bound, 0, n);
        return true;
      }
      if constexpr (!takes_runs) return false;
    }
    fold_runs(how, element_type_of<element>, pointers, &bound, n, result);
    return true;
  }
}

// The shape that the leaves broadcast to, which `shape` has room for. Returns the rank. Throws shape_error.
int shape_of_leaves(operand const* leaves, int count, program const* what, index_t* shape);

// The types end here: what is left of the reduction is data.
template <class Fold, class Tree, class Bound, class Result, int Rank, class Arch = compiled_arch>
SINTER_NOINLINE void reduce_bound(Tree const& expression, Bound const& bound, char const* name, unsigned axes,
                                  strided<Result, Rank> const& to) {
  operand const result = to.erased();
  described_tree<Tree> leaves;
  visit_leaves(expression, leaves);
  index_t shape[max_rank];
  int const rank = shape_of_leaves(leaves.leaves, leaves.count, facts_of<Bound, loop_for::rows, Arch>.blocked, shape);
  if constexpr (!Fold::places && is_array_bound<Bound>) {
    if (fold_array(whole_fold<Fold, Bound>, axes, leaves.leaves[0], result.data)) return;
  }
  // Stands for the value of the expression: it has a shape but no elements.
  operand const value{nullptr, shape, shape, rank, element_type_of<typename Bound::element>};
  run_reduction({value, leaves.leaves, leaves.count, &bound, &facts_of<Bound, loop_for::rows, Arch>},
                fold_with<Fold>(name, axes, fold_of_runs<Fold, Bound>()), result);
}

// The most usual arrays. Nothing is written to memory before the kernel, and small ones take no other call.
template <class Op, class Element>
SINTER_INLINE bool fold_matrix(strided<Element, 2> const& from, unsigned axes, std::byte* result) {
  index_t const rows = from.shape[0], columns = from.shape[1];
  if (from.strides[1] != 1 || rows <= 1 || columns <= 1) return false;
  constexpr auto type = static_cast<int>(element_type_of<std::remove_const_t<Element>>);
  fold_kernels const& with = kernels().folds[index_in<Op, ops::foldable>::value][type];
  auto const* const data = reinterpret_cast<std::byte const*>(from.data);
  constexpr index_t bytes = sizeof(Element);
  index_t const step = from.strides[0] * bytes, reach = rows * step;
  bool const is_small =
      step >= columns * bytes && reach <= fold_far_bytes && reach * ps_per_byte <= simple_limit.load();
  if (axes == 2) {
    if (!is_small || columns * bytes > fold_run_bytes) {
      return fold_each_row(with, data, rows, columns, from.strides[0], result);
    }
    with.each(result, data, step, rows, columns, 1);
    return true;
  }
  if (axes == 1 && is_small && rows <= fold_run_rows && columns * bytes >= fold_row_bytes) {
    with.rows(result, 0, 0, data, step, rows, columns);
    return true;
  }
  return axes == 1 && fold_each_column(with, data, rows, columns, from.strides[0], result);
}

// Folds the tree, converted to Element, into `result`, whose shape is that of the axes which stay.
template <class Fold, class Element, class Result, int Rank, class Tree>
SINTER_INLINE void reduce_tree(Tree const& expression, char const* name, unsigned axes,
                               strided<Result, Rank> const& result) {
  auto const bound = bind_as<Element>(expression);
  if constexpr (Rank == 0) {
    if (fold_simply<Fold>(expression, bound, reinterpret_cast<std::byte*>(result.data))) return;
  } else if constexpr (!Fold::places && Tree::rank == 2 && is_array_bound<std::remove_const_t<decltype(bound)>>) {
    if (fold_matrix<typename Fold::op>(expression.values(), axes, reinterpret_cast<std::byte*>(result.data))) return;
  }
  rarely_used<Tree> tree = expression;
  auto to = result;
  reduce_bound<Fold, Tree>(tree, bound, name, axes, to);
}

}  // namespace sinter::detail
