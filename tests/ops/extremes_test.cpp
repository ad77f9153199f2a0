#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

constexpr mode modes[] = {mode::automatic, mode::per_op, mode::fused, mode::blocked};

template <class Float>
class Extremes : public ::testing::Test {};
using float_types = ::testing::Types<float, double>;
TYPED_TEST_SUITE(Extremes, float_types);

// A NaN in one lane, on either side: exactly that element is NaN.
TYPED_TEST(Extremes, NanPropagatesFromEveryLane) {
  using number = TypeParam;
  constexpr index_t n = 37;
  for (mode const how : modes) {
    for (index_t lane = 0; lane < n; ++lane) {
      for (bool const left : {true, false}) {
        auto a = full({n}, number(1)), b = full({n}, number(2)), high = empty<number>({n}), low = empty<number>({n});
        (left ? a : b)(lane) = std::numeric_limits<number>::quiet_NaN();
        assign(high, maximum(a, b), {.mode = how});
        assign(low, minimum(a, b), {.mode = how});
        for (index_t i = 0; i < n; ++i) {
          ASSERT_EQ(std::isnan(high(i)), i == lane) << to_string(how) << " lane " << lane;
          ASSERT_EQ(std::isnan(low(i)), i == lane) << to_string(how) << " lane " << lane;
          ASSERT_TRUE(i == lane || (high(i) == 2 && low(i) == 1));
        }
        assign(high, clip(a, 0, b), {.mode = how});
        for (index_t i = 0; i < n; ++i) ASSERT_EQ(std::isnan(high(i)), i == lane);
      }
    }
  }
}

TYPED_TEST(Extremes, OfInfinities) {
  using number = TypeParam;
  constexpr number infinity = std::numeric_limits<number>::infinity();
  ndarray<number, 1> const a{infinity, -infinity, 1, infinity}, b{1, 1, -infinity, -infinity};
  for (mode const how : modes) {
    auto high = empty<number>({4}), low = empty<number>({4});
    assign(high, maximum(a, b), {.mode = how});
    assign(low, minimum(a, b), {.mode = how});
    EXPECT_TRUE(all(high == ndarray<number, 1>{infinity, 1, 1, infinity}));
    EXPECT_TRUE(all(low == ndarray<number, 1>{1, -infinity, -infinity, -infinity}));
  }
}

// The sign of zero survives what IEEE 754 says it survives.
TYPED_TEST(Extremes, NegativeZero) {
  using number = TypeParam;
  for (mode const how : modes) {
    for (index_t const n : {1, 5, 16, 21}) {
      auto out = empty<number>({n});
      auto const minus = full({n}, -number(0)), plus = full({n}, number(0));
      auto const expect = [&](bool negative, auto&& expression, char const* what) {
        assign(out, expression, {.mode = how});
        for (index_t i = 0; i < n; ++i) {
          ASSERT_EQ(out(i), 0) << what;
          ASSERT_EQ(std::signbit(out(i)), negative) << what << ", " << to_string(how) << " " << i << " of " << n;
        }
      };
      expect(true, -plus, "-(+0)");
      expect(false, -minus, "-(-0)");
      expect(false, abs(minus), "abs(-0)");
      expect(true, sqrt(minus), "sqrt(-0)");
      expect(false, minus + plus, "-0 + 0");
      expect(true, minus + minus, "-0 + -0");
      expect(false, minus - minus, "-0 - -0");
      expect(true, minus * 1, "-0 * 1");
      expect(true, plus * -1, "0 * -1");
      expect(true, where(minus == plus, minus, plus), "where");
      expect(true, cast<number>(cast<double>(minus)), "casts");
      expect(true, minus + -number(0), "-0 + scalar -0");
      assign(out, number(1) / minus, {.mode = how});
      ASSERT_EQ(out(0), -std::numeric_limits<number>::infinity());
    }
  }
}

TEST(Where, PicksWithoutTouchingTheOther) {
  ndarray<bool, 1> const c{true, false, true, false, true};
  ndarray<double, 1> const x{1, NAN, 3, NAN, 5}, y{NAN, 2, NAN, 4, NAN};
  for (mode const how : modes) {
    auto out = empty<double>({5});
    assign(out, where(c, x, y), {.mode = how});
    EXPECT_TRUE(all(out == ndarray<double, 1>{1, 2, 3, 4, 5})) << to_string(how);
  }
}

}  // namespace
}  // namespace sinter
