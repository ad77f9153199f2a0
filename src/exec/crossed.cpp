#include <algorithm>

#include "interpreter.hpp"

namespace sinter::detail {
namespace {

constexpr index_t copied_rows = 16, copied_columns = 64;

// The rows and columns of a part, in copies of so many at a time.
void run_copied(loop_call const& what, loop_rows const& rows, index_t first_row, index_t last_row, index_t first_column,
                index_t last_column) {
  alignas(64) std::byte copy[copied_rows * copied_columns * 8];
  std::byte const* from[max_slots];
  index_t steps[max_slots + 1];
  steps[0] = rows.steps[0];
  for (index_t row = first_row; row < last_row; row += copied_rows) {
    index_t const high = std::min(copied_rows, last_row - row);
    for (index_t column = first_column; column < last_column; column += copied_columns) {
      index_t const wide = std::min(copied_columns, last_column - column);
      for (int k = 0; k < what.leaf_count; ++k) {
        index_t const bytes = what.leaf_bytes[k], step = rows.steps[k + 1];
        bool const crossed = rows.inner[k] == crossed_inner;
        steps[k + 1] = crossed ? copied_columns * bytes : step;
        from[k] = what.leaves[k] + (crossed ? row * bytes + column * step : row * step + column * bytes);
        if (!crossed) continue;
        for (index_t r = 0; r < high; ++r) {
          kernels().gather[size_index(bytes)](copy + r * steps[k + 1], from[k] + r * bytes, step / bytes, wide);
        }
        from[k] = copy;
      }
      what.loop(what.out + row * steps[0] + column * what.out_bytes, from, what.context, wide,
                {high, steps, one_row.inner, 1, row_kind::plain, false});
    }
  }
}

}  // namespace

void run_crossed_edges(loop_call const& what, index_t n, loop_rows const& rows, index_t first_column,
                       index_t first_row) {
  if (first_column < n) run_copied(what, rows, 0, first_row, first_column, n);
  if (first_row < rows.count) run_copied(what, rows, first_row, rows.count, 0, n);
}

}  // namespace sinter::detail
