#include "statement.hpp"

namespace bench::peers::PEERS_NAMESPACE {

void add_functions(peer& to) {
  add_vectors<double>(to, "exp(a)", [](auto const& x) { return x.a.exp(); });
  add_vectors<double>(to, "log(exp(a)+1)/b", [](auto const& x) { return (x.a.exp() + 1).log() / x.b; });
  add_vectors<double>(to, "pow(a,b)", [](auto const& x) { return x.a.pow(x.b); });
  add_vectors<double>(to, "sin(a)^2+cos(a)^2", [](auto const& x) { return x.a.sin().square() + x.a.cos().square(); });
  add_vectors<double>(to, "a^2+b^2-2*a*b*cos(c)",
                      [](auto const& x) { return x.a.square() + x.b.square() - 2 * x.a * x.b * x.c.cos(); });
  add_vectors<double>(to, "exp(a)+tan(b)-sinh(c)", [](auto const& x) { return x.a.exp() + x.b.tan() - x.c.sinh(); });
  add_vectors<float>(to, "float: exp(a)", [](auto const& x) { return x.a.exp(); });
  add_vectors<float>(to, "float: sin(a)^2+cos(a)^2",
                     [](auto const& x) { return x.a.sin().square() + x.a.cos().square(); });
}

}  // namespace bench::peers::PEERS_NAMESPACE
