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

template <class Element>
void add_sums_of_products(peer& to, std::string const& prefix) {
  add_registers<Element>(to, (prefix + "a*b+c").c_str(), [](auto load, auto const& x, index_t i) {
    return load(x.a + i) * load(x.b + i) + load(x.c + i);
  });
  add_registers<Element>(to, (prefix + "b*c+d*e").c_str(), [](auto load, auto const& x, index_t i) {
    return load(x.b + i) * load(x.c + i) + load(x.d + i) * load(x.e + i);
  });
}

double root(double x) { return std::sqrt(x); }
register_f64 root(register_f64 x) {
  for (int k = 0; k < register_doubles; ++k) x[k] = std::sqrt(x[k]);
  return x;
}

}  // namespace

void add_arithmetic(peer& to) {
  using real = double;
  add_registers<real>(to, "a", [](auto load, auto const& x, index_t i) { return load(x.a + i); });
  add_registers<real>(to, "3*a", [](auto load, auto const& x, index_t i) { return 3.0 * load(x.a + i); });
  add_registers<real>(to, "a+b", [](auto load, auto const& x, index_t i) { return load(x.a + i) + load(x.b + i); });
  add_in_place(to);
  add_sums_of_products<double>(to, "");
  add_registers<real>(to, "2*a+3*b",
                      [](auto load, auto const& x, index_t i) { return 2.0 * load(x.a + i) + 3.0 * load(x.b + i); });
  add_vectors<real, bool>(to, "a*b-4.1*a>2.5*b",
                          [](real a, real b, real, real, real) { return a * b - 4.1 * a > 2.5 * b; });
  add_registers<real>(to, "((.25*a+.75)*a-1.5)*a-2", [](auto load, auto const& x, index_t i) {
    auto const a = load(x.a + i);
    return ((0.25 * a + 0.75) * a - 1.5) * a - 2.0;
  });
  add_registers<real>(to, "sqrt(a*a+b*b)", [](auto load, auto const& x, index_t i) {
    auto const a = load(x.a + i), b = load(x.b + i);
    return root(a * a + b * b);
  });
  add_registers<real>(to, "where(a>b,b+5,2*c)", [](auto load, auto const& x, index_t i) {
    auto const a = load(x.a + i), b = load(x.b + i);
    return a > b ? b + 5.0 : 2.0 * load(x.c + i);
  });
  add_integers<std::int32_t>(to, "i*j+(i&255)", [](std::int32_t i, std::int32_t j) { return i * j + (i & 255); });
  add_integers<bool>(to, "i%10<4", [](std::int32_t i, std::int32_t) { return i % 10 < 4; });
  add_mixed(to);
  add_sums_of_products<float>(to, "float: ");
}

}  // namespace bench::peers::PEERS_NAMESPACE
