// What large arguments of sin, cos and tan cost beside small ones. Prints a table for docs/accuracy.md.

#include <cstdio>
#include <limits>
#include <random>
#include <utility>

#include "measure.hpp"

namespace bench {
namespace {

constexpr index_t n = 1024;

template <class Element>
ndarray<Element, 1> arguments_up_to(double most) {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> part(-1, 1);
  auto result = empty<Element>({n});
  for (Element& value : result) value = static_cast<Element>(part(random) * most);
  return result;
}

// ns per element of both.
template <class Element, class Function>
std::pair<double, double> near_and_far(Function function) {
  auto const near = arguments_up_to<Element>(100);
  auto const far = arguments_up_to<Element>(static_cast<double>(std::numeric_limits<Element>::max()));
  auto out = empty<Element>({n});
  auto const of = [&](auto const& x) {
    return [&](index_t repeats) {
      for (; repeats > 0; --repeats) out = function(x), barrier();
    };
  };
  contest both;
  both.add("near", of(near));
  both.add("far", of(far));
  both.run(0.1, 20, 2e4);
  return {both.best("near") / static_cast<double>(n), both.best("far") / static_cast<double>(n)};
}

void print_row(char const* name, auto function) {
  auto const [near32, far32] = near_and_far<float>(function);
  auto const [near64, far64] = near_and_far<double>(function);
  std::printf("| `%s` | %.2f / %.2f | %.2f / %.2f | %.1f / %.1f |\n", name, near32, near64, far32, far64,
              far32 / near32, far64 / near64);
}

}  // namespace
}  // namespace bench

int main() {
  using namespace bench;
  settings().threads = 1;
  std::printf("%s; ns per element, float / double\n\n", sinter::to_string(machine()).c_str());
  std::printf("| function | up to 100 | up to the largest | times |\n|---|---|---|---|\n");
  print_row("sin", [](auto const& x) { return sin(x); });
  print_row("cos", [](auto const& x) { return cos(x); });
  print_row("tan", [](auto const& x) { return tan(x); });
}
