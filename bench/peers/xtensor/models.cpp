#include <cmath>

#include "statement.hpp"

// Intermediate values that are used more than once are tensors of their own; Mandelbrot is a function of elements.

namespace bench::peers::PEERS_NAMESPACE {

namespace {

using tensor = xt::xtensor<double, 1>;

// The cumulative normal distribution, Abramowitz and Stegun 26.2.17.
tensor normal_cdf(tensor const& x) {
  tensor const k = 1.0 / (1.0 + 0.2316419 * xt::abs(x));
  tensor const upper =
      0.39894228040143267794 * xt::exp(-0.5 * x * x) *
      (((((1.330274429 * k - 1.821255978) * k + 1.781477937) * k - 0.356563782) * k + 0.319381530) * k);
  return xt::where(x > 0.0, 1.0 - upper, upper);
}

template <class Out>
void black_scholes(vectors<double> const& in, Out&& out) {
  auto const &spot = in.a, &strike = in.b, &years = in.c, &rate = in.d, &sigma = in.e;
  tensor const spread = sigma * xt::sqrt(years);
  tensor const d1 = (xt::log(spot / strike) + (rate + 0.5 * sigma * sigma) * years) / spread;
  tensor const upper = normal_cdf(d1), lower = normal_cdf(d1 - spread);
  xt::noalias(out) = spot * upper - strike * xt::exp(-rate * years) * lower;
}

auto haversine(vectors<double> const& in) {
  auto const &latitude1 = in.a, &longitude1 = in.b, &latitude2 = in.c, &longitude2 = in.d;
  return 12742.0 * xt::asin(xt::sqrt(xt::square(xt::sin(0.5 * (latitude2 - latitude1))) +
                                     xt::cos(latitude1) * xt::cos(latitude2) *
                                         xt::square(xt::sin(0.5 * (longitude2 - longitude1)))));
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

void add_black_scholes(peer& to) {
  implementation how;
  how.into = [](problem const& p) {
    return repeated([in = vectors<double>(p), out = adapted<1>(p.output<double>(), {extent(p.n)})]() mutable {
      black_scholes(in, out);
    });
  };
  how.fresh = [](problem const& p) {
    return repeated([in = vectors<double>(p), p] {
      tensor result = tensor::from_shape({extent(p.n)});
      black_scholes(in, result);
      p.keep(result.data());
    });
  };
  to.add("Black-Scholes", std::move(how));
}

}  // namespace

void add_models(peer& to) {
  add_black_scholes(to);
  add_vectors<double>(to, "Haversine", [](auto const& x) { return haversine(x); });
  add_vectors<double>(to, "Mandelbrot, 16 iterations", [](auto const& x) {
    return xt::vectorize([](double a, double b) { return steps_inside(a, b); })(x.a, x.b);
  });
}

}  // namespace bench::peers::PEERS_NAMESPACE
