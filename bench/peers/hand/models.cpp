#include "loops.hpp"

namespace bench::peers::PEERS_NAMESPACE {

namespace {

// The cumulative normal distribution, Abramowitz and Stegun 26.2.17.
double normal_cdf(double x) {
  double const k = 1 / (1 + 0.2316419 * std::abs(x));
  double const series = ((((1.330274429 * k - 1.821255978) * k + 1.781477937) * k - 0.356563782) * k + 0.319381530) * k;
  double const upper = 0.39894228040143267794 * std::exp(-0.5 * x * x) * series;
  return x > 0 ? 1 - upper : upper;
}

double black_scholes(double spot, double strike, double years, double rate, double sigma) {
  double const spread = sigma * std::sqrt(years);
  double const d1 = (std::log(spot / strike) + (rate + 0.5 * sigma * sigma) * years) / spread;
  return spot * normal_cdf(d1) - strike * std::exp(-rate * years) * normal_cdf(d1 - spread);
}

double haversine(double latitude1, double longitude1, double latitude2, double longitude2, double) {
  double const s = std::sin(0.5 * (latitude2 - latitude1));
  double const t = std::sin(0.5 * (longitude2 - longitude1));
  return 12742 * std::asin(std::sqrt(s * s + std::cos(latitude1) * std::cos(latitude2) * (t * t)));
}

// 32 points at a time, so that the compiler can vectorise over them, until none of them is left inside.
[[gnu::noinline]] void mandelbrot(double* to, double const* a, double const* b, index_t count) {
  constexpr int lanes = 32;
  for (index_t first = 0; first < count; first += lanes) {
    double x0[lanes], y0[lanes], x[lanes], y[lanes], steps[lanes];
    for (int k = 0; k < lanes; ++k) {
      x[k] = x0[k] = 3 * a[first + k] - 3.5;
      y[k] = y0[k] = 2 * b[first + k] - 2;
      steps[k] = 0;
    }
    for (int i = 0; i < 16; ++i) {
      double inside = 0;
      double still[lanes];
      for (int k = 0; k < lanes; ++k) {
        double const xx = x[k] * x[k], yy = y[k] * y[k];
        still[k] = xx + yy < 4 ? 1.0 : 0.0;
        steps[k] += still[k];
        y[k] = 2 * x[k] * y[k] + y0[k];
        x[k] = xx - yy + x0[k];
      }
      for (int k = 0; k < lanes; ++k) inside = still[k] > inside ? still[k] : inside;
      if (inside == 0) break;
    }
    for (int k = 0; k < lanes; ++k) to[first + k] = steps[k];
  }
}

}  // namespace

void add_models(peer& to) {
  add_vectors<double>(to, "Black-Scholes", black_scholes);
  add_vectors<double>(to, "Haversine", haversine);
  add_loop<double>(to, "Mandelbrot, 16 iterations", [](problem const& p, double* out) {
    split(p.n, block, p.threads,
          [out, a = p.operand<double>(0), b = p.operand<double>(1)](index_t first, index_t last) {
            mandelbrot(out + first, a + first, b + first, last - first);
          });
  });
}

}  // namespace bench::peers::PEERS_NAMESPACE
