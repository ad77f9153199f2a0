#include "statement.hpp"

namespace bench::peers::PEERS_NAMESPACE {

namespace {

using grid = view<double const, 2>;

struct grids {
  grid a, b;
  view<double const, 1> row;
  grid column;
  explicit grids(problem const& p)
      : a(p.operand<double>(0), {p.rows, p.columns}),
        b(p.operand<double>(1), {p.rows, p.columns}),
        row(p.operand<double>(2), {p.columns}),
        column(p.operand<double>(2), {p.rows, 1}) {}
  static extents<2> shape_of_output(problem const& p) { return {p.rows, p.columns}; }
};

struct half_grids : grids {
  explicit half_grids(problem const& p) : grids(p) {}
  static extents<2> shape_of_output(problem const& p) { return {p.rows, p.columns / 2}; }
};

struct crossed_grids {
  grid a, b;
  explicit crossed_grids(problem const& p)
      : a(p.operand<double>(0), {p.columns, p.rows}), b(p.operand<double>(1), {p.rows, p.columns}) {}
  static extents<2> shape_of_output(problem const& p) { return {p.rows, p.columns}; }
};

struct bordered_grid {
  grid a;
  explicit bordered_grid(problem const& p) : a(p.operand<double>(0), {p.rows + 2, p.columns + 2}) {}
  static extents<2> shape_of_output(problem const& p) { return {p.rows, p.columns}; }
};

struct box {
  view<double const, 3> a;
  explicit box(problem const& p) : a(p.operand<double>(0), {p.planes + 2, p.box_rows + 2, p.box_columns + 2}) {}
  static extents<3> shape_of_output(problem const& p) { return {p.planes, p.box_rows, p.box_columns}; }
};

constexpr slice before = to(-2), mid = range(1, -1), after = from(2);

}  // namespace

void add_grids(peer& to) {
  add_statement<half_grids, double, 2>(to, "every 2nd column: 2*a+b",
                                       [](auto const& x) { return 2 * x.a(all, every(2)) + x.b(all, every(2)); });
  add_statement<grids, double, 2>(to, "a+row", [](auto const& x) { return x.a + x.row; });
  add_statement<grids, double, 2>(to, "a+column", [](auto const& x) { return x.a + x.column; });
  add_statement<crossed_grids, double, 2>(to, "transpose(a)+b", [](auto const& x) { return x.a.transpose() + x.b; });
  add_statement<bordered_grid, double, 2>(to, "5-point stencil", [](auto const& x) {
    auto const& a = x.a;
    return 0.25 * (a(before, mid) + a(after, mid) + a(mid, before) + a(mid, after)) - a(mid, mid);
  });
  add_statement<bordered_grid, double, 2>(to, "9-point stencil", [](auto const& x) {
    auto const& a = x.a;
    return 0.0625 * (a(before, before) + a(before, after) + a(after, before) + a(after, after)) +
           0.125 * (a(before, mid) + a(mid, before) + a(mid, after) + a(after, mid)) + 0.25 * a(mid, mid);
  });
  add_statement<box, double, 3>(to, "7-point stencil, 3-D", [](auto const& x) {
    auto const& a = x.a;
    return 0.125 * (a(before, mid, mid) + a(after, mid, mid) + a(mid, before, mid) + a(mid, after, mid) +
                    a(mid, mid, before) + a(mid, mid, after)) +
           0.25 * a(mid, mid, mid);
  });
}

}  // namespace bench::peers::PEERS_NAMESPACE
