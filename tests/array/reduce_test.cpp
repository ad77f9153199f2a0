#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <numeric>
#include <string>
#include <vector>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

template <class Element>
ndarray<Element, 3> cube(index_t x, index_t y, index_t z) {
  auto a = empty<Element>({x, y, z});
  std::uint32_t state = 12345;
  for (Element& value : a) {
    state = state * 1664525u + 1013904223u;
    value = static_cast<Element>(static_cast<int>(state >> 24) - 128) / Element(std::is_integral_v<Element> ? 1 : 7);
  }
  return a;
}

TEST(Reduce, TypesAreNumPys) {
  ndarray<std::int8_t, 1> const i{100, 100};
  ndarray<std::uint8_t, 1> const u{200, 200};
  ndarray<bool, 1> const b{true, true};
  ndarray<float, 1> const f{1, 2};
  static_assert(std::is_same_v<decltype(sum(i)), std::int64_t> && std::is_same_v<decltype(sum(u)), std::uint64_t>);
  static_assert(std::is_same_v<decltype(sum(b)), std::int64_t> && std::is_same_v<decltype(sum(f)), float>);
  static_assert(std::is_same_v<decltype(prod(i)), std::int64_t> && std::is_same_v<decltype(max(i)), std::int8_t>);
  static_assert(std::is_same_v<decltype(mean(i)), double> && std::is_same_v<decltype(mean(f)), float>);
  static_assert(std::is_same_v<decltype(any(f)), bool> && std::is_same_v<decltype(all(i)), bool>);
  EXPECT_EQ(sum(i), 200);
  EXPECT_EQ(prod(i), 10000);
  EXPECT_EQ(sum(u), 400u);
  EXPECT_EQ(sum(b), 2);
  EXPECT_EQ(mean(i), 100);
  EXPECT_EQ(sum(i + i), -112);  // int8 first, as the expression says
}

TEST(Reduce, OfNothing) {
  auto const none = zeros<double>({0});
  EXPECT_EQ(sum(none), 0);
  EXPECT_EQ(prod(none), 1);
  EXPECT_FALSE(any(none));
  EXPECT_TRUE(all(none));
  EXPECT_TRUE(std::isnan(mean(none)));
  EXPECT_THROW(min(none), shape_error);
  EXPECT_THROW(max(none), shape_error);
  auto const flat = zeros<double>({3, 0});
  EXPECT_EQ(sum(flat, axis(0)).size(), 0);
  EXPECT_TRUE(all(sum(flat, axis(1)) == zeros<double>({3})));
  EXPECT_EQ(max(flat, axis(0)).size(), 0);
  EXPECT_THROW(max(flat, axis(1)), shape_error);
}

TEST(Reduce, NanWhereverItStands) {
  for (index_t n : {1, 7, 33, 200}) {
    for (index_t at = 0; at < n; ++at) {
      auto a = full({n}, 1.0f);
      a(at) = NAN;
      ASSERT_TRUE(std::isnan(max(a)) && std::isnan(min(a)) && std::isnan(sum(a)) && std::isnan(mean(a)))
          << at << " of " << n;
    }
  }
}

template <class Function>
void expect_shape_error(char const* word, Function function) {
  try {
    function();
    ADD_FAILURE() << word;
  } catch (shape_error const& failure) {
    EXPECT_NE(std::string(failure.what()).find(word), std::string::npos) << failure.what();
  }
}

TEST(Reduce, WrongAxesAreNamed) {
  auto const a = zeros<double>({2, 3});
  expect_shape_error("sum", [&] { sum(a, axis(2)); });
  expect_shape_error("max", [&] { max(a, axis(-3)); });
  expect_shape_error("mean", [&] { mean(a, axis(0, 0)); });
  expect_shape_error("sum", [&] { sum(a, axis(1, -1)); });
  expect_shape_error("(2, 3)", [&] { sum(a, axis(5)); });
}

