#include <cstdio>
#include <gtest/gtest.h>
#include <limits>
#include <new>
#include <sys/resource.h>
#include <unistd.h>

#include <sinter/sinter.hpp>

#include "memory/in_child.hpp"

// Memory that runs out: std::bad_alloc, and nothing is lost. The address space of a child is limited for it.

// There under ThreadSanitizer, whose operator new ends the program instead of throwing.
extern "C" __attribute__((weak)) void __tsan_init();

namespace sinter {
namespace {

using detail::buffer;
using detail::usage_of_pool;
using testing::holds_in_child;

constexpr std::size_t mib = std::size_t{1} << 20;

std::size_t mapped_bytes() {
  unsigned long pages = 0;
  FILE* const file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr || std::fscanf(file, "%lu", &pages) != 1) pages = 0;
  if (file != nullptr) std::fclose(file);
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

bool may_map_more(std::size_t bytes) {
  rlim_t const limit = mapped_bytes() + bytes;
  rlimit const set{limit, limit};
  return setrlimit(RLIMIT_AS, &set) == 0;
}

template <class Run>
bool throws_bad_alloc(Run run) {
  try {
    run();
  } catch (std::bad_alloc const&) {
    return true;
  }
  return false;
}

class PoolLimits : public ::testing::Test {
 protected:
  void SetUp() override {
    if (detail::pool_is_bypassed() || __tsan_init != nullptr) GTEST_SKIP() << "the sanitizer allocates";
    trim();
  }
};

TEST_F(PoolLimits, AResultTooLargeIsBadAllocAndTheArraysStay) {
  EXPECT_TRUE(holds_in_child([] {
    auto a = full({1'000'000}, 2.0), b = full({1'000'000}, 3.0);
    auto const column = full({1000, 1}, 1.0);
    auto grid = full({2, 2}, 4.0);
    if (!may_map_more(64 * mib)) return false;
    auto const live = usage_of_pool().live_bytes;
    bool const threw = throws_bad_alloc([&] { grid = column + a.reshape({1, 1'000'000}); });
    a = a * b;
    return threw && usage_of_pool().live_bytes == live && grid.shape()[0] == 2 && grid(1, 1) == 4 && a(999'999) == 6;
  }));
}

TEST_F(PoolLimits, WhatThePoolKeepsIsGivenBackBeforeGivingUp) {
  EXPECT_TRUE(holds_in_child([] {
    { buffer const one(100 * mib), two(60 * mib); }
    if (usage_of_pool().kept_blocks != 2 || !may_map_more(32 * mib)) return false;
    buffer const large(150 * mib);  // fits only when both are gone
    return usage_of_pool().kept_blocks == 0;
  }));
}

TEST_F(PoolLimits, AlsoForBlocksThatAreNotThePools) {
  EXPECT_TRUE(holds_in_child([] {
    { buffer const kept(200 * mib); }
    settings().pool_bytes = 0;
    if (usage_of_pool().kept_blocks != 1 || !may_map_more(16 * mib)) return false;
    buffer const large(150 * mib);
    return usage_of_pool().kept_blocks == 0;
  }));
}

TEST_F(PoolLimits, TheNewHandlerOfTheProgramIsAsked) {
  EXPECT_TRUE(holds_in_child([] {
    static int calls = 0;
    if (!may_map_more(16 * mib)) return false;
    std::set_new_handler([] {
      if (++calls == 3) throw std::bad_alloc();
    });
    return throws_bad_alloc([] { buffer const large(150 * mib); }) && calls == 3;
  }));
}

TEST_F(PoolLimits, SizesBeyondEveryMachine) {
  for (std::size_t const bytes :
       {std::numeric_limits<std::size_t>::max(), std::numeric_limits<std::size_t>::max() - 64, std::size_t{1} << 63,
        (std::size_t{1} << 63) - 1, (std::size_t{1} << 63) - 4096, std::size_t{1} << 60}) {
    EXPECT_THROW(buffer{bytes}, std::bad_alloc) << bytes;
  }
  EXPECT_THROW(empty<double>({index_t{1} << 58}), std::bad_alloc);
}

}  // namespace
}  // namespace sinter
