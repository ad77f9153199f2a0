#include "statement.hpp"

namespace bench::peers::PEERS_NAMESPACE {

namespace {

using grid = reading<double, 2>;

struct grids {
  grid a, b;
  reading<double, 1> row;
  grid column;
  explicit grids(problem const& p)
      : a(adapted<2>(p.operand<double>(0), {extent(p.rows), extent(p.columns)})),
        b(adapted<2>(p.operand<double>(1), {extent(p.rows), extent(p.columns)})),
        row(adapted<1>(p.operand<double>(2), {extent(p.columns)})),
        column(adapted<2>(p.operand<double>(2), {extent(p.rows), 1})) {}
  static shape_of_rank<2> shape_of_output(problem const& p) { return {extent(p.rows), extent(p.columns)}; }
};

struct half_grids : grids {
  using grids::grids;
  static shape_of_rank<2> shape_of_output(problem const& p) { return {extent(p.rows), extent(p.columns / 2)}; }
};

struct crossed_grids {
  grid a, b;
  explicit crossed_grids(problem const& p)
      : a(adapted<2>(p.operand<double>(0), {extent(p.columns), extent(p.rows)})),
        b(adapted<2>(p.operand<double>(1), {extent(p.rows), extent(p.columns)})) {}
  static shape_of_rank<2> shape_of_output(problem const& p) { return {extent(p.rows), extent(p.columns)}; }
};

struct bordered_grid {
  grid a;
  explicit bordered_grid(problem const& p)
      : a(adapted<2>(p.operand<double>(0), {extent(p.rows + 2), extent(p.columns + 2)})) {}
  static shape_of_rank<2> shape_of_output(problem const& p) { return {extent(p.rows), extent(p.columns)}; }
  // The grid moved by (row, column) - 1.
  auto at(std::size_t row, std::size_t column) const {
    auto const& shape = a.shape();
    return xt::view(a, xt::range(row, shape[0] - 2 + row), xt::range(column, shape[1] - 2 + column));
  }
};

struct box {
  reading<double, 3> a;
  explicit box(problem const& p)
      : a(adapted<3>(p.operand<double>(0), {extent(p.planes + 2), extent(p.box_rows + 2), extent(p.box_columns + 2)})) {
  }
  static shape_of_rank<3> shape_of_output(problem const& p) {
    return {extent(p.planes), extent(p.box_rows), extent(p.box_columns)};
  }
  auto at(std::size_t plane, std::size_t row, std::size_t column) const {
    auto const& shape = a.shape();
    return xt::view(a, xt::range(plane, shape[0] - 2 + plane), xt::range(row, shape[1] - 2 + row),
                    xt::range(column, shape[2] - 2 + column));
  }
};

}  // namespace

void add_grids(peer& to) {
  add_statement<half_grids, double, 2>(to, "every 2nd column: 2*a+b", [](auto const& x) {
    std::size_t const columns = x.a.shape()[1];
    return 2.0 * xt::view(x.a, xt::all(), xt::range(std::size_t{0}, columns, std::size_t{2})) +
           xt::view(x.b, xt::all(), xt::range(std::size_t{0}, columns, std::size_t{2}));
  });
  add_statement<grids, double, 2>(to, "a+row", [](auto const& x) { return x.a + x.row; });
  add_statement<grids, double, 2>(to, "a+column", [](auto const& x) { return x.a + x.column; });
  add_statement<crossed_grids, double, 2>(to, "transpose(a)+b", [](auto const& x) { return xt::transpose(x.a) + x.b; });
  add_statement<bordered_grid, double, 2>(to, "5-point stencil", [](auto const& x) {
    return 0.25 * (x.at(0, 1) + x.at(2, 1) + x.at(1, 0) + x.at(1, 2)) - x.at(1, 1);
  });
  add_statement<bordered_grid, double, 2>(to, "9-point stencil", [](auto const& x) {
    return 0.0625 * (x.at(0, 0) + x.at(0, 2) + x.at(2, 0) + x.at(2, 2)) +
           0.125 * (x.at(0, 1) + x.at(1, 0) + x.at(1, 2) + x.at(2, 1)) + 0.25 * x.at(1, 1);
  });
  add_statement<box, double, 3>(to, "7-point stencil, 3-D", [](auto const& x) {
    return 0.125 * (x.at(0, 1, 1) + x.at(2, 1, 1) + x.at(1, 0, 1) + x.at(1, 2, 1) + x.at(1, 1, 0) + x.at(1, 1, 2)) +
           0.25 * x.at(1, 1, 1);
  });
}

}  // namespace bench::peers::PEERS_NAMESPACE
