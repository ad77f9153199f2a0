#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <new>
#include <string>
#include <vector>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

TEST(Create, ShapesGiveTheRank) {
  auto const a = zeros<float>({2, 3});
  static_assert(std::is_same_v<std::remove_const_t<decltype(a)>, ndarray<float, 2>>);
  EXPECT_EQ(a.size(), 6);
  auto const b = ones<int>(std::vector<index_t>{4, 1, 2});
  static_assert(std::is_same_v<std::remove_const_t<decltype(b)>, ndarray<int, dynamic_rank>>);
  EXPECT_EQ(b.rank(), 3);
  EXPECT_TRUE(all(a == 0) && all(b == 1));
  auto const c = full({3}, 2.5f);
  static_assert(std::is_same_v<decltype(c)::value_type, float>);
  EXPECT_TRUE(all(c == 2.5f));
  EXPECT_EQ(zeros<double>(std::vector<index_t>{}).size(), 1);
  EXPECT_EQ((ndarray<double, 0>().size()), 1);
  EXPECT_EQ((ndarray<double, 2>().size()), 0);
}

TEST(Create, MemoryIsAlignedWhateverTheSize) {
  for (index_t n = 1; n < 70; ++n) {
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(empty<std::int8_t>({n}).data()) % 64, 0u);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(empty<double>({n, 3}).data()) % 64, 0u);
  }
}

TEST(Create, BracesAreData) {
  ndarray<double, 2> const a = {{1, 2, 3}, {4, 5, 6}};
  EXPECT_EQ(detail::to_string(a.shape()), "(2, 3)");
  EXPECT_EQ(a(1, 0), 4);
  ndarray<int, 1> const b{2, 3};
  EXPECT_EQ(b.size(), 2);
  ndarray<int, 3> const c{{{1}, {2}}, {{3}, {4}}, {{5}, {6}}};
  EXPECT_EQ(detail::to_string(c.shape()), "(3, 2, 1)");
  EXPECT_EQ(c(2, 1, 0), 6);
  EXPECT_THROW((ndarray<int, 2>{{1, 2}, {3}}), shape_error);
  EXPECT_THROW((ndarray<int, 3>{{{1}, {2}}, {{3}}}), shape_error);
  EXPECT_THROW((ndarray<int, 3>{{{1}, {2}}, {{3}, {4, 5}}}), shape_error);
  EXPECT_THROW((ndarray<int, 2>{{}, {1}}), shape_error);
}

TEST(Create, Ranges) {
  EXPECT_TRUE(all(arange<int>(2, 11, 3) == ndarray<int, 1>{2, 5, 8}));
  EXPECT_TRUE(all(arange<int>(5, 0, -2) == ndarray<int, 1>{5, 3, 1}));
  EXPECT_TRUE(all(arange<double>(0, 1, 0.25) == ndarray<double, 1>{0, 0.25, 0.5, 0.75}));
  EXPECT_EQ(arange<int>(3, 3, 1).size(), 0);
  EXPECT_EQ(arange<int>(3, 1, 1).size(), 0);
  EXPECT_EQ(arange<std::int64_t>(9007199254740993, 9007199254740995, 1)(0), 9007199254740993);
  EXPECT_EQ(arange<std::int64_t>(9007199254740993, 9007199254740996, 1).size(), 3);
  EXPECT_THROW(arange<int>(0, 5, 0), shape_error);
  EXPECT_THROW(arange<double>(0, NAN, 1), shape_error);
  EXPECT_THROW(arange<double>(0, INFINITY, 1), shape_error);
}

TEST(Create, Linspace) {
  auto const a = linspace(-1, 1, 5);
  EXPECT_TRUE(all(a == ndarray<double, 1>{-1, -0.5, 0, 0.5, 1}));
  EXPECT_EQ(linspace(0, 0.3, 4)(3), 0.3);
  EXPECT_EQ(linspace(2, 3, 1)(0), 2);
  EXPECT_EQ(linspace(2, 3, 0).size(), 0);
  EXPECT_THROW(linspace(0, 1, -1), shape_error);
  EXPECT_EQ(linspace<float>(0, 1, 3)(1), 0.5f);
}

TEST(Create, UnitMatrix) {
  auto const a = eye<int>(3);
  EXPECT_TRUE(all(a == ndarray<int, 2>{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
}

TEST(Create, ImpossibleShapesThrow) {
  constexpr index_t huge = std::numeric_limits<index_t>::max();
  EXPECT_THROW(zeros<double>({huge, huge}), shape_error);
  EXPECT_THROW(zeros<double>({huge}), shape_error);
  EXPECT_THROW(zeros<std::uint8_t>({huge, 2}), shape_error);
  EXPECT_THROW(zeros<double>({index_t{1} << 32, 0, index_t{1} << 32}), shape_error);
  EXPECT_THROW(zeros<double>({-1}), shape_error);
  EXPECT_THROW(zeros<double>({-1, -1}), shape_error);
  EXPECT_THROW(zeros<double>(std::vector<index_t>(33, 1)), shape_error);
  EXPECT_EQ(zeros<double>(std::vector<index_t>(32, 1)).size(), 1);
  double x = 0;
  EXPECT_THROW((view<double, 2>(&x, {huge, huge})), shape_error);
  EXPECT_THROW((view<double, 1>(&x, {-1})), shape_error);
  try {
    zeros<double>({huge, 3});
  } catch (shape_error const& failure) {
    EXPECT_NE(std::string(failure.what()).find(std::to_string(huge)), std::string::npos) << failure.what();
  }
}

// Expressions can have shapes that nothing can hold.
TEST(Create, FailedResultsLeaveEverythingAsItWas) {
  if (detail::pool_is_bypassed()) GTEST_SKIP() << "a sanitizer ends the program where operator new would throw";
  double one = 3;
  constexpr index_t n = index_t{1} << 40;
  view<double const, dynamic_rank> const tall(&one, {n, 1}, {0, 0}), wide(&one, {1, n}, {0, 0});
  ndarray<double> a = full({2}, 5.0);
  double const* const data = a.data();
  EXPECT_THROW(a = tall * wide, shape_error);
  EXPECT_THROW(eval(tall * wide), shape_error);
  view<double const, 2> const tall_grid(&one, {n, 1}, {0, 0}), wide_grid(&one, {1, n}, {0, 0});
  EXPECT_THROW(eval(tall_grid * wide_grid), shape_error);
  EXPECT_EQ(a.data(), data);
  EXPECT_TRUE(a.size() == 2 && all(a == 5.0));
  ndarray<double, 1> b{1, 2};
  view<double const, 1> const line(&one, {index_t{1} << 58}, {0});
  EXPECT_THROW(b = line + 1, std::bad_alloc);
  EXPECT_TRUE(all(b == ndarray<double, 1>{1, 2}));
}

TEST(Create, AViewAdoptsMemory) {
  double memory[6] = {1, 2, 3, 4, 5, 6};
  view<double, 2> const v(memory, {2, 3});
  EXPECT_EQ(v(1, 2), 6);
  v(0, 0) = 9;
  EXPECT_EQ(memory[0], 9);
  view<double const, 2> const turned(memory + 5, {2, 3}, {-3, -1});
  EXPECT_EQ(turned(1, 2), 9);
  view<double, dynamic_rank> const any = v;
  EXPECT_EQ(any(1, 1), 5);
  view<double> const also(memory, {3, 2});
  EXPECT_EQ(also(2, 1), 6);
}

}  // namespace
}  // namespace sinter
