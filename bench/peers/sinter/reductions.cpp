#include "statement.hpp"

namespace bench::peers::PEERS_NAMESPACE {

namespace {

// A scalar; there is nothing to allocate.
template <class Element, class Make>
void add_scalar(peer& to, char const* row, Make make) {
  implementation how;
  how.into = [make](problem const& p) {
    return repeated([make, in = vectors<Element>(p), out = p.output<Element>()] { *out = make(in); });
  };
  to.add(row, std::move(how));
}

// The sum along one axis of a grid.
void add_axis(peer& to, char const* row, bool wide, index_t along) {
  auto const operand = [wide](problem const& p) {
    index_t const rows = wide ? 16 : p.n / 16;
    return view<double const, 2>(p.operand<double>(0), {rows, p.n / rows});
  };
  implementation how;
  how.into = [operand, along](problem const& p) {
    view<double, 1> const out(p.output<double>(), {p.out_size});
    return repeated([a = operand(p), out, along] { sum(a, axis(along), into(out)); });
  };
  how.fresh = [operand, along](problem const& p) {
    return repeated([a = operand(p), along, p] {
      auto const result = sum(a, axis(along));
      p.keep(result.data());
    });
  };
  to.add(row, std::move(how));
}

}  // namespace

void add_reductions(peer& to) {
  add_scalar<double>(to, "sum(a)", [](auto const& x) { return sum(x.a); });
  add_scalar<float>(to, "float: sum(a)", [](auto const& x) { return sum(x.a); });
  add_scalar<double>(to, "sum(a*b)", [](auto const& x) { return sum(x.a * x.b); });
  add_scalar<double>(to, "max(abs(a-b))", [](auto const& x) { return max(abs(x.a - x.b)); });
  add_axis(to, "sum over rows, 16 x n/16", true, 0);
  add_axis(to, "sum over columns, 16 x n/16", true, 1);
  add_axis(to, "sum over rows, n/16 x 16", false, 0);
  add_axis(to, "sum over columns, n/16 x 16", false, 1);
}

}  // namespace bench::peers::PEERS_NAMESPACE
