#include <sinter/core/error.hpp>
#include <sinter/grid/grid.hpp>

namespace sinter::detail {

void check_grid_size(index_t rows, index_t columns) {
  if (rows < 0 || columns < 0) {
    throw shape_error("copy_grid: a grid of " + std::to_string(rows) + " rows and " + std::to_string(columns) +
                      " columns has a negative size");
  }
}

void throw_null_rows(index_t rows, index_t columns) {
  throw shape_error("copy_grid: the row pointers of a grid of " + std::to_string(rows) + " rows and " +
                    std::to_string(columns) + " columns are a null pointer");
}

void throw_null_row(index_t row, index_t rows) {
  throw shape_error("copy_grid: row " + std::to_string(row) + " of " + std::to_string(rows) + " is a null pointer");
}

void throw_ragged_row(index_t row, index_t length, index_t expected) {
  throw shape_error("copy_grid: row " + std::to_string(row) + " has " + std::to_string(length) +
                    " elements where row 0 has " + std::to_string(expected));
}

void throw_not_rows(lengths shape, lengths strides) {
  if (shape.rank != 2) {
    throw shape_error("row_pointers: an array of shape " + to_string(shape) + " has no rows; two axes are needed");
  }
  throw shape_error("row_pointers: within a row of this view of shape " + to_string(shape) + " elements are " +
                    std::to_string(strides[1]) + " apart, and a pointer to a row needs neighbours");
}

}  // namespace sinter::detail
