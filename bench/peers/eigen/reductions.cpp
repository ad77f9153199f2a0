#include "statement.hpp"

namespace bench::peers::PEERS_NAMESPACE {

namespace {

template <class Element, class Make>
void add_scalar(peer& to, char const* row, Make make) {
  implementation how;
  how.into = [make](problem const& p) {
    return repeated([make, in = vectors<Element>(p), out = p.output<Element>()] { *out = make(in); });
  };
  to.add(row, std::move(how));
}

struct wide_grid {
  reading<grid> a;
  explicit wide_grid(problem const& p) : a(p.operand<double>(0), 16, p.n / 16) {}
};

struct tall_grid {
  reading<grid> a;
  explicit tall_grid(problem const& p) : a(p.operand<double>(0), p.n / 16, 16) {}
};

template <class Operand>
struct to_row : Operand {
  using Operand::Operand;
  template <class Element>
  static writing<Eigen::Array<Element, 1, Eigen::Dynamic>> output(problem const& p) {
    return {p.output<Element>(), p.out_size};
  }
};

template <class Operand>
struct to_column : Operand {
  using Operand::Operand;
  template <class Element>
  static writing<vector<Element>> output(problem const& p) {
    return {p.output<Element>(), p.out_size};
  }
};

}  // namespace

void add_reductions(peer& to) {
  using row_of_sums = Eigen::Array<double, 1, Eigen::Dynamic>;
  auto const over_rows = [](auto const& x) { return x.a.colwise().sum(); };
  auto const over_columns = [](auto const& x) { return x.a.rowwise().sum(); };
  add_scalar<double>(to, "sum(a)", [](auto const& x) { return x.a.sum(); });
  add_scalar<float>(to, "float: sum(a)", [](auto const& x) { return x.a.sum(); });
  add_scalar<double>(to, "sum(a*b)", [](auto const& x) { return (x.a * x.b).sum(); });
  add_scalar<double>(to, "max(abs(a-b))", [](auto const& x) { return (x.a - x.b).abs().maxCoeff(); });
  add_statement<to_row<wide_grid>, row_of_sums>(to, "sum over rows, 16 x n/16", over_rows);
  add_statement<to_column<wide_grid>, vector<double>>(to, "sum over columns, 16 x n/16", over_columns);
  add_statement<to_row<tall_grid>, row_of_sums>(to, "sum over rows, n/16 x 16", over_rows);
  add_statement<to_column<tall_grid>, vector<double>>(to, "sum over columns, n/16 x 16", over_columns);
}

}  // namespace bench::peers::PEERS_NAMESPACE