// Columns that are gathered as doubles and folded as bytes: as many as a block of what is read holds.
TEST(Reduce, WideColumnsOfNarrowValues) {
  auto wide = zeros<double>({3, 40000});
  wide(1, all) = 7;
  EXPECT_TRUE(all(max(cast<std::int8_t>(wide(all, every(2))), axis(0)) == 7));
  EXPECT_TRUE(all(max(wide(all, every(2)) + wide(all, every(2)), axis(0)) == 14));
}

// Along every set of axes, against plain loops; integers, so that the order does not matter.
TEST(Reduce, AlongAxes) {
  auto const a = cube<std::int32_t>(4, 5, 67);
  auto const check = [&](auto const& result, bool x, bool y, bool z, bool kept) {
    auto expected = zeros<std::int64_t>({x ? 1 : 4, y ? 1 : 5, z ? 1 : 67});
    for (index_t i = 0; i < 4; ++i) {
      for (index_t j = 0; j < 5; ++j) {
        for (index_t k = 0; k < 67; ++k) expected(x ? 0 : i, y ? 0 : j, z ? 0 : k) += a(i, j, k);
      }
    }
    EXPECT_EQ(result.rank(), kept ? 3 : 3 - x - y - z);
    ASSERT_EQ(result.size(), expected.size());
    EXPECT_TRUE(std::equal(result.begin(), result.end(), expected.begin())) << x << y << z;
  };
  check(sum(a, axis(0)), true, false, false, false);
  check(sum(a, axis(1)), false, true, false, false);
  check(sum(a, axis(-1)), false, false, true, false);
  check(sum(a, axis(0, -1)), true, false, true, false);
  check(sum(a, axis(-1, 0)), true, false, true, false);
  check(sum(a, axis(1, 2)), false, true, true, false);
  check(sum(a, axis(0, 1, 2)), true, true, true, false);
  check(sum(a, axis(1), keepdims), false, true, false, true);
  check(sum(a, axis(0, 2), keepdims), true, false, true, true);
  ndarray<std::int32_t> const dynamic = a;
  check(sum(dynamic, axis(-2)), false, true, false, false);
}

TEST(Reduce, OfExpressionsStridedAndBroadcast) {
  auto const a = cube<double>(6, 7, 50);
  auto const sliced = a(reversed, every(2), range(40, 3, -3));
  auto const copied = eval(sliced + 0);
  EXPECT_EQ(max(sliced), max(copied));
  EXPECT_EQ(min(sliced), min(copied));
  auto const whole = cast<std::int64_t>(floor(copied));
  EXPECT_EQ(sum(cast<std::int64_t>(floor(sliced))), sum(whole));
  auto const rows = max(copied, axis(0));
  auto const transposed = rows.transpose();
  EXPECT_TRUE(all(max(sliced.transpose(), axis(2)) == transposed));
  ndarray<int, 1> const row{1, 2, 3};
  EXPECT_EQ(sum(broadcast_to(row, {1000, 3})), 6000);
  EXPECT_EQ(sum(row + zeros<int>({5, 1})), 30);
  EXPECT_EQ(count_nonzero(row - 2), 2);
  EXPECT_EQ(dot(row, row), 14);
  EXPECT_TRUE(any(a > 18.0) && !all(a > 18.0));
  EXPECT_TRUE(all(any(a > 100.0, axis(0, 1)) == full({50}, false)));
}

template <class Element>
std::vector<Element> all_ways(ndarray<Element, 3> const& a) {
  std::vector<Element> results{sum(a * a - 1), mean(a), prod(a * Element(0.01) + 1), max(a), min(a)};
  for (Element const value : sum(a, axis(0))) results.push_back(value);
  for (Element const value : sum(a * 2, axis(2))) results.push_back(value);
  for (Element const value : mean(a, axis(0, 1))) results.push_back(value);
  results.push_back(sum(a(all, every(2), reversed)));
  return results;
}

