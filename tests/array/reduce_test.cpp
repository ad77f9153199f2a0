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

}  // namespace
}  // namespace sinter
