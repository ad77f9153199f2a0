#pragma once

#include "interpreter.hpp"

namespace sinter::detail {

// An index space cut in two: the axes of rows and those of columns, each in its own order. The streams are the leaves.
struct matrix_layout {
  layout rows;
  layout columns;

  index_t row_count() const { return size_of_shape({rows.shape, rows.rank}); }
  index_t column_count() const { return size_of_shape({columns.shape, columns.rank}); }
};

// A tree that is one array of the right type needs no evaluation.
bool is_one_leaf(expression_facts const& facts);

// Elements row by row.
struct matrix_part {
  std::byte const* data;
  index_t step;  // bytes from row to row
};

// The values of an expression as a matrix, of which parts are read: in the leaf itself where the expression is an
// array and lies so, else from a block that stays in L1. Nothing but the block is ever stored, and nothing is allocated
// unless more than two leaves are gathered. One per thread.
class matrix {
 public:
  matrix(statement const& what, matrix_layout const& over, sinter::mode mode);

  // Reads are relative to this position of another index space over the same leaves.
  void move_to(layout const& other, index_t position);

  // The leaves where they lie, if the columns of each are neighbours and one after the other; false if not.
  bool find_leaves(index_t row, index_t column, std::byte const** leaves) const;

  // How many rows from `row` on one read may ask for, of so many columns; at least 1, where the columns are at most
  // columns_at_once(). `dense`: without gaps between the rows.
  index_t rows_at_once(index_t row, index_t columns, bool dense) const;
  bool gathers() const { return packed_ > 0; }
  index_t columns_at_once() const { return lies_in_rows_ ? columns_ : block_; }

  matrix_part read(index_t row, index_t rows, index_t column, index_t columns, bool dense);

 private:
  static constexpr index_t block_bytes = 16 * 1024;  // of the result; and of all leaves that are gathered together
  static constexpr index_t least_block = 1024;
  bool in_place(index_t columns, bool dense) const {
    return lies_in_rows_ && (!dense || (over_.rows.rank <= 1 && row_stride(0) == columns));
  }

  std::byte* place(int k, index_t row, index_t column) const;
  void evaluate(std::byte* to, index_t step, index_t row, index_t rows, index_t column, index_t columns);
  void gather(std::byte* to, std::byte const* from, int k, index_t rows, index_t columns) const;
  stream const& along_rows(int k) const { return over_.rows.streams[static_cast<std::size_t>(k)]; }
  stream const& along_columns(int k) const { return over_.columns.streams[static_cast<std::size_t>(k)]; }
  index_t row_stride(int k) const { return over_.rows.rank == 0 ? 0 : along_rows(k).inner(); }
  index_t column_stride(int k) const { return over_.columns.rank == 0 ? 0 : along_columns(k).inner(); }

  matrix_layout const& over_;
  loop_function loop_;
  void const* context_;
  interpreted program_;
  int count_;
  int bytes_;  // of an element of the result
  index_t columns_;
  index_t block_;      // elements
  bool lies_in_rows_;  // a single array whose columns are neighbours
  int packed_ = 0;     // leaves that are gathered
  index_t moved_[max_slots];
  bool gathers_[max_slots];
  buffer more_copies_;
  alignas(64) std::byte values_[block_bytes];
  alignas(64) std::byte copies_[block_bytes];
};

}  // namespace sinter::detail
