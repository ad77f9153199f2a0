#include <cmath>

#include "statement.hpp"

// Intermediate values that are used more than once are arrays; they exist before and stay in blocks of the L1 cache,
// as a user who measures arranges it.

namespace bench::peers::PEERS_NAMESPACE {

namespace {

constexpr index_t block = 512;
using part = Eigen::Array<double, block, 1>;
using operand = Eigen::Map<part const, Eigen::Aligned64>;

// to = cumulative normal distribution of x, Abramowitz and Stegun 26.2.17.
void normal_cdf(part const& x, part& to) {
  part const k = (1 + 0.2316419 * x.abs()).inverse();
  part const upper = 0.39894228040143267794 * (-0.5 * x * x).exp() *
                     (((((1.330274429 * k - 1.821255978) * k + 1.781477937) * k - 0.356563782) * k + 0.319381530) * k);
  to = (x > 0).select(1 - upper, upper);
}

void black_scholes(problem const& p, double* out) {
  part d1, spread, upper, lower;
  for (index_t i = 0; i < p.n; i += block) {
    operand const spot(p.operand<double>(0) + i), strike(p.operand<double>(1) + i), years(p.operand<double>(2) + i);
    operand const rate(p.operand<double>(3) + i), sigma(p.operand<double>(4) + i);
    spread = sigma * years.sqrt();
    d1 = ((spot / strike).log() + (rate + 0.5 * sigma * sigma) * years) / spread;
    normal_cdf(d1, upper);
    spread = d1 - spread;
    normal_cdf(spread, lower);
    Eigen::Map<part>(out + i) = spot * upper - strike * (-rate * years).exp() * lower;
  }
}

void haversine(problem const& p, double* out) {
  for (index_t i = 0; i < p.n; i += block) {
    operand const latitude1(p.operand<double>(0) + i), longitude1(p.operand<double>(1) + i);
    operand const latitude2(p.operand<double>(2) + i), longitude2(p.operand<double>(3) + i);
    Eigen::Map<part>(out + i) =
        12742 * ((0.5 * (latitude2 - latitude1)).sin().square() +
                 latitude1.cos() * latitude2.cos() * (0.5 * (longitude2 - longitude1)).sin().square())
                    .sqrt()
                    .asin();
  }
}

double steps_inside(double a, double b) {
  double const x0 = 3 * a - 3.5, y0 = 2 * b - 2;
  double x = x0, y = y0;
  int count = 0;
  for (; count < 16; ++count) {
    double const xx = x * x, yy = y * y;
    if (!(xx + yy < 4)) break;
    y = 2 * x * y + y0;
    x = xx - yy + x0;
  }
  return count;
}

template <class Compute>
void add_model(peer& to, char const* row, Compute compute) {
  implementation how;
  how.into = [compute](problem const& p) { return repeated([compute, p] { compute(p, p.output<double>()); }); };
  how.fresh = [compute](problem const& p) {
    return repeated([compute, p] {
      vector<double> result(p.n);
      compute(p, result.data());
      p.keep(result.data());
    });
  };
  to.add(row, std::move(how));
}

}  // namespace

void add_models(peer& to) {
  add_model(to, "Black-Scholes", black_scholes);
  add_model(to, "Haversine", haversine);
  add_vectors<double>(to, "Mandelbrot, 16 iterations", [](auto const& x) {
    return x.a.binaryExpr(x.b, [](double a, double b) { return steps_inside(a, b); });
  });
}

}  // namespace bench::peers::PEERS_NAMESPACE
