#include <algorithm>

#include "interpreter.hpp"

namespace sinter::detail {
namespace {

// Calls row(pointer, position) for every row of a one-stream nest, in order.
template <class Row>
void for_each_row(layout const& over, Row row) {
  stream const& s = over.streams.front();
  index_t at[max_rank] = {};
  std::byte* pointer = s.base;
  index_t const rows = over.rows();
  for (index_t r = 0; r < rows; ++r) {
    row(pointer, r * over.inner());
    for (int axis = over.rank - 2; axis >= 0; --axis) {
      pointer += s.strides[axis] * s.bytes;
      if (++at[axis] < over.shape[axis]) break;
      pointer -= over.shape[axis] * s.strides[axis] * s.bytes;
      at[axis] = 0;
    }
  }
}

}  // namespace

void gather_rows(std::byte* to, std::byte const* from, index_t bytes, index_t row_stride, index_t column_stride,
                 index_t rows, index_t columns) {
  kernel_table const& table = kernels();
  int const size = size_index(bytes);
  bool const crossed = row_stride == 1 && (column_stride > 1 || column_stride < -1) && rows > 1;
  if (crossed) return table.transpose[size](to, from, column_stride, rows, columns);
  for (index_t row = 0; row < rows; ++row, to += columns * bytes, from += row_stride * bytes) {
    table.gather[size](to, from, column_stride, columns);
  }
}

void scatter_rows(std::byte* to, std::byte const* from, index_t bytes, index_t row_stride, index_t column_stride,
                  index_t rows, index_t columns) {
  pack_kernel const scatter = kernels().scatter[size_index(bytes)];
  for (index_t row = 0; row < rows; ++row, to += row_stride * bytes, from += columns * bytes) {
    scatter(to, from, column_stride, columns);
  }
}

void pack(std::byte* to, operand const& from, lengths shape) {
  layout over(shape, &from, 1);
  if (size_of_shape(shape) == 0) return;
  collapse_axes(over);
  stream const& s = over.streams.front();
  pack_kernel const gather = kernels().gather[size_index(s.bytes)];
  for_each_row(
      over, [&](std::byte* row, index_t position) { gather(to + position * s.bytes, row, s.inner(), over.inner()); });
}

void unpack(operand const& to, std::byte const* from) {
  lengths const shape(to.shape, to.rank);
  if (size_of_shape(shape) == 0) return;
  layout over(shape, &to, 1);
  collapse_axes(over);
  stream const& s = over.streams.front();
  pack_kernel const scatter = kernels().scatter[size_index(s.bytes)];
  for_each_row(over, [&](std::byte* row, index_t position) {
    scatter(row, from + position * s.bytes, s.inner(), over.inner());
  });
}

}  // namespace sinter::detail
