#include <gtest/gtest.h>

#include "property/check_expression.hpp"
#include "property/guarded.hpp"

// Elementary functions within expressions: what stands below them and above them, alone and nested, has the bits that one
// function after the other gives, element by element.

namespace reference {

// The function of one element, by its kernel.
template <class Element, class... Rest, class Function>
value<Element> alone(Function function, Element const& x, Rest const&... rest) {
  value<Element> result{};
  sinter::assign(sinter::view<Element, 1>(&result.v, {1}),
                 function(sinter::view<Element const, 1>(&x, {1}), sinter::view<Rest const, 1>(&rest, {1})...),
                 {.mode = sinter::mode::per_op, .threads = 1});
  return result;
}

template <class Element>
value<Element> exp(value<Element> const& x) {
  return alone([](auto a) { return exp(a); }, x.v);
}
template <class Element>
value<Element> log(value<Element> const& x) {
  return alone([](auto a) { return log(a); }, x.v);
}
template <class Element>
value<Element> sin(value<Element> const& x) {
  return alone([](auto a) { return sin(a); }, x.v);
}
template <class Element>
value<Element> pow(value<Element> const& x, value<Element> const& y) {
  return alone([](auto a, auto b) { return pow(a, b); }, x.v, y.v);
}
template <class Element>
value<Element> pow(value<Element> const& x, double y) {
  return pow(x, value<Element>{static_cast<Element>(y)});
}
template <class Element>
value<Element> hypot(value<Element> const& x, value<Element> const& y) {
  return alone([](auto a, auto b) { return hypot(a, b); }, x.v, y.v);
}

}  // namespace reference

namespace sinter::testing {
namespace {

TEST(Calls, InExpressions) {
  check_expression<double, double, double>("root", [](auto a, auto b, auto c) { return exp(a * b - c); });
  check_expression<float, float, float>("root of an array", [](auto a, auto, auto) { return exp(a); });
  check_expression<double, double, double>("between", [](auto a, auto b, auto c) { return exp(a) * b + sin(c); });
  check_expression<float, float, float>("nested", [](auto a, auto b, auto c) { return log(exp(a) + abs(b)) / c; });
  check_expression<double, double, double>(
      "of two computed", [](auto a, auto b, auto c) { return pow(abs(a) + b, sin(c)) - hypot(a * b, c); });
  check_expression<double, double, double>("with a constant",
                                           [](auto a, auto b, auto c) { return pow(exp(a), 2.5) + pow(b, c); });
  check_expression<double, double, double>(
      "of three", [](auto a, auto b, auto c) { return where(a > b, log(abs(c)), fma(sin(a), exp(b), log(c))); });
}

TEST(Calls, InMixedTypes) {
  check_expression<float, double, std::int16_t>("float and double",
                                                [](auto a, auto b, auto c) { return exp(a) * b - sin(b) * c; });
  check_expression<float, float, double>("comparison", [](auto a, auto b, auto c) { return exp(a) > sin(b) + c; });
  check_expression_into<float, double, double, double>(
      "to float", [](auto a, auto b, auto c) { return exp(a) * 100 + sin(b * c) * 8; });
}

// Rows of several strips, all of which read every second element up to a page that must not be touched.
TEST(Calls, StridedUpToThePage) {
  for (index_t const n : {1, 4, 63, 64, 65, 255, 256, 257, 511, 1000}) {
    index_t const reach = 2 * n - 1;
    guarded const in(static_cast<std::size_t>(reach) * sizeof(double)),
        out(static_cast<std::size_t>(reach) * sizeof(double));
    double* const a = in.last<double>(reach);
    double* const to = out.last<double>(reach);
    for (index_t i = 0; i < reach; ++i) a[i] = static_cast<double>(i) * 0.01;
    for (mode const how : all_modes) {
      std::fill_n(to, reach, -1.0);
      view<double const, 1> const from(a, {n}, {2});
      assign(view<double, 1>(to, {n}, {2}), exp(from) * from, {.mode = how});
      for (index_t i = 0; i < reach; ++i) {
        double const x = a[i];
        double const wanted = i % 2 == 1 ? -1.0 : (exp(reference::value<double>{x}) * reference::value<double>{x}).v;
        ASSERT_TRUE(same_bits(to[i], wanted)) << to_string(how) << " " << n << " at " << i;
      }
    }
  }
}

// What is read is written by the same statement, one place before or at it.
TEST(Calls, InPlaceAndShifted) {
  constexpr index_t n = 1500;
  ndarray<double, 1> const start = linspace(-3, 3, n);
  for (mode const how : all_modes) {
    ndarray<double, 1> all = start;
    assign(all, exp(all) * all + sin(all), {.mode = how});
    ndarray<double, 1> left = start;
    assign(left(to(-1)), exp(left(from(1))), {.mode = how});
    ndarray<double, 1> right = start;
    assign(right(from(1)), exp(right(to(-1))) - right(from(1)), {.mode = how});
    for (index_t i = 0; i < n; ++i) {
      reference::value<double> const x{start(i)}, power = exp(x);
      ASSERT_TRUE(same_bits(all(i), (power * x + sin(x)).v)) << to_string(how) << " " << i;
      if (i > 0) {
        ASSERT_TRUE(same_bits(left(i - 1), power.v)) << to_string(how) << " " << i;
      }
      if (i + 1 < n) {
        ASSERT_TRUE(same_bits(right(i + 1), (power - reference::value<double>{start(i + 1)}).v)) << to_string(how);
      }
    }
  }
}

}  // namespace
}  // namespace sinter::testing
