#include "loops.hpp"

namespace bench::peers::PEERS_NAMESPACE {

namespace {

void add_in_place(peer& to) {
  implementation how;
  how.into = [](problem const& p) {
    return repeated([y = p.output<double>(), a = p.operand<double>(0), n = p.n, threads = p.threads] {
      split(n, block, threads, [=](index_t first, index_t last) {
#pragma GCC ivdep
        for (index_t i = first; i < last; ++i) y[i] += 3 * a[i];
      });
    });
  };
  to.add("y+=3*a", std::move(how));
}

template <class Result, class At>
void add_integers(peer& to, char const* row, At at) {
  add_loop<Result>(to, row, [at](problem const& p, Result* out) {
    split(p.n, block, p.threads, [=, &p](index_t first, index_t last) {
      std::int32_t const* const x = p.operand<std::int32_t>(0);
      std::int32_t const* const y = p.operand<std::int32_t>(1);
      run(out, first, last, p.streaming, [=](Result* dest, index_t from, index_t end) {
#pragma GCC ivdep
        for (index_t k = from; k < end; ++k) dest[k - from] = at(x[k], y[k]);
      });
    });
  });
}

void add_mixed(peer& to) {
  add_loop<double>(to, "int16*a+b", [](problem const& p, double* out) {
    split(p.n, block, p.threads, [=, &p](index_t first, index_t last) {
      std::int16_t const* const x = p.operand<std::int16_t>(0);
      double const* const a = p.operand<double>(0);
      double const* const b = p.operand<double>(1);
      run(out, first, last, p.streaming, [=](double* dest, index_t from, index_t end) {
#pragma GCC ivdep
        for (index_t k = from; k < end; ++k) dest[k - from] = x[k] * a[k] + b[k];
      });
    });
  });
}

}  // namespace

void add_arithmetic(peer& to) {
  using real = double;
  add_vectors<real>(to, "a", [](real a, real, real, real, real) { return a; });
  add_vectors<real>(to, "3*a", [](real a, real, real, real, real) { return 3 * a; });
  add_vectors<real>(to, "a+b", [](real a, real b, real, real, real) { return a + b; });
  add_in_place(to);
  add_vectors<real>(to, "a*b+c", [](real a, real b, real c, real, real) { return a * b + c; });
  add_vectors<real>(to, "2*a+3*b", [](real a, real b, real, real, real) { return 2 * a + 3 * b; });
  add_vectors<real>(to, "b*c+d*e", [](real, real b, real c, real d, real e) { return b * c + d * e; });
  add_vectors<real, bool>(to, "a*b-4.1*a>2.5*b",
                          [](real a, real b, real, real, real) { return a * b - 4.1 * a > 2.5 * b; });
  add_vectors<real>(to, "((.25*a+.75)*a-1.5)*a-2",
                    [](real a, real, real, real, real) { return ((0.25 * a + 0.75) * a - 1.5) * a - 2; });
  add_vectors<real>(to, "sqrt(a*a+b*b)", [](real a, real b, real, real, real) { return std::sqrt(a * a + b * b); });
  add_vectors<real>(to, "where(a>b,b+5,2*c)", [](real a, real b, real c, real, real) { return a > b ? b + 5 : 2 * c; });
  add_integers<std::int32_t>(to, "i*j+(i&255)", [](std::int32_t i, std::int32_t j) { return i * j + (i & 255); });
  add_integers<bool>(to, "i%10<4", [](std::int32_t i, std::int32_t) { return i % 10 < 4; });
  add_mixed(to);
  add_vectors<float>(to, "float: a*b+c", [](float a, float b, float c, float, float) { return a * b + c; });
  add_vectors<float>(to, "float: b*c+d*e", [](float, float b, float c, float d, float e) { return b * c + d * e; });
}

}  // namespace bench::peers::PEERS_NAMESPACE
