#pragma once

#include <algorithm>
#include <bit>

#include "fold_kernels.hpp"

namespace sinter::detail {

// The tree over runs of rows while the rows arrive in order.
class run_tree {
 public:
  // `memory` has `levels` times `level` bytes, for rows of n elements.
  run_tree(fold_kernels const& with, std::byte* memory, index_t level, index_t n)
      : with_(with), memory_(memory), level_(level), n_(n) {}

  // Levels that so many rows fill.
  static constexpr int levels(index_t rows) {
    return 2 + static_cast<int>(std::bit_width(static_cast<std::uint64_t>(rows / (fold_run_rows * fold_group_runs))));
  }

  void add(std::byte const* from, index_t step, index_t rows) {
    with_.rows(memory_, level_, rows_, from, step, rows, n_);
    rows_ += rows;
  }

  // n elements of a fold_function, after whole groups. Nothing follows a last group that is not whole.
  void add(fold_function fold, std::byte const* const* leaves, void const* context, index_t n) {
    constexpr index_t group_rows = fold_group_runs * fold_run_rows;
    index_t first = 0;
    for (; n - first >= group_rows * n_; first += group_rows * n_) {
      std::byte* folded = memory_ + level_;
      fold(folded, fold_to::row, leaves, context, first, first + group_rows * n_);
      rows_ += group_rows;
      std::byte* const place = join_run(memory_, level_, rows_ / fold_run_rows - 1, [&](std::byte* row) {
        if (row == folded) return;
        with_.into(row, folded, n_);
        folded = row;
      });
      std::copy(folded, folded + n_ * with_.bytes, place);
    }
    if (first == n) return;
    fold(memory_, fold_to::row, leaves, context, first, n);
    ++rows_;  // as an incomplete run
  }

  // A last row of which only the first n elements exist; `row` is scratch for it.
  void add_part(std::byte const* from, index_t n, std::byte* row) {
    with_.rows(row, 0, 0, from, 0, 0, n_);  // the identity
    std::copy(from, from + n * with_.bytes, row);
    add(row, 0, 1);
  }

  // The fold of everything; later runs are combined first.
  std::byte* total() {
    std::byte* result = rows_ % fold_run_rows != 0 ? memory_ : nullptr;
    std::byte* at = memory_ + level_;
    auto const join = [&] {
      if (result != nullptr) with_.into(at, result, n_);
      result = at;
    };
    index_t const runs = rows_ / fold_run_rows;
    if (runs % fold_group_runs != 0) join();
    for (index_t groups = runs / fold_group_runs; groups != 0; groups >>= 1) {
      at += level_;
      if ((groups & 1) != 0) join();
    }
    return result;
  }

 private:
  fold_kernels const& with_;
  std::byte* memory_;
  index_t level_;
  index_t n_;
  index_t rows_ = 0;
};

// Rows of so many bytes are merged until they have fold_row_bytes: how often their number doubles.
inline int merge_doublings(index_t bytes) {
  int doublings = 0;
  while (bytes << doublings < fold_row_bytes) ++doublings;
  return doublings;
}

// Few at a time where they are far from each other: the totals stay in L1, and the prefetchers follow few streams.
inline void add_rows(run_tree& tree, std::byte const* from, index_t step, index_t rows) {
  index_t const most = is_of_intel() ? 16 : 8;
  index_t const few = step > fold_row_bytes && rows * step > fold_far_bytes ? most : rows;
  for (index_t row = 0; row < rows; row += few) tree.add(from + row * step, step, std::min(few, rows - row));
}

// The merged rows by halves, and the first n elements of what that gives to the result.
inline void fold_merged(fold_kernels const& with, std::byte* total, index_t merged, index_t columns, index_t n,
                        std::byte* result) {
  for (index_t half = merged / 2; half > 1; half /= 2) {
    with.into(total, total + half * columns * with.bytes, half * columns);
  }
  if (merged == 1) {
    std::copy(total, total + n * with.bytes, result);
    return;
  }
  std::byte const* operands[] = {total, total + columns * with.bytes};
  with.combine(result, operands, 0, n);
}

// The tree over the totals of neighbouring parts, all but the last one of the same power of two of runs; into the first.
inline void combine_parts(fold_kernels const& with, std::byte* parts, index_t bytes, index_t count, index_t n) {
  for (index_t width = 1; width < count; width *= 2) {
    for (index_t i = 0; i + width < count; i += 2 * width) {
      with.into(parts + i * bytes, parts + (i + width) * bytes, n);
    }
  }
}

}  // namespace sinter::detail
