#include "fold_whole.hpp"

#include "matrix.hpp"
#include "run_tree.hpp"

namespace sinter::detail {
namespace {

constexpr index_t run_bytes = fold_run_rows * fold_row_bytes;
constexpr index_t level_bytes = 24 * 1024;

// Runs of the values: in the leaf itself where the expression is an array.
class values {
 public:
  values(statement const& what, sinter::mode mode)
      : what_(what), by_loop_(mode == sinter::mode::fused), program_{what.facts->blocked, what.constants, 512} {}

  void find_leaves(index_t first, std::byte const** leaves) const {
    for (int k = 0; k < what_.leaf_count; ++k) {
      leaves[k] = what_.leaves[k].data + first * size_of(what_.leaves[k].type);
    }
  }

  // At most run_bytes of them, or any number of an array.
  std::byte const* read(index_t first, index_t n) {
    std::byte const* leaves[max_slots];
    find_leaves(first, leaves);
    if (is_one_leaf(*what_.facts)) return leaves[0];
    if (by_loop_) {
      what_.fused(block_, leaves, what_.context, n, one_row);
    } else {
      run_program(block_, leaves, &program_, n, one_row);
    }
    return block_;
  }

 private:
  statement const& what_;
  bool by_loop_;
  interpreted program_;
  alignas(64) std::byte block_[run_bytes];
};

}  // namespace

bool is_whole(statement const& what) {
  for (int k = 0; k < what.leaf_count; ++k) {
    operand const& leaf = what.leaves[k];
    lengths const shape(leaf.shape, leaf.rank);
    if (!same_shape(shape, {what.out.shape, what.out.rank}) || !is_contiguous(shape, leaf.strides)) return false;
  }
  return true;
}

void fold_whole(statement const& what, reduction const& how, index_t n, sinter::mode mode, std::byte* result) {
  fold_kernels const with(how, what.out.type);
  index_t const width = fold_row_bytes / with.bytes;
  bool const fused = how.fold != nullptr && mode == sinter::mode::fused;
  values from(what, mode);
  if (n * with.bytes <= run_bytes && (!fused || n < 4 * width)) return with.each(result, from.read(0, n), 0, 1, n);
  alignas(64) std::byte memory[level_bytes];
  run_tree tree(with, memory, fold_row_bytes, width);
  index_t const rows = n / width;
  index_t const most = fused || is_one_leaf(*what.facts) ? rows : fold_run_rows / 2;  // a block that stays in L1
  for (index_t row = 0; row < rows; row += most) {
    index_t const some = std::min(most, rows - row);
    if (fused) {
      std::byte const* leaves[max_slots];
      from.find_leaves(0, leaves);
      tree.add(how.fold, leaves, what.context, rows);
    } else {
      tree.add(from.read(row * width, some * width), fold_row_bytes, some);
    }
  }
  alignas(64) std::byte last[fold_row_bytes];
  if (n % width != 0) tree.add_part(from.read(rows * width, n % width), n % width, last);
  with.each(result, tree.total(), 0, 1, width);
}

}  // namespace sinter::detail
