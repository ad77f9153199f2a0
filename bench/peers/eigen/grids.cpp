#include "statement.hpp"

namespace bench::peers::PEERS_NAMESPACE {

namespace {

struct to_grid {
  template <class Element>
  static writing<grid> output(problem const& p) {
    return {p.output<Element>(), p.rows, p.columns};
  }
};

struct grids : to_grid {
  reading<grid> a, b;
  reading<Eigen::Array<double, 1, Eigen::Dynamic>> row;
  reading<vector<double>> column;
  explicit grids(problem const& p)
      : a(p.operand<double>(0), p.rows, p.columns),
        b(p.operand<double>(1), p.rows, p.columns),
        row(p.operand<double>(2), p.columns),
        column(p.operand<double>(2), p.rows) {}
};

struct half_grids : grids {
  index_t columns;
  explicit half_grids(problem const& p) : grids(p), columns(p.columns) {}
  template <class Element>
  static writing<grid> output(problem const& p) {
    return {p.output<Element>(), p.rows, p.columns / 2};
  }
};

struct crossed_grids : to_grid {
  reading<grid> a, b;
  explicit crossed_grids(problem const& p)
      : a(p.operand<double>(0), p.columns, p.rows), b(p.operand<double>(1), p.rows, p.columns) {}
};

struct bordered_grid : to_grid {
  reading<grid> a;
  explicit bordered_grid(problem const& p) : a(p.operand<double>(0), p.rows + 2, p.columns + 2) {}
  auto at(index_t row, index_t column) const { return a.block(row, column, a.rows() - 2, a.cols() - 2); }
};

// Eigen has two axes: plane by plane.
void stencil_of_planes(problem const& p, double* out) {
  index_t const rows = p.box_rows, columns = p.box_columns, plane = (rows + 2) * (columns + 2);
  for (index_t k = 0; k < p.planes; ++k) {
    double const* const first = p.operand<double>(0) + k * plane;
    Eigen::Map<grid const> const before(first, rows + 2, columns + 2);
    Eigen::Map<grid const> const mid(first + plane, rows + 2, columns + 2);
    Eigen::Map<grid const> const after(first + 2 * plane, rows + 2, columns + 2);
    auto const at = [&](auto const& of, index_t row, index_t column) { return of.block(row, column, rows, columns); };
    Eigen::Map<grid>(out + k * rows * columns, rows, columns) =
        0.125 * (at(before, 1, 1) + at(after, 1, 1) + at(mid, 0, 1) + at(mid, 2, 1) + at(mid, 1, 0) + at(mid, 1, 2)) +
        0.25 * at(mid, 1, 1);
  }
}

void add_box(peer& to) {
  implementation how;
  how.into = [](problem const& p) { return repeated([p] { stencil_of_planes(p, p.output<double>()); }); };
  how.fresh = [](problem const& p) {
    return repeated([p] {
      grid result(p.planes * p.box_rows, p.box_columns);
      stencil_of_planes(p, result.data());
      p.keep(result.data());
    });
  };
  to.add("7-point stencil, 3-D", std::move(how));
}

}  // namespace

void add_grids(peer& to) {
  add_statement<half_grids, grid>(to, "every 2nd column: 2*a+b", [](auto const& x) {
    auto const even = Eigen::seqN(0, x.columns / 2, Eigen::fix<2>);
    return 2 * x.a(Eigen::all, even) + x.b(Eigen::all, even);
  });
  add_statement<grids, grid>(to, "a+row", [](auto const& x) { return x.a.rowwise() + x.row; });
  add_statement<grids, grid>(to, "a+column", [](auto const& x) { return x.a.colwise() + x.column; });
  add_statement<crossed_grids, grid>(to, "transpose(a)+b", [](auto const& x) { return x.a.transpose() + x.b; });
  add_statement<bordered_grid, grid>(to, "5-point stencil", [](auto const& x) {
    return 0.25 * (x.at(0, 1) + x.at(2, 1) + x.at(1, 0) + x.at(1, 2)) - x.at(1, 1);
  });
  add_statement<bordered_grid, grid>(to, "9-point stencil", [](auto const& x) {
    return 0.0625 * (x.at(0, 0) + x.at(0, 2) + x.at(2, 0) + x.at(2, 2)) +
           0.125 * (x.at(0, 1) + x.at(1, 0) + x.at(1, 2) + x.at(2, 1)) + 0.25 * x.at(1, 1);
  });
  add_box(to);
}

}  // namespace bench::peers::PEERS_NAMESPACE
