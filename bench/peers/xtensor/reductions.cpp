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

template <bool Wide>
struct sixteen {
  reading<double, 2> a;
  explicit sixteen(problem const& p)
      : a(adapted<2>(p.operand<double>(0), {Wide ? 16 : extent(p.n / 16), Wide ? extent(p.n / 16) : 16})) {}
  static shape_of_rank<1> shape_of_output(problem const& p) { return {extent(p.out_size)}; }
};

}  // namespace

void add_reductions(peer& to) {
  auto const over_rows = [](auto const& x) { return xt::sum(x.a, {0}, xt::evaluation_strategy::immediate); };
  auto const over_columns = [](auto const& x) { return xt::sum(x.a, {1}, xt::evaluation_strategy::immediate); };
  auto const now = xt::evaluation_strategy::immediate;
  add_scalar<double>(to, "sum(a)", [=](auto const& x) { return xt::sum(x.a, now)(); });
  add_scalar<float>(to, "float: sum(a)", [=](auto const& x) { return xt::sum(x.a, now)(); });
  add_scalar<double>(to, "sum(a*b)", [=](auto const& x) { return xt::sum(x.a * x.b, now)(); });
  add_scalar<double>(to, "max(abs(a-b))", [=](auto const& x) { return xt::amax(xt::abs(x.a - x.b), now)(); });
  add_statement<sixteen<true>, double>(to, "sum over rows, 16 x n/16", over_rows);
  add_statement<sixteen<true>, double>(to, "sum over columns, 16 x n/16", over_columns);
  add_statement<sixteen<false>, double>(to, "sum over rows, n/16 x 16", over_rows);
  add_statement<sixteen<false>, double>(to, "sum over columns, n/16 x 16", over_columns);
}

}  // namespace bench::peers::PEERS_NAMESPACE
