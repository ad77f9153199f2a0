#include "statement.hpp"

namespace bench::peers::PEERS_NAMESPACE {

void add_functions(peer& to) {
  add_vectors<double>(to, "exp(a)", [](auto const& x) { return exp(x.a); });
  add_vectors<double>(to, "log(exp(a)+1)/b", [](auto const& x) { return log(exp(x.a) + 1) / x.b; });
  add_vectors<double>(to, "pow(a,b)", [](auto const& x) { return pow(x.a, x.b); });
  add_vectors<double>(to, "sin(a)^2+cos(a)^2", [](auto const& x) { return square(sin(x.a)) + square(cos(x.a)); });
  add_vectors<double>(to, "a^2+b^2-2*a*b*cos(c)",
                      [](auto const& x) { return square(x.a) + square(x.b) - 2 * x.a * x.b * cos(x.c); });
  add_vectors<double>(to, "exp(a)+tan(b)-sinh(c)", [](auto const& x) { return exp(x.a) + tan(x.b) - sinh(x.c); });
  add_vectors<float>(to, "float: exp(a)", [](auto const& x) { return exp(x.a); });
  add_vectors<float>(to, "float: sin(a)^2+cos(a)^2", [](auto const& x) { return square(sin(x.a)) + square(cos(x.a)); });
}

}  // namespace bench::peers::PEERS_NAMESPACE
