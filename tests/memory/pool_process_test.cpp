#include <atomic>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include <sinter/sinter.hpp>

#include "memory/in_child.hpp"

// The pool through the life of a process: threads, forks, and the end.

namespace sinter {
namespace {

using detail::buffer;
using detail::usage_of_pool;

// Freed after every test, when static objects go; its destructor makes fresh results of its own.
struct last_user {
  ~last_user() {
    auto const fresh = eval(values * 2.0 + 1.0);
    if (fresh(100) != 3) std::abort();
    trim();
  }
  ndarray<double, 1> values = full({300'000}, 1.0);
};
last_user frees_at_the_end;

// Blocks of its own for each thread: what one writes no other sees.
void churn(unsigned seed, int steps, std::atomic<int>& wrong) {
  for (int step = 0; step < steps; ++step) {
    auto const size = static_cast<std::size_t>(70'000 + (step * 7919 + static_cast<int>(seed) * 104'729) % 900'000);
    buffer const one(size), two(size / 2 + 70'000);
    auto const mark = static_cast<std::byte>(seed);
    for (std::size_t i = 0; i < size; i += 4096) one.data()[i] = mark;
    for (std::size_t i = 0; i < two.bytes(); i += 4096) two.data()[i] = ~mark;
    for (std::size_t i = 0; i < size; i += 4096) wrong += one.data()[i] != mark;
    if (step % 64 == 63) trim();
  }
}

TEST(PoolProcess, ThreadsShareIt) {
  auto const before = usage_of_pool().live_bytes;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (unsigned seed = 1; seed <= 4; ++seed) threads.emplace_back([seed, &wrong] { churn(seed, 500, wrong); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(usage_of_pool().live_bytes, before);
}

TEST(PoolProcess, ABlockMayGoInAnotherThread) {
  buffer block(1 << 20);
  std::byte* const data = block.data();
  std::thread([from = std::move(block)]() mutable { from = buffer(); }).join();
  buffer const again(1 << 20);
  if (!detail::pool_is_bypassed()) {
    EXPECT_EQ(again.data(), data);
  }
}

// Some thread holds the lock at most of the forks.
TEST(PoolProcess, ForksWhileThreadsUseIt) {
  // A child inherits the locks of AddressSanitizer's allocator as other threads held them.
  if (detail::pool_is_bypassed()) GTEST_SKIP() << "no pool under this sanitizer, whose allocator is not for forks";
  std::atomic<bool> stop = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (unsigned seed = 1; seed <= 2; ++seed) {
    threads.emplace_back([&, seed] {
      while (!stop) churn(seed, 5, wrong);
    });
  }
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(testing::holds_in_child([] {
      std::atomic<int> wrong_here = 0;
      churn(9, 20, wrong_here);
      return wrong_here == 0;
    }));
  }
  stop = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(PoolProcess, AChildKeepsItsOwnCopy) {
  auto a = full({500'000}, 1.0);
  ndarray<double, 1>(a * 2.0);
  EXPECT_TRUE(testing::holds_in_child([&] {
    a = a + 1.0;
    auto const fresh = eval(a * 2.0);
    trim();
    return fresh(499'999) == 4 && a(0) == 2;
  }));
  EXPECT_EQ(a(0), 1);
  EXPECT_EQ(eval(a * 3.0)(499'999), 3);
}

}  // namespace
}  // namespace sinter
