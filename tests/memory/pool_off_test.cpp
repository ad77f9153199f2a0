#include <gtest/gtest.h>

#include <sinter/sinter.hpp>

#include "exec/counted_new.hpp"

// Runs with SINTER_POOL_BYTES=0: every array, large or small, comes from operator new, from the first one on.

namespace sinter {
namespace {

using testing::allocations;

// The machine is looked at; threads are made after some work that they could have shared.
void use_once() {
  for (int i = 0; i < 100; ++i) zeros<double>({100'000});
}

TEST(PoolOff, LargeArraysComeFromOperatorNew) {
  use_once();
  for (index_t const n : {100, 100'000, 3'000'000}) {
    long const before = allocations;
    {
      auto const a = zeros<double>({n});
      EXPECT_EQ(a(n - 1), 0);
    }
    EXPECT_EQ(allocations - before, 1) << n;
    EXPECT_EQ(detail::usage_of_pool().live_bytes, 0);
    EXPECT_EQ(detail::usage_of_pool().kept_blocks, 0);
  }
  EXPECT_EQ(settings().pool_bytes, 0);
}

TEST(PoolOff, CanBeTurnedOn) {
  if (detail::pool_is_bypassed()) GTEST_SKIP() << "no pool under this sanitizer";
  use_once();
  settings().pool_bytes = 1 << 24;
  long const before = allocations;
  zeros<double>({1'000'000});
  EXPECT_EQ(allocations, before);
  EXPECT_EQ(detail::usage_of_pool().kept_blocks, 1);
  settings().pool_bytes = 0;
  trim();
}

}  // namespace
}  // namespace sinter
