#include "loops.hpp"

namespace bench::peers::PEERS_NAMESPACE {

namespace {

// Row by row: `of(row)` gives at(column). Rows are `columns` long and follow each other in the output.
template <class RowOf>
void each_row(problem const& p, double* out, index_t rows, index_t columns, RowOf const& of) {
  split(rows, 1, p.threads, [=, streaming = p.streaming](index_t first, index_t last) {
    for (index_t r = first; r < last; ++r) {
      auto const at = of(r);
      run(out + r * columns, index_t{0}, columns, streaming, [at](double* dest, index_t from, index_t end) {
#pragma GCC ivdep
        for (index_t k = from; k < end; ++k) dest[k - from] = at(k);
      });
    }
  });
}

constexpr index_t tile = 16;

// 16 x 16 tiles through a transposed copy in L1, so that both sides are read and written along their rows.
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

void add_broadcasts(peer& to) {
  add_loop<double>(to, "every 2nd column: 2*a+b", [](problem const& p, double* out) {
    each_row(p, out, p.rows, p.columns / 2,
             [columns = p.columns, a = p.operand<double>(0), b = p.operand<double>(1)](index_t r) {
               return [x = a + r * columns, y = b + r * columns](index_t k) { return 2 * x[2 * k] + y[2 * k]; };
             });
  });
  add_loop<double>(to, "a+row", [](problem const& p, double* out) {
    each_row(p, out, p.rows, p.columns,
             [columns = p.columns, a = p.operand<double>(0), row = p.operand<double>(2)](index_t r) {
               return [x = a + r * columns, row](index_t k) { return x[k] + row[k]; };
             });
  });
  add_loop<double>(to, "a+column", [](problem const& p, double* out) {
    each_row(p, out, p.rows, p.columns,
             [columns = p.columns, a = p.operand<double>(0), column = p.operand<double>(2)](index_t r) {
               return [x = a + r * columns, value = column[r]](index_t k) { return x[k] + value; };
             });
  });
}

void add_stencils(peer& to) {
  add_loop<double>(to, "5-point stencil", [](problem const& p, double* out) {
    each_row(p, out, p.rows, p.columns, [width = p.columns + 2, a = p.operand<double>(0)](index_t r) {
      double const* const up = a + r * width + 1;
      return [up, mid = up + width, down = up + 2 * width](index_t k) {
        return 0.25 * (up[k] + down[k] + mid[k - 1] + mid[k + 1]) - mid[k];
      };
    });
  });
  add_loop<double>(to, "9-point stencil", [](problem const& p, double* out) {
    each_row(p, out, p.rows, p.columns, [width = p.columns + 2, a = p.operand<double>(0)](index_t r) {
      double const* const up = a + r * width + 1;
      return [up, mid = up + width, down = up + 2 * width](index_t k) {
        return 0.0625 * (up[k - 1] + up[k + 1] + down[k - 1] + down[k + 1]) +
               0.125 * (up[k] + mid[k - 1] + mid[k + 1] + down[k]) + 0.25 * mid[k];
      };
    });
  });
  add_loop<double>(to, "7-point stencil, 3-D", [](problem const& p, double* out) {
    index_t const width = p.box_columns + 2, plane = (p.box_rows + 2) * width, rows = p.box_rows;
    each_row(p, out, p.planes * rows, p.box_columns, [=, a = p.operand<double>(0)](index_t r) {
      double const* const mid = a + (r / rows + 1) * plane + (r % rows + 1) * width + 1;
      return [=](index_t k) {
        return 0.125 * (mid[k - plane] + mid[k + plane] + mid[k - width] + mid[k + width] + mid[k - 1] + mid[k + 1]) +
               0.25 * mid[k];
      };
    });
  });
}

}  // namespace

void add_grids(peer& to) {
  add_broadcasts(to);
  add_loop<double>(to, "transpose(a)+b", transpose_and_add);
  add_stencils(to);
}

}  // namespace bench::peers::PEERS_NAMESPACE
