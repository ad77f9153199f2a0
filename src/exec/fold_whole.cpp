#include "fold_whole.hpp"

#include "matrix.hpp"
#include "run_tree.hpp"

namespace sinter::detail {
namespace {

constexpr index_t level_bytes = 24 * 1024;

// Runs of the values of an expression, in a block that stays in L1.
class values {
 public:
  values(statement const& what, sinter::mode mode)
      : what_(what), by_loop_(mode == sinter::mode::fused), program_{*what.facts, what.context, 512} {}

  // At most fold_run_bytes of them.
  std::byte const* read(index_t first, index_t n) {
    std::byte const* leaves[max_slots];
    for (int k = 0; k < what_.leaf_count; ++k) {
      leaves[k] = what_.leaves[k].data + first * size_of(what_.leaves[k].type);
    }
    if (by_loop_) {
      what_.facts->fused(block_, leaves, what_.context, n, one_row);
    } else {
      run_program(block_, leaves, &program_, n, one_row);
    }
    return block_;
  }

 private:
  statement const& what_;
  bool by_loop_;
  interpreted program_;
  alignas(64) std::byte block_[fold_run_bytes];
};

}  // namespace

chosen_fold::chosen_fold(statement const& what, reduction const& how, index_t n, sinter::mode mode)
    : context(what.context) {
  if (is_one_leaf(*what.facts)) {
    function = fold_kernels_of(how, what.out.type).group;
  } else if (mode == sinter::mode::fused) {
    function = how.fold;
  } else if (mode == sinter::mode::blocked && loop_.emplace(what, how, n)) {
    function = &loop_fold::fold;
    context = &*loop_;
  }
}

void fold_runs(fold_kernels const& with, fold_function fold, std::byte const* const* leaves, void const* context,
               index_t n, std::byte* result) {
  if (n * with.bytes <= fold_group_bytes) return fold(result, fold_to::element, leaves, context, 0, n);
  index_t const width = fold_row_bytes / with.bytes;
  alignas(64) std::byte memory[level_bytes];
  run_tree tree(with, memory, fold_row_bytes, width);
  tree.add(fold, leaves, context, n);
  with.each(result, tree.total(), 0, 1, width, 1);
}

void fold_runs(reduction const& how, element_type type, std::byte const* const* leaves, void const* context, index_t n,
               std::byte* result) {
  fold_kernels const& with = fold_kernels_of(how, type);
  fold_runs(with, how.fold != nullptr ? how.fold : with.group, leaves, context, n, result);
}

bool is_whole(statement const& what) {
  for (int k = 0; k < what.leaf_count; ++k) {
    operand const& leaf = what.leaves[k];
    lengths const shape(leaf.shape, leaf.rank);
    if (!same_shape(shape, {what.out.shape, what.out.rank}) || !is_contiguous(shape, leaf.strides)) return false;
  }
  return true;
}

void fold_whole(statement const& what, reduction const& how, index_t n, sinter::mode mode, std::byte* result) {
  fold_kernels const& with = fold_kernels_of(how, what.out.type);
  if (chosen_fold const fold(what, how, n, mode); fold.function != nullptr) {
    std::byte const* leaves[max_slots];
    for (int k = 0; k < what.leaf_count; ++k) leaves[k] = what.leaves[k].data;
    return fold_runs(with, fold.function, leaves, fold.context, n, result);
  }
  values from(what, mode);
  if (n * with.bytes <= fold_run_bytes) return with.each(result, from.read(0, n), 0, 1, n, 1);
  index_t const width = fold_row_bytes / with.bytes;
  alignas(64) std::byte memory[level_bytes];
  run_tree tree(with, memory, fold_row_bytes, width);
  index_t const rows = n / width;
  for (index_t row = 0; row < rows; row += fold_run_rows / 2) {  // a block that stays in L1
    index_t const some = std::min(fold_run_rows / 2, rows - row);
    tree.add(from.read(row * width, some * width), fold_row_bytes, some);
  }
  alignas(64) std::byte last[fold_row_bytes];
  if (n % width != 0) tree.add_part(from.read(rows * width, n % width), n % width, last);
  with.each(result, tree.total(), 0, 1, width, 1);
}

}  // namespace sinter::detail
