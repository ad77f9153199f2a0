#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "accuracy/samples.hpp"

namespace sinter::testing {

// The worst error found, and the arguments that gave it.
struct worst_error {
  double ulp = 0;
  double x = 0, y = 0;
};

// How much to try: chunks of chosen arguments, and for float chunks of all bit patterns (2^20 are all of them).
struct effort {
  std::uint64_t seed, chunks, pattern_chunks;
};

// Compares with a cheap reference, and with the best one only what may be a new record.
template <class Element, class Exact, class... Operands>
void compare(worst_error& worst, Exact const& function, view<Element const, 1> got, Operands... operands) {
  using quick = std::conditional_t<sizeof(Element) == 4, double, long double>;
  for (index_t i = 0; i < got.size(); ++i) {
    double error = error_in_ulp(got(i), quick(function(static_cast<quick>(operands(i))...)));
    if (error <= worst.ulp - (sizeof(Element) == 8 ? 0.02 : 0)) continue;
    if constexpr (sizeof(Element) == 8) {
      error = error_in_ulp(got(i), exact::longest(function(static_cast<exact::longest>(operands(i))...)));
    }
    if (error > worst.ulp) {
      double const arguments[] = {static_cast<double>(operands(i))..., 0.0};
      worst = {error, arguments[0], arguments[1]};
    }
  }
}

template <class Element, class Function>
worst_error measure_unary(Function const& tested, effort how) {
  worst_error worst;
  auto x = empty<Element>({chunk_size}), got = empty<Element>({chunk_size});
  auto const one_chunk = [&] {
    assign(got, tested.expression(x), {.threads = 1});
    compare<Element>(worst, tested.exact, view<Element const, 1>(got), view<Element const, 1>(x));
  };
  for (std::uint64_t chunk = 0; chunk < how.chunks; ++chunk) {
    fill_unary_arguments<Element>(x, tested, how.seed, chunk);
    one_chunk();
  }
  if constexpr (sizeof(Element) == 4) {
    for (std::uint64_t chunk = 0; chunk < how.pattern_chunks; ++chunk) {
      fill_with_patterns(x, chunk);
      one_chunk();
    }
  }
  return worst;
}

template <class Element, class Function>
void fill_arguments(view<Element, 1> x, view<Element, 1> y, Function const& tested, std::uint64_t seed,
                    std::uint64_t chunk) {
  if (std::string_view(tested.name) == "pow") {
    fill_power_arguments<Element>(x, y, seed, chunk);
  } else {
    fill_pair_arguments<Element>(x, y, seed, chunk);
  }
}

template <class Element, class Function>
worst_error measure_binary(Function const& tested, effort how) {
  worst_error worst;
  auto x = empty<Element>({chunk_size}), y = empty<Element>({chunk_size}), got = empty<Element>({chunk_size});
  for (std::uint64_t chunk = 0; chunk < how.chunks; ++chunk) {
    fill_arguments<Element>(x, y, tested, how.seed, chunk);
    assign(got, tested.expression(x, y), {.threads = 1});
    compare<Element>(worst, tested.exact, view<Element const, 1>(got), view<Element const, 1>(x),
                     view<Element const, 1>(y));
  }
  return worst;
}

// The fastest of several runs over 4096 ordinary arguments, in nanoseconds per element.
template <class Run>
double nanoseconds(Run run) {
  double best = 1e30;
  for (int trial = 0; trial < 40; ++trial) {
    auto const start = std::chrono::steady_clock::now();
    run();
    std::chrono::duration<double, std::nano> const time = std::chrono::steady_clock::now() - start;
    best = std::min(best, time.count() / static_cast<double>(chunk_size));
  }
  return best;
}

// Time of the library's kernel, or of the C library one element at a time.
template <class Element, class Function, class... Arrays>
double time_of(Function const& tested, bool scalar, Arrays const&... arguments) {
  auto out = empty<Element>({chunk_size});
  if (!scalar) return nanoseconds([&] { assign(out, tested.expression(arguments...), {.threads = 1}); });
  return nanoseconds([&] {
    for (index_t i = 0; i < chunk_size; ++i) out(i) = tested.exact(arguments(i)...);
  });
}

// Between 1.01 and 1.99, where every function is defined; arcs and atanh take what is below 1.
template <class Element>
ndarray<Element, 1> ordinary_arguments(std::string_view name, std::uint64_t seed) {
  bool const below_one = name == "asin" || name == "acos" || name == "atanh";
  auto x = empty<Element>({chunk_size});
  number_source random(1, seed);
  for (index_t i = 0; i < chunk_size; ++i)
    x(i) = static_cast<Element>(below_one ? random.between(-0.99, 0.99) : random.between(1.01, 9.9));
  return x;
}

// Calls action(tested, is_binary) for every function.
template <class Action>
void for_each_function(Action action) {
  std::apply([&](auto const&... tested) { (action(tested, std::false_type{}), ...); }, unary_functions());
  std::apply([&](auto const&... tested) { (action(tested, std::true_type{}), ...); }, binary_functions());
}

}  // namespace sinter::testing
