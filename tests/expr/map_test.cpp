#include <atomic>
#include <cmath>
#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>
#include <string>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

constexpr mode modes[] = {mode::automatic, mode::per_op, mode::fused, mode::blocked};

double plain_function(double x) { return x > 2 ? x * 10 : -x; }

TEST(Map, GenericLambdasTakeRegisters) {
  for (index_t n : {1, 3, 8, 61, 5000}) {
    auto const a = linspace(0, 4, n), b = linspace(1, 3, n);
    std::atomic<int> calls{0};
    ndarray<double, 1> const c = map(
        [&](auto x, auto y) {
          ++calls;
          return where(x > y, sqrt(x) * 2, y + 1);
        },
        a, b);
    for (index_t i = 0; i < n; ++i) ASSERT_EQ(c(i), a(i) > b(i) ? std::sqrt(a(i)) * 2 : b(i) + 1);
    EXPECT_LE(calls, n / 2 + 8);
  }
}

TEST(Map, PlainFunctionsTakeElements) {
  ndarray<double, 1> const a{1, 2, 3};
  ndarray<double, 1> const wanted{-1, -2, 30};
  EXPECT_TRUE(all(map(plain_function, a) == wanted));
  EXPECT_TRUE(all(map(&plain_function, a) == wanted));
  EXPECT_TRUE(all(map([](double x) { return plain_function(x); }, a) == wanted));
}

TEST(Map, FunctionsOfElementsAreCalledForNoOthers) {
  for (index_t n = 0; n < 70; ++n) {
    auto const a = full({n}, 3.0f);
    std::atomic<index_t> calls{0};
    auto const b = eval(map(
        [&](float x) {
          ++calls;
          if (x != 3) throw std::logic_error("an element that is not in the array");
          return x;
        },
        a));
    ASSERT_EQ(calls, n);
    ASSERT_TRUE(all(b == 3.0f));
  }
}

TEST(Map, WhatAFunctionCostsIsMeasured) {
  auto const a = full({40'000}, 1.5);
  auto out = empty<double>({40'000});
  auto const statement = [&] {
    return map(
        [](double x) {
          for (int i = 0; i < 30; ++i) x = x / (x + 1) + 0.25;
          return x;
        },
        a);
  };
  double const guess = explain(out, statement()).predicted_ns;
  out = statement();
  EXPECT_GT(explain(out, statement()).predicted_ns, 10 * guess);
}

TEST(Map, CapturesAndMixedTypes) {
  ndarray<std::uint8_t, 1> const a{1, 2, 200};
  ndarray<double, 1> const b{0.5, 1.5, 2.5};
  double const factor = 4;
  auto const shared = std::make_shared<int>(7);
  auto const c = eval(map([factor, shared](std::uint8_t x, double y) { return x * y * factor + *shared; }, a, b));
  EXPECT_TRUE(all(c == ndarray<double, 1>{9, 19, 2007}));
  auto const d = eval(map([](std::uint8_t x) { return x > 1; }, a));
  static_assert(std::is_same_v<decltype(d)::value_type, bool>);
  EXPECT_TRUE(!d(0) && d(1) && d(2));
  auto const e = eval(map([](auto x) { return x > 1; }, a));
  static_assert(std::is_same_v<decltype(e)::value_type, bool>);
  EXPECT_TRUE(!e(0) && e(1) && e(2));
  auto const f = eval(map([](std::uint8_t x) { return static_cast<long long>(x) << 40; }, a));
  static_assert(std::is_same_v<decltype(f)::value_type, std::int64_t>);
  EXPECT_EQ(f(2), 200ll << 40);
}

TEST(Map, InsideAnExpressionAndInEveryMode) {
  auto const a = linspace(-2, 2, 301);
  auto const wanted = eval((a * a + 1) * 2 - a);
  for (mode const how : modes) {
    auto out = empty<double>({301});
    assign(out, map([](auto x) { return x * x + 1; }, a) * 2 - a, {.mode = how});
    EXPECT_TRUE(all(out == wanted)) << to_string(how);
    assign(out, map([](double x) { return x * x + 1; }, a + 0.0) * 2 - a, {.mode = how});
    EXPECT_TRUE(all(out == wanted)) << to_string(how);
  }
}

struct broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

TEST(Map, WhatTheFunctionThrowsComesOut) {
  auto const a = linspace(0, 1, 400'000);
  auto out = empty<double>({400'000});
  for (int const threads : {1, 2, 3}) {
    for (double const where_to_throw : {0.0, 0.4, 1.0}) {
      auto const function = [&](double x) {
        if (x >= where_to_throw) throw broken("at " + std::to_string(where_to_throw));
        return x;
      };
      try {
        assign(out, map(function, a), {.threads = threads});
        ADD_FAILURE() << threads << " threads";
      } catch (broken const& failure) {
        EXPECT_EQ(failure.what(), "at " + std::to_string(where_to_throw));
      }
      assign(out, a * 2, {.threads = threads});  // and the threads still work
      ASSERT_EQ(out(399'999), 2.0);
    }
  }
}

// Of several failures the one of the first element that failed comes out, for every number of threads.
TEST(Map, TheFirstOfSeveralFailuresComesOut) {
  auto const a = arange<std::int64_t>(0, 400'000, 1);
  auto out = empty<std::int64_t>({400'000});
  for (int const threads : {1, 2, 3}) {
    try {
      assign(out,
             map(
                 [](std::int64_t x) -> std::int64_t {
                   if (x % 100'000 == 99'999) throw broken(std::to_string(x));
                   return x;
                 },
                 a),
             {.threads = threads});
      ADD_FAILURE();
    } catch (broken const& failure) {
      EXPECT_STREQ(failure.what(), "99999") << threads << " threads";
    }
  }
}

TEST(Map, StatementsInsideTheFunctionWork) {
  auto const a = linspace(0, 1, 200'000);
  auto out = empty<double>({200'000});
  assign(out,
         map(
             [](double x) {
               if (x != 0 && x != 1) return x;
               auto inner = full({100'000}, x);
               assign(inner, inner + 1, {.threads = 2});
               return inner(99'999);
             },
             a),
         {.threads = 2});
  EXPECT_EQ(out(0), 1);
  EXPECT_EQ(out(199'999), 2);
}

}  // namespace
}  // namespace sinter
