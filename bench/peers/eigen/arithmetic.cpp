#include "statement.hpp"

namespace bench::peers::PEERS_NAMESPACE {

namespace {

struct integers {
  reading<vector<std::int32_t>> i, j;
  explicit integers(problem const& p) : i(p.operand<std::int32_t>(0), p.n), j(p.operand<std::int32_t>(1), p.n) {}
  template <class Result>
  static writing<vector<Result>> output(problem const& p) {
    return {p.output<Result>(), p.n};
  }
};

struct mixed {
  reading<vector<std::int16_t>> i;
  reading<vector<double>> a, b;
  explicit mixed(problem const& p)
      : i(p.operand<std::int16_t>(0), p.n), a(p.operand<double>(0), p.n), b(p.operand<double>(1), p.n) {}
  template <class Result>
  static writing<vector<Result>> output(problem const& p) {
    return {p.output<Result>(), p.n};
  }
};

void add_in_place(peer& to) {
  implementation how;
  how.into = [](problem const& p) {
    return repeated([y = vectors<double>::output<double>(p), in = vectors<double>(p)]() mutable { y += 3 * in.a; });
  };
  to.add("y+=3*a", std::move(how));
}

}  // namespace

void add_arithmetic(peer& to) {
  add_vectors<double>(to, "a", [](auto const& x) { return x.a; });
  add_vectors<double>(to, "3*a", [](auto const& x) { return 3 * x.a; });
  add_vectors<double>(to, "a+b", [](auto const& x) { return x.a + x.b; });
  add_in_place(to);
  add_vectors<double>(to, "a*b+c", [](auto const& x) { return x.a * x.b + x.c; });
  add_vectors<double>(to, "2*a+3*b", [](auto const& x) { return 2 * x.a + 3 * x.b; });
  add_vectors<double>(to, "b*c+d*e", [](auto const& x) { return x.b * x.c + x.d * x.e; });
  add_vectors<double, bool>(to, "a*b-4.1*a>2.5*b", [](auto const& x) { return x.a * x.b - 4.1 * x.a > 2.5 * x.b; });
  add_vectors<double>(to, "((.25*a+.75)*a-1.5)*a-2",
                      [](auto const& x) { return ((0.25 * x.a + 0.75) * x.a - 1.5) * x.a - 2; });
  add_vectors<double>(to, "sqrt(a*a+b*b)", [](auto const& x) { return (x.a * x.a + x.b * x.b).sqrt(); });
  add_vectors<double>(to, "where(a>b,b+5,2*c)", [](auto const& x) { return (x.a > x.b).select(x.b + 5, 2 * x.c); });
  add_statement<integers, vector<std::int32_t>>(to, "i*j+(i&255)", [](auto const& x) {
    return x.i * x.j + x.i.unaryExpr([](std::int32_t i) { return i & 255; });
  });
  add_statement<integers, vector<bool>>(
      to, "i%10<4", [](auto const& x) { return x.i.unaryExpr([](std::int32_t i) { return i % 10; }) < 4; });
  add_statement<mixed, vector<double>>(to, "int16*a+b",
                                       [](auto const& x) { return x.i.template cast<double>() * x.a + x.b; });
  add_vectors<float>(to, "float: a*b+c", [](auto const& x) { return x.a * x.b + x.c; });
  add_vectors<float>(to, "float: b*c+d*e", [](auto const& x) { return x.b * x.c + x.d * x.e; });
}

}  // namespace bench::peers::PEERS_NAMESPACE
