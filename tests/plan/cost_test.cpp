#include <gtest/gtest.h>
#include <limits>

#include <sinter/sinter.hpp>

namespace sinter::detail {
namespace {

constexpr loop_costs costs_of_sum(isa compiled) { return {0.016, 0.064, 0, 1, 1, 1, 24, compiled, true}; }

double gain(loop_costs const& what, isa active, double n) {
  return n * (fused_time(what, active, 0) - kernels_margin(what) * blocked_time(what, active, 0)) -
         calls_per_row(what, 0) - describing_ns - loop_finding_ns;
}

TEST(KernelsRange, BeginsWhereTheGainPaysForTheCalls) {
  loop_costs const costs = costs_of_sum(isa::baseline);
  kernels_range const range(costs, true);
  for (isa const active : {isa::avx2, isa::avx512}) {
    index_t const from = range.from[static_cast<int>(active)];
    EXPECT_LE(gain(costs, active, static_cast<double>(from - 1)), 0) << to_string(active);
    EXPECT_GE(gain(costs, active, static_cast<double>(from + 1)), 0) << to_string(active);
    EXPECT_LT(from, range.to[static_cast<int>(active)]);
  }
}

TEST(KernelsRange, IsEmptyWithoutNewerKernels) {
  constexpr index_t never = std::numeric_limits<index_t>::max();
  for (isa const compiled : {isa::baseline, isa::avx2, isa::avx512}) {
    kernels_range const with(costs_of_sum(compiled), true), without(costs_of_sum(compiled), false);
    for (isa const active : {isa::baseline, isa::avx2, isa::avx512}) {
      auto const k = static_cast<int>(active);
      EXPECT_EQ(without.from[k], never);
      if (active <= compiled) {
        EXPECT_EQ(with.from[k], never);
      }
    }
  }
}

TEST(KernelsRepay, NeverWhereTheLoopIsAskedFor) {
  auto const a = ones<double>({512});
  auto const tree = bind_as<double>(sqrt(a));
  expression_facts const& facts = facts_of<std::remove_const_t<decltype(tree)>>;
  bool const is_older = facts.costs.compiled < active_isa();
  EXPECT_EQ(kernels_repay(facts, 512), is_older);
  settings().mode = mode::fused;
  EXPECT_FALSE(kernels_repay(facts, 512));
  settings().mode = mode::automatic;
}

}  // namespace
}  // namespace sinter::detail
