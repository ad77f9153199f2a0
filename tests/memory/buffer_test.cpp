#include <cstdint>
#include <gtest/gtest.h>
#include <random>

#include <sinter/memory/buffer.hpp>
#include <sinter/memory/pool.hpp>

namespace sinter {
namespace {

using detail::buffer;

bool is_aligned(void const* memory) { return reinterpret_cast<std::uintptr_t>(memory) % alignment == 0; }

// Every byte is the block's own: written whole, and kept while others come and go.
void fill(buffer const& block, unsigned seed) {
  for (std::size_t i = 0; i < block.bytes(); i += 61) block.data()[i] = static_cast<std::byte>(i + seed);
  block.data()[block.bytes() - 1] = static_cast<std::byte>(seed);
}
bool is_filled(buffer const& block, unsigned seed) {
  if (block.data()[block.bytes() - 1] != static_cast<std::byte>(seed)) return false;
  for (std::size_t i = 0; i + 61 < block.bytes(); i += 61) {
    if (block.data()[i] != static_cast<std::byte>(i + seed)) return false;
  }
  return true;
}

TEST(Buffer, EverySizeIsAlignedAndWhole) {
  for (std::size_t const around : {std::size_t{64}, std::size_t{4096}, detail::pool_threshold, std::size_t{1} << 20,
                                   detail::huge_page_threshold, std::size_t{1} << 23}) {
    for (std::size_t const by : {0u, 1u, 63u, 64u, 65u, 4031u, 4032u, 4096u}) {
      for (std::size_t const bytes : {around - by % around, around + by}) {
        buffer const fresh(bytes);
        EXPECT_TRUE(is_aligned(fresh.data())) << bytes;
        EXPECT_EQ(fresh.bytes(), bytes);
        fill(fresh, 1);
        EXPECT_TRUE(is_filled(fresh, 1)) << bytes;
      }
    }
  }
}

std::uintptr_t distance_in_page(buffer const& from, buffer const& to) {
  return (reinterpret_cast<std::uintptr_t>(to.data()) - reinterpret_cast<std::uintptr_t>(from.data())) % 4096;
}

// Nothing that is loaded from one array looks like what was just stored to another.
TEST(Buffer, NoneBeginsJustBehindAnotherOneModulo4KiB) {
  for (std::size_t const bytes : {2048u, 2560u, 4096u, 16384u, 40'000u, 65'536u, 262'144u, 4'194'304u}) {
    buffer const some[] = {buffer(bytes), buffer(bytes), buffer(bytes), buffer(bytes), buffer(2 * bytes)};
    for (buffer const& from : some) {
      for (buffer const& to : some) EXPECT_EQ(distance_in_page(from, to) % detail::spacing, 0u) << bytes;
    }
  }
}

TEST(Buffer, LargeNeighboursBeginAtDifferentPlacesOfAPage) {
  if (detail::pool_is_bypassed()) GTEST_SKIP() << "the sanitizer allocates";
  trim();
  for (std::size_t const bytes : {std::size_t{65'536}, std::size_t{1} << 20, std::size_t{1} << 22}) {
    buffer const first(bytes), second(bytes);
    EXPECT_NE(distance_in_page(first, second), 0u) << bytes;
  }
}

TEST(Buffer, EmptyOnesHoldNoMemory) {
  EXPECT_EQ(buffer().data(), nullptr);
  EXPECT_EQ(buffer(0).data(), nullptr);
  buffer from(100'000);
  std::byte* const data = from.data();
  buffer const to = std::move(from);
  EXPECT_EQ(to.data(), data);
  EXPECT_EQ(from.data(), nullptr);
  EXPECT_EQ(from.bytes(), 0u);
}

// Live blocks never share a byte, whatever is freed and used again between them.
TEST(Buffer, ManyAtOnceStayApart) {
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> size(1, 400'000), which(0, 39);
  buffer blocks[40];
  for (int step = 0; step < 1500; ++step) {
    std::size_t const at = which(random);
    if (blocks[at].data() != nullptr) {
      ASSERT_TRUE(is_filled(blocks[at], static_cast<unsigned>(at)));
    }
    blocks[at] = buffer();
    blocks[at] = buffer(size(random));
    fill(blocks[at], static_cast<unsigned>(at));
  }
  for (std::size_t at = 0; at < 40; ++at) {
    if (blocks[at].data() != nullptr) {
      EXPECT_TRUE(is_filled(blocks[at], static_cast<unsigned>(at)));
    }
  }
}

}  // namespace
}  // namespace sinter
