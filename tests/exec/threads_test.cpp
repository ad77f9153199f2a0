#include <atomic>
#include <chrono>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include <sinter/plan/threads.hpp>
#include <sinter/sinter.hpp>

namespace sinter {
namespace {

TEST(Threads, StatementsOfSeveralThreadsDoNotDisturbEachOther) {
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  auto const shared = linspace(0, 1, 30'000);
  for (int id = 0; id < 4; ++id) {
    threads.emplace_back([&, id] {
      auto a = full({30'000}, static_cast<double>(id));
      auto out = empty<double>({30'000});
      mode const modes[] = {mode::automatic, mode::per_op, mode::fused, mode::blocked};
      for (int round = 0; round < 40; ++round) {
        assign(out, a * 2 + shared - a, {.mode = modes[(round + id) % 4], .threads = 1 + round % 2});
        wrong += out(29'999) != id + 1.0;
        wrong += sum(cast<std::int64_t>(a)) != 30'000 * id;
        a(from(1)) = a(to(-1));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Threads, SettingsAreSeenByEveryThread) {
  index_t const before = settings().fusion_threshold;
  settings().fusion_threshold = 123;
  index_t seen = 0;
  std::thread([&] { seen = settings().fusion_threshold; }).join();
  settings().fusion_threshold = before;
  EXPECT_EQ(seen, 123);
}

TEST(Threads, CountIsLimitedBySettingsAndStatement) {
  auto const a = full({2'000'000}, 1.5);
  auto out = empty<double>({2'000'000});
  EXPECT_EQ(explain(out, exp(a), {.threads = 1}).threads, 1);
  EXPECT_EQ(explain(out, exp(a), {.threads = 3}).threads, 3);
  int const before = settings().threads;
  settings().threads = 1;
  EXPECT_EQ(explain(out, exp(sin(a))).threads, 1);
  settings().threads = before;
  auto small = empty<double>({10});
  EXPECT_EQ(explain(small, exp(a(to(10)))).threads, 1);
}

// Too short to wake threads for by itself.
TEST(Threads, AreWokenByMuchShortWorkOfAnyLayout) {
  if (detail::fork_join_ns() > 3'000) GTEST_SKIP() << "other processes hold the cores";
  int const before = settings().threads;
  settings().threads = 2;
  auto const a = full({400, 200}, 1.5), b = full({200, 400}, 2.5);
  auto out = empty<double>({200, 400});
  auto const row = full({400}, 1.0);
  // Another process may take the core away meanwhile, so that the statements are not one after the other.
  auto const are_woken = [&](auto const& make) {
    for (int attempt = 0; attempt < 200; ++attempt) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));  // they fall asleep
      if (explain(out, make()).threads > 1) continue;
      for (int i = 0; i < 20; ++i) out = make();
      if (explain(out, make()).threads == 2) return true;
    }
    return false;
  };
  EXPECT_TRUE(are_woken([&] { return a.transpose() + b; }));
  EXPECT_TRUE(are_woken([&] { return b + row; }));
  EXPECT_TRUE(are_woken([&] { return b + b; }));
  settings().threads = before;
}

}  // namespace
}  // namespace sinter
