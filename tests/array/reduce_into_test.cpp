#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <string>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

ndarray<double, 3> cube(index_t x, index_t y, index_t z) {
  auto a = empty<double>({x, y, z});
  double value = 0.1;
  for (double& one : a) one = (value = value * 1.7 - std::floor(value * 1.7)) - 0.5;
  return a;
}

template <class A, class B>
void expect_same_bits(A const& a, B const& b) {
  ASSERT_EQ(a.size(), b.size());
  auto const copy = eval(a + 0 * a);
  EXPECT_TRUE(all(copy == b));
}

TEST(ReduceInto, GivesWhatANewArrayWouldHold) {
  for (index_t const x : {1, 3, 40}) {
    for (index_t const z : {1, 5, 16, 300}) {
      auto const a = cube(x, 7, z);
      auto out = empty<double>({x, z});
      double const* const data = out.data();
      auto const result = sum(a * 2.0, axis(1), into(out));
      EXPECT_EQ(result.data(), data);
      expect_same_bits(out, sum(a * 2.0, axis(1)));
      max(a, axis(1), into(out));
      expect_same_bits(out, max(a, axis(1)));
      mean(a, axis(1), into(out));
      expect_same_bits(out, mean(a, axis(1)));
      var(a, axis(1), into(out), correction(1));
      expect_same_bits(out, var(a, axis(1), correction(1)));
      stddev(a, axis(1), into(out));
      expect_same_bits(out, stddev(a, axis(1)));
      norm(a, axis(1), into(out));
      expect_same_bits(out, norm(a, axis(1)));
      auto kept = empty<double>({x, 1, z});
      prod(a, axis(1), keepdims, into(kept));
      expect_same_bits(kept, prod(a, axis(1), keepdims));
      var(a, axis(1), keepdims, into(kept));
      expect_same_bits(kept, var(a, axis(1), keepdims));
      EXPECT_EQ(out.data(), data);
    }
  }
}

TEST(ReduceInto, ViewsOfEveryLayout) {
  auto const a = cube(6, 20, 30);
  auto board = zeros<double>({40, 70});
  board = -1;
  auto const out = board(range(1, 12, 2), range(69, 9, -2));
  sum(a, axis(1), into(out));
  expect_same_bits(out, sum(a, axis(1)));
  EXPECT_EQ(count_nonzero(board != -1.0), count_nonzero(out != -1.0));
  auto rows = zeros<double>({3, 20});
  sum(a(0, all, all), axis(1), into(rows(1, all)));
  expect_same_bits(rows(1, all), sum(a(0, all, all), axis(1)));
  EXPECT_TRUE(all(rows(0, all) == 0.0) && all(rows(2, all) == 0.0));
}

TEST(ReduceInto, OverlapIsRight) {
  auto a = cube(8, 30, 50);
  auto const wanted = sum(a, axis(1));
  sum(a, axis(1), into(a(all, 3, all)));
  expect_same_bits(a(all, 3, all), wanted);
  auto const square = cube(1, 64, 64);
  ndarray<double, 2> b(square(0, all, all));
  auto const means = mean(b, axis(0));
  mean(b, axis(0), into(b(0, all)));
  expect_same_bits(b(0, all), means);
  auto const spread = var(b, axis(1));
  var(b, axis(1), into(b(all, 63)));
  expect_same_bits(b(all, 63), spread);
}

TEST(ReduceInto, OtherTypes) {
  ndarray<std::int8_t, 2> const i{{100, 100}, {1, 2}};
  auto sums = empty<std::int64_t>({2});
  sum(i, axis(1), into(sums));
  EXPECT_TRUE(all(sums == ndarray<std::int64_t, 1>{200, 3}));
  argmax(i, axis(0), into(sums));
  EXPECT_TRUE(all(sums == ndarray<std::int64_t, 1>{0, 0}));
  auto flags = empty<bool>({2});
  any(i == 2, axis(1), into(flags));
  EXPECT_TRUE(!flags(0) && flags(1));
  ndarray<double, dynamic_rank> const d = cube(3, 4, 5);
  ndarray<double, dynamic_rank> out(sum(d, axis(0)));
  out = 0;
  sum(d, axis(0), into(out));
  EXPECT_TRUE(all(out == sum(d, axis(0))));
  auto fixed = empty<double>({4, 5});
  sum(d, axis(0), into(fixed));
  EXPECT_TRUE(all(fixed == sum(d, axis(0))));
}

TEST(ReduceInto, WritesNothingWhereItThrows) {
  auto const a = cube(2, 3, 4);
  auto out = zeros<double>({2, 3});
  try {
    sum(a, axis(1), into(out));
    FAIL();
  } catch (shape_error const& error) {
    EXPECT_STREQ(error.what(), "sum: into() was given an array of shape (2, 3), but the result has shape (2, 4)");
  }
  EXPECT_THROW(sum(a, axis(3), into(out)), shape_error);
  EXPECT_THROW(min(zeros<double>({2, 3, 0}), axis(2), into(out)), shape_error);
  EXPECT_TRUE(all(out == 0.0));
  auto nothing = zeros<double>({0, 3});
  sum(zeros<double>({0, 3, 5}), axis(2), into(nothing));
  out = 7;
  sum(zeros<double>({2, 3, 0}), axis(2), into(out));
  EXPECT_TRUE(all(out == 0.0));
}

}  // namespace
}  // namespace sinter
