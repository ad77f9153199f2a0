#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <sys/resource.h>
#include <utility>
#include <vector>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

using detail::buffer;
using detail::usage_of_pool;

constexpr std::size_t mib = std::size_t{1} << 20;

class Pool : public ::testing::Test {
 protected:
  void SetUp() override {
    if (detail::pool_is_bypassed()) GTEST_SKIP() << "no pool under this sanitizer";
    trim();
  }
  void TearDown() override { settings().pool_bytes = detail::usual_pool_bytes(); }
};

TEST_F(Pool, KeepsASixteenthOfTheMemoryUnlessToldOtherwise) {
  if (std::getenv("SINTER_POOL_BYTES") != nullptr) GTEST_SKIP() << "told otherwise";
  EXPECT_EQ(settings().pool_bytes, detail::usual_pool_bytes());
  EXPECT_GE(settings().pool_bytes, index_t{1} << 28);
  std::ifstream machine("/proc/meminfo");
  std::string name;
  index_t kib = 0;
  machine >> name >> kib;
  if (name == "MemTotal:") {
    EXPECT_GE(settings().pool_bytes, kib * 1024 / 17);
  }
}

index_t kept_bytes() { return usage_of_pool().kept_bytes; }

TEST_F(Pool, ABlockIsUsedAgainForTheSameSize) {
  for (std::size_t const bytes : {detail::pool_threshold, mib, 5 * mib, 32 * mib}) {
    std::byte* const first = buffer(bytes).data();
    EXPECT_GE(kept_bytes(), static_cast<index_t>(bytes));
    EXPECT_EQ(buffer(bytes).data(), first) << bytes;
    buffer const one(bytes), other(bytes);
    EXPECT_NE(one.data(), other.data());
  }
}

TEST_F(Pool, AndForASimilarOne) {
  std::byte* const first = buffer(10 * mib).data();
  EXPECT_EQ(buffer(9 * mib).data(), first);  // and it did not shrink
  EXPECT_EQ(buffer(10 * mib).data(), first);
  buffer const half(5 * mib), twice(20 * mib);
  EXPECT_NE(half.data(), first);
  EXPECT_NE(twice.data(), first);
  EXPECT_GE(kept_bytes(), static_cast<index_t>(10 * mib));
}

TEST_F(Pool, TheBestFitIsTaken) {
  std::byte* small = nullptr;
  {
    buffer const large(11 * mib), middle(10 * mib);
    small = middle.data();
  }
  EXPECT_EQ(usage_of_pool().kept_blocks, 2);
  EXPECT_EQ(buffer(10 * mib - 100).data(), small);
}

long page_faults() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return use.ru_minflt;
}

TEST_F(Pool, AFreshResultFaultsNoPages) {
  auto const a = full({1 << 19}, 1.5), b = full({1 << 19}, 2.0), c = full({1 << 19}, 0.25);
  auto const make = [&] { return eval(a * b + c); };
  EXPECT_EQ(make()(5), 3.25);
  long const before = page_faults();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(make()(i), 3.25);
  EXPECT_LT(page_faults() - before, 20 * 128);  // 1024 pages each
}

TEST_F(Pool, NeverKeepsMoreThanTheBudget) {
  settings().pool_bytes = 8 * static_cast<index_t>(mib);
  for (int round = 0; round < 3; ++round) {
    std::vector<buffer> blocks;
    for (std::size_t i = 0; i < 24; ++i) blocks.emplace_back(mib + i * 50'000);
    while (!blocks.empty()) {
      blocks.pop_back();
      EXPECT_LE(kept_bytes(), settings().pool_bytes);
    }
    EXPECT_GE(kept_bytes(), settings().pool_bytes / 2);
    buffer(64 * mib);  // larger than the budget: given back, and the others stay
    EXPECT_GE(kept_bytes(), settings().pool_bytes / 2);
    EXPECT_LE(kept_bytes(), settings().pool_bytes);
  }
}

TEST_F(Pool, TheBlocksThatWaitLongestGoFirst) {
  settings().pool_bytes = 8 * static_cast<index_t>(mib);
  buffer oldest(3 * mib), next(4 * mib), newest(2 * mib);
  std::byte* const at_next = next.data();
  oldest = buffer();
  next = buffer();
  EXPECT_EQ(usage_of_pool().kept_blocks, 2);
  newest = buffer();
  EXPECT_EQ(usage_of_pool().kept_blocks, 2);
  EXPECT_EQ(buffer(4 * mib).data(), at_next);
  EXPECT_LT(kept_bytes(), static_cast<index_t>(7 * mib));
}

// A program is not made to hold more than as much again as it used itself.
TEST_F(Pool, NeverKeepsMoreThanWasInUseAtOnce) {
  auto const before = usage_of_pool();
  for (std::size_t size = 1; size <= 16; ++size) {
    buffer(size * mib);
    EXPECT_LE(kept_bytes(), usage_of_pool().peak_bytes);
  }
  EXPECT_LE(kept_bytes(), before.live_bytes + static_cast<index_t>(17 * mib));
}

TEST_F(Pool, ANumberOfBlocksIsKeptAtMost) {
  std::vector<buffer> blocks;
  for (int i = 0; i < 600; ++i) blocks.emplace_back(detail::pool_threshold);
  blocks.clear();
  EXPECT_GE(usage_of_pool().kept_blocks, 64);
  EXPECT_LT(usage_of_pool().kept_blocks, 600);
}

TEST_F(Pool, TrimGivesEverythingBack) {
  auto const live = usage_of_pool().live_bytes;
  buffer const used(3 * mib);
  buffer(7 * mib), buffer(2 * mib);
  EXPECT_GT(kept_bytes(), 0);
  trim();
  EXPECT_EQ(kept_bytes(), 0);
  EXPECT_EQ(usage_of_pool().kept_blocks, 0);
  EXPECT_GT(usage_of_pool().live_bytes, live);
  EXPECT_EQ(usage_of_pool().peak_bytes, usage_of_pool().live_bytes);
  used.data()[3 * mib - 1] = std::byte{1};
  trim();
}

TEST_F(Pool, CanBeTurnedOffAndOnAtAnyTime) {
  buffer pooled(mib);
  settings().pool_bytes = 0;
  buffer heaped(mib);
  auto const before = usage_of_pool();
  pooled = buffer();
  EXPECT_EQ(usage_of_pool().kept_blocks, before.kept_blocks);
  EXPECT_LT(usage_of_pool().live_bytes, before.live_bytes);
  settings().pool_bytes = detail::usual_pool_bytes();
  int const kept = usage_of_pool().kept_blocks;
  heaped = buffer();
  EXPECT_EQ(usage_of_pool().kept_blocks, kept);
}

TEST(PoolUnderASanitizer, SeesTheUseOfWhatIsGone) {
  if (!detail::pool_is_bypassed()) GTEST_SKIP() << "needs AddressSanitizer";
  auto const use_after_free = [] {
    buffer block(mib);
    std::byte volatile* const data = block.data();
    block = buffer();
    data[100] = std::byte{1};
  };
  EXPECT_DEATH(use_after_free(), "use-after-free");
  auto const write_behind = [] {
    buffer const block(mib);
    static_cast<std::byte volatile*>(block.data())[mib] = std::byte{1};
  };
  EXPECT_DEATH(write_behind(), "heap-buffer-overflow");
}

}  // namespace
}  // namespace sinter
