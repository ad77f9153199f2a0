#include "statement.hpp"

namespace bench::peers::PEERS_NAMESPACE {

namespace {

struct integers {
  reading<std::int32_t, 1> i, j;
  explicit integers(problem const& p)
      : i(adapted<1>(p.operand<std::int32_t>(0), {extent(p.n)})),
        j(adapted<1>(p.operand<std::int32_t>(1), {extent(p.n)})) {}
  static shape_of_rank<1> shape_of_output(problem const& p) { return {extent(p.n)}; }
};

struct mixed {
  reading<std::int16_t, 1> i;
  reading<double, 1> a, b;
  explicit mixed(problem const& p)
      : i(adapted<1>(p.operand<std::int16_t>(0), {extent(p.n)})),
        a(adapted<1>(p.operand<double>(0), {extent(p.n)})),
        b(adapted<1>(p.operand<double>(1), {extent(p.n)})) {}
  static shape_of_rank<1> shape_of_output(problem const& p) { return {extent(p.n)}; }
};

void add_in_place(peer& to) {
  implementation how;
  how.into = [](problem const& p) {
    return repeated([y = adapted<1>(p.output<double>(), {extent(p.n)}), in = vectors<double>(p)]() mutable {
      xt::noalias(y) += 3.0 * in.a;
    });
  };
  to.add("y+=3*a", std::move(how));
}

}  // namespace

void add_arithmetic(peer& to) {
  add_vectors<double>(to, "a", [](auto const& x) -> auto const& { return x.a; });
  add_vectors<double>(to, "3*a", [](auto const& x) { return 3.0 * x.a; });
  add_vectors<double>(to, "a+b", [](auto const& x) { return x.a + x.b; });
  add_in_place(to);
  add_vectors<double>(to, "a*b+c", [](auto const& x) { return x.a * x.b + x.c; });
  add_vectors<double>(to, "2*a+3*b", [](auto const& x) { return 2.0 * x.a + 3.0 * x.b; });
  add_vectors<double>(to, "b*c+d*e", [](auto const& x) { return x.b * x.c + x.d * x.e; });
  add_vectors<double, bool>(to, "a*b-4.1*a>2.5*b", [](auto const& x) { return x.a * x.b - 4.1 * x.a > 2.5 * x.b; });
  add_vectors<double>(to, "((.25*a+.75)*a-1.5)*a-2",
                      [](auto const& x) { return ((0.25 * x.a + 0.75) * x.a - 1.5) * x.a - 2.0; });
  add_vectors<double>(to, "sqrt(a*a+b*b)", [](auto const& x) { return xt::sqrt(x.a * x.a + x.b * x.b); });
  add_vectors<double>(to, "where(a>b,b+5,2*c)",
                      [](auto const& x) { return xt::where(x.a > x.b, x.b + 5.0, 2.0 * x.c); });
  add_statement<integers, std::int32_t>(to, "i*j+(i&255)", [](auto const& x) { return x.i * x.j + (x.i & 255); });
  add_statement<integers, bool>(to, "i%10<4", [](auto const& x) { return x.i % 10 < 4; });
  add_statement<mixed, double>(to, "int16*a+b", [](auto const& x) { return x.i * x.a + x.b; });
  add_vectors<float>(to, "float: a*b+c", [](auto const& x) { return x.a * x.b + x.c; });
  add_vectors<float>(to, "float: b*c+d*e", [](auto const& x) { return x.b * x.c + x.d * x.e; });
}

}  // namespace bench::peers::PEERS_NAMESPACE