template <class Element>
void check_one_tree() {
  auto const a = cube<Element>(31, 17, 301);
  int const threads = settings().threads;
  std::vector<Element> const expected = all_ways(a);
  for (int const count : {1, 2, 3}) {
    for (mode const how : {mode::automatic, mode::per_op, mode::fused, mode::blocked}) {
      settings().threads = count;
      settings().parallel_threshold = 0;
      settings().mode = how;
      std::vector<Element> const got = all_ways(a);
      EXPECT_EQ(std::memcmp(got.data(), expected.data(), got.size() * sizeof(Element)), 0)
          << count << " " << to_string(how);
    }
  }
  settings() = settings_type{};
  settings().threads = threads;
}

TEST(Reduce, OneTreeForEveryThreadCountAndMode) {
  check_one_tree<float>();
  check_one_tree<double>();
}

// A pairwise sum of n numbers is off by at most about log2(n) roundings.
TEST(Reduce, FloatSumsAreAsGoodAsPairwise) {
  for (index_t const n : {1000, 65536, 1000003}) {
    auto const a = eval(cast<float>(linspace(0.1, 1.7, n)));
    double exact = 0;
    for (float const value : a) exact += static_cast<double>(value);
    double const bound = (std::log2(static_cast<double>(n)) + 2) * 0x1p-24;
    EXPECT_LE(std::abs(static_cast<double>(sum(a)) - exact) / exact, bound) << n;
    auto const columns = full({n, 2}, 0.1f);
    double const wanted = static_cast<double>(0.1f) * static_cast<double>(n);
    for (float const value : sum(columns, axis(0)))
      EXPECT_LE(std::abs(static_cast<double>(value) - wanted) / wanted, bound) << n;
  }
}

// Beside a sum in __float128: the whole, rows, columns; the error of pairwise summation or less.
template <class Element>
void check_accuracy(index_t rows, index_t columns) {
  auto a = empty<Element>({rows, columns});
  std::uint32_t state = 99;
  auto next = [&] { return static_cast<Element>((state = state * 1664525u + 1013904223u) * 0x1p-32); };
  for (Element& value : a) value = next();
  auto const error = [](Element got, __float128 exact) { return static_cast<double>((got - exact) / exact); };
  double const unit = std::numeric_limits<Element>::epsilon() / 2;
  auto const bound = [&](index_t n) { return (std::log2(static_cast<double>(n)) + 2) * unit; };
  __float128 whole = 0;
  std::vector<__float128> down(static_cast<std::size_t>(columns));
  auto const along = sum(a, axis(1));
  for (index_t i = 0; i < rows; ++i) {
    __float128 row = 0;
    for (index_t j = 0; j < columns; ++j) row += a(i, j), down[static_cast<std::size_t>(j)] += a(i, j);
    ASSERT_LE(std::abs(error(along(i), row)), bound(columns)) << rows << " " << columns;
    whole += row;
  }
  EXPECT_LE(std::abs(error(sum(a), whole)), bound(a.size())) << rows << " " << columns;
  auto const across = sum(a, axis(0));
  for (index_t j = 0; j < columns; ++j) {
    ASSERT_LE(std::abs(error(across(j), down[static_cast<std::size_t>(j)])), bound(rows)) << rows << " " << columns;
  }
}

TEST(Reduce, AsAccurateAsPairwiseAlongEveryAxis) {
  for (index_t const columns : {1, 3, 16, 100, 3000}) {
    check_accuracy<float>(300000 / columns, columns);
    check_accuracy<double>(300000 / columns, columns);
  }
}

TEST(Reduce, MinusZeroOnlyWhereNothingElseIs) {
  for (index_t const n : {1, 3, 64, 1000}) {
    EXPECT_TRUE(std::signbit(sum(full({n}, -0.0)))) << n;
    EXPECT_TRUE(std::signbit(sum(full({n, 3}, -0.0f), axis(0))(1))) << n;
    EXPECT_TRUE(std::signbit(sum(full({3, n}, -0.0), axis(1))(2))) << n;
  }
  EXPECT_FALSE(std::signbit(sum(zeros<double>({0}))));
  EXPECT_FALSE(std::signbit(sum(zeros<double>({0, 2}), axis(0))(0)));
}

