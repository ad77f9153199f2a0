#include <gtest/gtest.h>
#include <set>
#include <thread>
#include <vector>

#include <sinter/sinter.hpp>

namespace {

using namespace sinter;

bool keeps_blocks() { return !detail::pool_is_bypassed() && settings().pool_bytes > 0; }

TEST(SmallBlocks, AreUsedAgainForArraysOfTheSameSize) {
  if (!keeps_blocks()) GTEST_SKIP() << "every block is its own here";
  trim();
  for (index_t const n : {1, 8, 9, 100, 1000, 8000}) {
    double const* first = nullptr;
    {
      auto const a = ones<double>({n});
      first = a.data();
    }
    auto const b = ones<double>({n});
    EXPECT_EQ(b.data(), first) << n;
  }
}

TEST(SmallBlocks, NeverServeTwoArraysAtOnce) {
  std::vector<ndarray<double, 1>> live;
  for (int round = 0; round < 200; ++round) {
    for (int i = 0; i < 20; ++i) live.push_back(full({1 + (round * 37 + i * 101) % 9000}, static_cast<double>(i)));
    std::set<double const*> starts;
    for (auto const& a : live) {
      EXPECT_TRUE(starts.insert(a.data()).second);
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(a.data()) % 64, 0u);
    }
    for (std::size_t i = 0; i < live.size(); ++i) {
      for (double const value : live[i]) ASSERT_EQ(value, static_cast<double>(i % 20));
    }
    live.clear();
  }
}

// A block may be freed by another thread than its maker, and after its own thread's shelves have gone.
TEST(SmallBlocks, MayBeFreedByAnotherThread) {
  for (int i = 0; i < 50; ++i) {
    ndarray<double, 1> made;
    std::thread([&] {
      auto kept = ones<double>({100});
      made = ones<double>({200 + i});
    }).join();
    EXPECT_EQ(made(199), 1.0);
    std::thread([moved = std::move(made)] { EXPECT_EQ(moved(0), 1.0); }).join();
  }
}

struct late {
  ndarray<double, 1> held = ones<double>({50});
  ~late() { held = ones<double>({60}); }
};

TEST(SmallBlocks, ServeThreadLocalArraysThatDieLast) {
  std::thread([] {
    thread_local late last;
    EXPECT_EQ(last.held(0), 1.0);
    auto const a = ones<double>({70});
    EXPECT_EQ(a(0), 1.0);
  }).join();
}

}  // namespace
