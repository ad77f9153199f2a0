#pragma once

#include <chrono>
#include <cstdint>

#include <sinter/plan/cost.hpp>

namespace sinter::detail {

inline std::int64_t now_ns() {
  using clock = std::chrono::steady_clock;
  return std::chrono::duration_cast<std::chrono::nanoseconds>(clock::now().time_since_epoch()).count();
}

// Runs a statement of so many elements; `run` tells whether it did. What a user's function costs no table knows: it is
// measured, for the next statement of the same type. Not of few elements, to which the clock would add more than threads
// could save.
template <class Run>
bool run_measured(loop_costs const& costs, index_t elements, int threads, Run const& run) {
  constexpr index_t least_elements = 2048;
  if (costs.measured == nullptr || elements < least_elements) return run();
  std::int64_t const start = now_ns();
  if (!run()) return false;
  costs.measured->store(static_cast<double>((now_ns() - start) * threads) / static_cast<double>(elements));
  return true;
}

}  // namespace sinter::detail
