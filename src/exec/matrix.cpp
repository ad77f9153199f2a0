#include "matrix.hpp"

#include <algorithm>

namespace sinter::detail {
namespace {

// Bytes from the first element of an index space to another one.
index_t distance(layout const& over, std::size_t k, index_t position) {
  stream const& s = over.streams[k];
  index_t elements = 0;
  for (int axis = over.rank - 1; axis > 0; --axis) {
    elements += position % over.shape[axis] * s.strides[axis];
    position /= over.shape[axis];
  }
  if (over.rank > 0) elements += position * s.strides[0];
  return elements * s.bytes;
}

}  // namespace

bool is_one_leaf(expression_facts const& facts) {
  if (facts.blocked == nullptr || facts.blocked->instruction_count != 1) return false;
  instruction const& only = facts.blocked->instructions[0];
  return only.code == cast_code && only.type == only.result && only.operands[0] < facts.blocked->leaf_count;
}

matrix::matrix(statement const& what, matrix_layout const& over, sinter::mode mode)
    : over_(over),
      loop_(what.facts->fused),
      context_(what.context),
      program_{*what.facts, what.context, 0},
      count_(what.leaf_count),
      bytes_(size_of(what.out.type)),
      columns_(over.column_count()),
      block_(block_bytes / bytes_) {
  for (int k = 0; k < count_; ++k) {
    moved_[k] = 0;
    gathers_[k] = columns_ > 1 && column_stride(k) != 0 && column_stride(k) != 1;
    packed_ += gathers_[k];
  }
  lies_in_rows_ = is_one_leaf(*what.facts) && over.columns.rank <= 1 && (columns_ == 1 || column_stride(0) == 1);
  if (packed_ > 0) {
    block_ = std::min(block_, std::max(block_bytes / (8 * packed_), least_block));
    if (block_ * 8 * packed_ > block_bytes) more_copies_ = buffer(static_cast<std::size_t>(block_ * 8 * packed_));
  }
  program_.block = std::min(block_, index_t{512});
  if (mode != mode::fused) {
    loop_ = &run_program;
    context_ = &program_;
  }
}

void matrix::move_to(layout const& other, index_t position) {
  for (int k = 0; k < count_; ++k) moved_[k] = distance(other, static_cast<std::size_t>(k), position);
}

index_t matrix::rows_at_once(index_t row, index_t columns, bool dense) const {
  if (!in_place(columns, dense)) return std::max(index_t{1}, block_ / columns);
  return over_.rows.inner() - row % over_.rows.inner();
}

std::byte* matrix::place(int k, index_t row, index_t column) const {
  auto const at = static_cast<std::size_t>(k);
  return along_rows(k).base + moved_[k] + distance(over_.rows, at, row) + distance(over_.columns, at, column);
}

bool matrix::find_leaves(index_t row, index_t column, std::byte const** leaves) const {
  if (over_.columns.rank != 1) return false;
  for (int k = 0; k < count_; ++k) {
    if (column_stride(k) != 1) return false;
    leaves[k] = place(k, row, column);
  }
  return true;
}

matrix_part matrix::read(index_t row, index_t rows, index_t column, index_t columns, bool dense) {
  if (in_place(columns, dense)) return {place(0, row, column), row_stride(0) * bytes_};
  index_t const inner_rows = over_.rows.inner();
  index_t const inner_columns = over_.columns.inner();
  index_t const step = columns * bytes_;
  for (index_t r = 0; r < rows;) {
    index_t const high = std::min(rows - r, inner_rows - (row + r) % inner_rows);
    for (index_t c = 0; c < columns;) {
      index_t const wide = std::min(columns - c, inner_columns - (column + c) % inner_columns);
      evaluate(values_ + r * step + c * bytes_, step, row + r, high, column + c, wide);
      c += wide;
    }
    r += high;
  }
  return {values_, step};
}

void matrix::evaluate(std::byte* to, index_t step, index_t row, index_t rows, index_t column, index_t columns) {
  std::byte const* leaves[max_slots];
  unsigned char inner[max_slots];
  index_t steps[max_slots + 1];
  std::byte* free = more_copies_.data() == nullptr ? copies_ : more_copies_.data();
  loop_rows over{rows, steps, inner, 1, row_kind::plain, false};
  steps[0] = step;
  for (int k = 0; k < count_; ++k) {
    int const bytes = along_rows(k).bytes;
    std::byte const* at = place(k, row, column);
    bool const still = column_stride(k) == 0 && columns > 1;
    steps[k + 1] = row_stride(k) * bytes;
    if (gathers_[k]) {
      gather(free, at, k, rows, columns);
      at = free;
      steps[k + 1] = columns * bytes;
      free += block_ * 8;
    }
    leaves[k] = at;
    inner[k] = !still;
    over.kind = larger(over.kind, kind_of_step(inner[k]));
  }
  loop_(to, leaves, context_, columns, over);
}

void matrix::gather(std::byte* to, std::byte const* from, int k, index_t rows, index_t columns) const {
  gather_rows(to, from, along_rows(k).bytes, row_stride(k), column_stride(k), rows, columns);
}

}  // namespace sinter::detail
