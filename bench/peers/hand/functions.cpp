#include "loops.hpp"

// The functions of the C library, as a plain loop calls them.

namespace bench::peers::PEERS_NAMESPACE {

namespace {

template <class Real>
Real square(Real x) {
  return x * x;
}

}  // namespace

void add_functions(peer& to) {
  using real = double;
  add_vectors<real>(to, "exp(a)", [](real a, real, real, real, real) { return std::exp(a); });
  add_vectors<real>(to, "log(exp(a)+1)/b",
                    [](real a, real b, real, real, real) { return std::log(std::exp(a) + 1) / b; });
  add_vectors<real>(to, "pow(a,b)", [](real a, real b, real, real, real) { return std::pow(a, b); });
  add_vectors<real>(to, "sin(a)^2+cos(a)^2",
                    [](real a, real, real, real, real) { return square(std::sin(a)) + square(std::cos(a)); });
  add_vectors<real>(to, "a^2+b^2-2*a*b*cos(c)",
                    [](real a, real b, real c, real, real) { return a * a + b * b - 2 * a * b * std::cos(c); });
  add_vectors<real>(to, "exp(a)+tan(b)-sinh(c)",
                    [](real a, real b, real c, real, real) { return std::exp(a) + std::tan(b) - std::sinh(c); });
  add_vectors<float>(to, "float: exp(a)", [](float a, float, float, float, float) { return std::exp(a); });
  add_vectors<float>(to, "float: sin(a)^2+cos(a)^2",
                     [](float a, float, float, float, float) { return square(std::sin(a)) + square(std::cos(a)); });
}

}  // namespace bench::peers::PEERS_NAMESPACE
