#include "statement.hpp"

// Formulas with intermediate values are functions given to map: one pass, every intermediate in registers.

namespace bench::peers::PEERS_NAMESPACE {

namespace {

// The cumulative normal distribution, Abramowitz and Stegun 26.2.17.
template <class Value>
SINTER_INLINE Value normal_cdf(Value x) {
  Value const size = abs(x);
  Value const k = 1 / (1 + 0.2316419 * size);
  Value const series = ((((1.330274429 * k - 1.821255978) * k + 1.781477937) * k - 0.356563782) * k + 0.319381530) * k;
  Value const upper = 0.39894228040143267794 * exp(-0.5 * x * x) * series;
  return where(x > 0, 1 - upper, upper);
}

auto black_scholes(vectors<double> const& in) {
  return map(
      [](auto spot, auto strike, auto years, auto rate, auto sigma) {
        auto const spread = sigma * sqrt(years);
        auto const d1 = (log(spot / strike) + (rate + 0.5 * sigma * sigma) * years) / spread;
        return spot * normal_cdf(d1) - strike * exp(-rate * years) * normal_cdf(d1 - spread);
      },
      in.a, in.b, in.c, in.d, in.e);
}

auto haversine(vectors<double> const& in) {
  return map(
      [](auto latitude1, auto longitude1, auto latitude2, auto longitude2) {
        auto const s = sin(0.5 * (latitude2 - latitude1));
        auto const t = sin(0.5 * (longitude2 - longitude1));
        return 12742 * asin(sqrt(s * s + cos(latitude1) * cos(latitude2) * (t * t)));
      },
      in.a, in.b, in.c, in.d);
}

auto mandelbrot(vectors<double> const& in) {
  return map(
      [](auto a, auto b) {
        auto const x0 = 3 * a - 3.5, y0 = 2 * b - 2;
        auto x = x0, y = y0, count = 0 * a;
        for (int i = 0; i < 16; ++i) {
          auto const xx = x * x, yy = y * y;
          count += where(xx + yy < 4, decltype(a)(1), 0);
          y = 2 * x * y + y0;
          x = xx - yy + x0;
        }
        return count;
      },
      in.a, in.b);
}

}  // namespace

void add_models(peer& to) {
  add_vectors<double>(to, "Black-Scholes", [](auto const& x) { return black_scholes(x); });
  add_vectors<double>(to, "Haversine", [](auto const& x) { return haversine(x); });
  add_vectors<double>(to, "Mandelbrot, 16 iterations", [](auto const& x) { return mandelbrot(x); });
}

}  // namespace bench::peers::PEERS_NAMESPACE
