#include "loops.hpp"

namespace bench::peers::PEERS_NAMESPACE {

namespace {

// Row by row: `of(row)` gives at(load, column). Rows are `columns` long and follow each other in the output.
template <class RowOf>
void each_row(problem const& p, double* out, index_t rows, index_t columns, RowOf const& of) {
  split(rows, 1, p.threads, [=, streaming = p.streaming](index_t first, index_t last) {
    for (index_t r = first; r < last; ++r) run_registers(out + r * columns, 0, columns, streaming, of(r));
  });
}

constexpr index_t tile = 16;

// 16 x 16 tiles through a transposed copy in L1, so that both sides are read and written along their rows. Stores past
// the caches would come in pieces of 128 bytes, which costs more than it saves.
void transpose_and_add(problem const& p, double* out) {
  double const* const a = p.operand<double>(0);
  double const* const b = p.operand<double>(1);
  index_t const rows = p.rows, columns = p.columns;
  split(rows, tile, p.threads, [=](index_t first, index_t last) {
    for (index_t r = first; r < last; r += tile) {
      for (index_t k = 0; k < columns; k += tile) {
        alignas(64) double turned[tile][tile];
        for (index_t j = 0; j < tile; ++j) {
          double const* const from = a + (k + j) * rows + r;
          for (index_t i = 0; i < tile; ++i) turned[i][j] = from[i];
        }
        for (index_t i = 0; i < tile; ++i) {
          double const* const from = b + (r + i) * columns + k;
          double* const to = out + (r + i) * columns + k;
#pragma GCC ivdep
          for (index_t j = 0; j < tile; ++j) to[j] = turned[i][j] + from[j];
        }
      }
    }
  });
}

// No register reads every second element; the two halves of a row are picked apart in L1.
void every_second_column(problem const& p, double* out) {
  double const* const a = p.operand<double>(0);
  double const* const b = p.operand<double>(1);
  index_t const columns = p.columns, kept = p.columns / 2;
  split(p.rows, 1, p.threads, [=, streaming = p.streaming](index_t first, index_t last) {
    for (index_t r = first; r < last; ++r) {
      run(out + r * kept, 0, kept, streaming, [=](double* dest, index_t from, index_t end) {
        double const *const x = a + r * columns, *const y = b + r * columns;
#pragma GCC ivdep
        for (index_t k = from; k < end; ++k) dest[k - from] = 2 * x[2 * k] + y[2 * k];
      });
    }
  });
}

void add_row(problem const& p, double* out) {
  each_row(p, out, p.rows, p.columns,
           [columns = p.columns, a = p.operand<double>(0), row = p.operand<double>(2)](index_t r) {
             return [x = a + r * columns, row](auto load, index_t k) { return load(x + k) + load(row + k); };
           });
}

void add_column(problem const& p, double* out) {
  each_row(p, out, p.rows, p.columns,
           [columns = p.columns, a = p.operand<double>(0), column = p.operand<double>(2)](index_t r) {
             return [x = a + r * columns, value = column[r]](auto load, index_t k) { return load(x + k) + value; };
           });
}

void five_points(problem const& p, double* out) {
  each_row(p, out, p.rows, p.columns, [width = p.columns + 2, a = p.operand<double>(0)](index_t r) {
    double const* const first = a + r * width + 1;
    return [up = first, mid = first + width, down = first + 2 * width](auto load, index_t k) {
      return 0.25 * (load(up + k) + load(down + k) + load(mid + k - 1) + load(mid + k + 1)) - load(mid + k);
    };
  });
}

void nine_points(problem const& p, double* out) {
  each_row(p, out, p.rows, p.columns, [width = p.columns + 2, a = p.operand<double>(0)](index_t r) {
    double const* const first = a + r * width + 1;
    return [up = first, mid = first + width, down = first + 2 * width](auto load, index_t k) {
      return 0.0625 * (load(up + k - 1) + load(up + k + 1) + load(down + k - 1) + load(down + k + 1)) +
             0.125 * (load(up + k) + load(mid + k - 1) + load(mid + k + 1) + load(down + k)) + 0.25 * load(mid + k);
    };
  });
}

void seven_points(problem const& p, double* out) {
  index_t const width = p.box_columns + 2, plane = (p.box_rows + 2) * width, rows = p.box_rows;
  each_row(p, out, p.planes * rows, p.box_columns, [=, a = p.operand<double>(0)](index_t r) {
    double const* const mid = a + (r / rows + 1) * plane + (r % rows + 1) * width + 1;
    return [=](auto load, index_t k) {
      return 0.125 * (load(mid + k - plane) + load(mid + k + plane) + load(mid + k - width) + load(mid + k + width) +
                      load(mid + k - 1) + load(mid + k + 1)) +
             0.25 * load(mid + k);
    };
  });
}

}  // namespace

void add_grids(peer& to) {
  add_loop<double>(to, "every 2nd column: 2*a+b", every_second_column);
  add_loop<double>(to, "a+row", add_row);
  add_loop<double>(to, "a+column", add_column);
  add_loop<double>(to, "transpose(a)+b", transpose_and_add);
  add_loop<double>(to, "5-point stencil", five_points);
  add_loop<double>(to, "9-point stencil", nine_points);
  add_loop<double>(to, "7-point stencil, 3-D", seven_points);
}

}  // namespace bench::peers::PEERS_NAMESPACE