TEST(Reduce, VarianceIsNumPys) {
  ndarray<double, 2> const a{{1, 2, 4}, {7, 11, 16}};
  EXPECT_DOUBLE_EQ(var(a), 447.0 / 6 - (41.0 / 6) * (41.0 / 6));
  EXPECT_DOUBLE_EQ(var(a, correction(1)), var(a) * 6 / 5);
  auto const rows = var(a, axis(1));
  EXPECT_DOUBLE_EQ(rows(0), 14.0 / 9);
  EXPECT_DOUBLE_EQ(rows(1), 122.0 / 9);
  EXPECT_DOUBLE_EQ(var(a, axis(0), correction(1))(2), 72);
  auto const kept = var(a, axis(0), keepdims);
  EXPECT_EQ(kept.shape()[0], 1);
  EXPECT_DOUBLE_EQ(stddev(a, axis(0))(0), 3);
  EXPECT_DOUBLE_EQ(stddev(a, axis(0), keepdims, correction(1))(0, 0), std::sqrt(18.0));
  EXPECT_DOUBLE_EQ(stddev(a), std::sqrt(var(a)));
  ndarray<int, 1> const i{1, 2, 4};
  static_assert(std::is_same_v<decltype(var(i)), double> && std::is_same_v<decltype(var(i + 0.5f)), double>);
  EXPECT_DOUBLE_EQ(var(i), 14.0 / 9);
  EXPECT_TRUE(std::isnan(var(zeros<double>({0}))));
  EXPECT_TRUE(std::isnan(var(zeros<double>({1}), correction(1))));
  EXPECT_TRUE(std::isnan(var(zeros<double>({1}), correction(2))));  // NumPy: never negative
  // Far from zero the sum of squares would have no right digit.
  auto const far = eval(1e9 + arange<double>(0, 1000, 1));
  EXPECT_NEAR(var(far), (1e6 - 1) / 12, 1e-6);
}

TEST(Reduce, NormIsTheEuclideanLength) {
  ndarray<float, 2> const a{{3, 4}, {6, 8}};
  static_assert(std::is_same_v<decltype(norm(a)), float>);
  EXPECT_EQ(norm(a), std::sqrt(125.0f));
  EXPECT_EQ(norm(a, axis(1))(1), 10);
  EXPECT_EQ(norm(a - a), 0);
  ndarray<int, 1> const i{3, -4};
  EXPECT_EQ(norm(i), 5.0);
  EXPECT_EQ(norm(i, axis(0), keepdims).shape()[0], 1);
}

TEST(Reduce, PlacesOfExtremes) {
  ndarray<double, 2> const a{{1, 9, 3}, {9, 2, -4}};
  static_assert(std::is_same_v<decltype(argmax(a)), index_t>);
  EXPECT_EQ(argmax(a), 1);
  EXPECT_EQ(argmin(a), 5);
  EXPECT_EQ(argmin(-a), 1);
  auto const down = argmax(a, axis(0));
  EXPECT_TRUE(down(0) == 1 && down(1) == 0 && down(2) == 0);
  EXPECT_EQ(argmin(a, axis(-1), keepdims)(1, 0), 2);
  EXPECT_EQ(argmax(a > 2.0), 1);
  EXPECT_EQ(argmin(ndarray<double, 1>{0.0, -0.0}), 0);
  EXPECT_EQ(argmax(ndarray<double, 1>{1, NAN, 5, NAN}), 1);
  EXPECT_THROW(argmax(zeros<double>({0})), shape_error);
  EXPECT_THROW(argmin(zeros<double>({3, 0}), axis(1)), shape_error);
  EXPECT_EQ(argmax(zeros<double>({3, 0}), axis(0)).size(), 0);
  expect_shape_error("argmax", [&] { argmax(a, axis(2)); });
  auto long_one = zeros<float>({300000});
  long_one(270001) = 2, long_one(270002) = 2;
  for (int const threads : {1, 2, 3}) {
    settings().threads = threads;
    settings().parallel_threshold = 0;
    EXPECT_EQ(argmax(long_one), 270001);
    EXPECT_EQ(argmin(1 - long_one), 270001);
    settings() = settings_type{};
  }
}

}  // namespace
}  // namespace sinter
