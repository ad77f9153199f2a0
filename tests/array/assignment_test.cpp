#include <gtest/gtest.h>
#include <utility>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

TEST(Assignment, OfOneShapeKeepsTheMemory) {
  ndarray<double, 1> a{1, 2, 3}, b{4, 5, 6};
  double const* const data = a.data();
  a = b;
  EXPECT_EQ(a.data(), data);
  a = a * 2 + b;
  EXPECT_EQ(a.data(), data);
  a = ndarray<double, 1>{7, 8, 9};
  EXPECT_EQ(a.data(), data);
  a = eval(b + 1);
  EXPECT_EQ(a.data(), data);
  a = 5;
  a += b;
  a = a(reversed);
  EXPECT_EQ(a.data(), data);
  EXPECT_TRUE(all(a == ndarray<double, 1>{11, 10, 9}));
}

TEST(Assignment, OfAnotherShapeTakesNewMemory) {
  ndarray<double, 1> a{1, 2, 3};
  a = a(to(2)) * 10;  // reads what it replaces
  EXPECT_TRUE(a.size() == 2 && a(0) == 10 && a(1) == 20);
  ndarray<double> d = a;
  d = ones<double>({2, 2});
  EXPECT_EQ(d.rank(), 2);
  EXPECT_THROW((a = d), shape_error);
  EXPECT_EQ(a.size(), 2);
}

TEST(Assignment, MovedFromArraysAreEmptyAndUsable) {
  ndarray<double, 2> a = {{1, 2}, {3, 4}};
  double const* const data = a.data();
  ndarray<double, 2> b = std::move(a);
  EXPECT_EQ(b.data(), data);
  EXPECT_EQ(a.size(), 0);  // NOLINT(bugprone-use-after-move)
  a = b + 1;
  EXPECT_EQ(a(1, 1), 5);
  ndarray<double> c = b;
  ndarray<double> e = std::move(c);
  EXPECT_EQ(c.size(), 0);  // NOLINT(bugprone-use-after-move)
  c = e;
  EXPECT_EQ(c.size(), 4);
  auto& itself = c;
  c = std::move(itself);
  EXPECT_EQ(c.size(), 4);
}

TEST(Assignment, ThroughAViewChangesTheElements) {
  auto a = zeros<int>({3, 4});
  a(1, all) = 7;
  a(all, every(3)) += 1;
  a(all, 2) = ndarray<int, 1>{10, 20, 30};
  EXPECT_TRUE(all(a == ndarray<int, 2>{{1, 0, 10, 1}, {8, 7, 20, 8}, {1, 0, 30, 1}}));
  auto v = a(0, all);
  auto const w = a(1, all);
  v = w;
  EXPECT_EQ(a(0, 0), 8);
  a[2] = a[0] * 2;
  EXPECT_EQ(a(2, 3), 16);
}

TEST(Assignment, CompoundOperatorsKeepTheType) {
  ndarray<float, 1> a{1, 2, 3};
  a *= 2.5;
  a -= ndarray<int, 1>{1, 1, 1};
  a /= 2;
  EXPECT_TRUE(all(a == ndarray<float, 1>{0.75f, 2, 3.25f}));
  ndarray<std::uint8_t, 1> b{250, 3, 16};
  b += 10;
  b <<= 1;
  b ^= 1;
  EXPECT_TRUE(all(b == ndarray<std::uint8_t, 1>{9, 27, 53}));
  b %= 10;
  b |= 64;
  b &= 0x4f;
  b >>= 1;
  EXPECT_TRUE(all(b == ndarray<std::uint8_t, 1>{36, 35, 33}));
  ndarray<std::int32_t, 1> c{1, 2};
  c += ndarray<std::int64_t, 1>{5, 6};
  EXPECT_TRUE(all(c == ndarray<std::int32_t, 1>{6, 8}));
  double const* const data = nullptr;
  EXPECT_NE(reinterpret_cast<double const*>(c.data()), data);
}

// Trees hold what would otherwise be gone: nothing here may read freed memory (the sanitizers look).
TEST(Assignment, TemporariesLiveInTheExpression) {
  auto const make = [] { return full({1000}, 2.0); };
  auto const expression = make() * make() + 1;
  auto const nested = expression * expression;
  ndarray<double, 1> const a = nested;
  EXPECT_TRUE(all(a == 25.0));
  auto const again = eval(where(expression > 4, sqrt(make() + 2), make()));
  EXPECT_TRUE(all(again == 2.0));
}

TEST(Assignment, RankZero) {
  ndarray<double, 0> a;
  a = 3;
  auto const b = eval(a * 2 + ndarray<double, 1>{1, 2});
  EXPECT_TRUE(all(b == ndarray<double, 1>{7, 8}));
  EXPECT_EQ(a(), 3);
  auto const c = eval(a + a);
  static_assert(decltype(c)::static_rank == 0);
  EXPECT_EQ(c(), 6);
}

TEST(Assignment, EmptyArrays) {
  auto a = zeros<double>({0, 3});
  a = a + 1;
  a += 2;
  auto const b = eval(sqrt(a) * ones<double>({1, 3}));
  EXPECT_EQ(b.size(), 0);
  EXPECT_EQ(detail::to_string(b.shape()), "(0, 3)");
  auto const c = eval(zeros<double>({3, 0}) + zeros<float>({3, 1}));
  EXPECT_EQ(detail::to_string(c.shape()), "(3, 0)");
}

}  // namespace
}  // namespace sinter
