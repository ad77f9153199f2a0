#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

#include <sinter/sinter.hpp>

#include "property/guarded.hpp"

// sin and cos of the same values are computed together: bit for bit what each gives alone, wherever the values lie.

namespace sinter {
namespace {

using testing::guarded;

template <class Element>
struct turns : ::testing::Test {
  static Element angle(index_t i) {
    using limits = std::numeric_limits<Element>;
    constexpr Element rare[] = {Element(0),         -Element(0),    limits::infinity(), limits::quiet_NaN(),
                                limits::max(),      -limits::max(), limits::min(),      limits::denorm_min(),
                                Element(16777216.), Element(-3e5),  Element(1e30),      Element(1.5707963)};
    return i % 97 == 41 ? rare[i / 97 % 12] : static_cast<Element>(i * 37 % 211 - 105) / Element(16);
  }

  static void expect_same(view<Element const, 1> found, view<Element const, 1> expected) {
    for (index_t i = 0; i < expected.size(); ++i) {
      Element const a = found(i), b = expected(i);
      if (std::isnan(a) && std::isnan(b)) continue;  // a sum of two has the sign of either
      ASSERT_EQ(std::memcmp(&a, &b, sizeof(Element)), 0) << expected.size() << ", " << i << ": " << a << ", " << b;
    }
  }
};
using elements = ::testing::Types<float, double>;
TYPED_TEST_SUITE(turns, elements);

TYPED_TEST(turns, OfOneArrayOfAnyLength) {
  using type = TypeParam;
  constexpr index_t longest = 5000;
  guarded const a_page(longest * sizeof(type)), out_page(longest * sizeof(type));
  for (index_t n = 0; n <= longest; n += n < 150 ? 1 : 211) {
    view<type, 1> const a(a_page.last<type>(n), {n}), out(out_page.last<type>(n), {n});
    for (index_t i = 0; i < n; ++i) a(i) = this->angle(i + n);
    ndarray<type, 1> const sine = eval(sin(a)), cosine = eval(cos(a));
    out = sin(a) - cos(a);
    this->expect_same(out, eval(sine - cosine));
    out = type{2} * cos(a) + sin(a);
    this->expect_same(out, eval(type{2} * cosine + sine));
    auto const [s, c] = sincos(a);
    ndarray<type, 1> const both = eval(s * c);
    this->expect_same(both, eval(sine * cosine));
    a = square(sin(a)) + type{3} * cos(a);  // in place
    this->expect_same(a, eval(square(sine) + type{3} * cosine));
  }
}

TYPED_TEST(turns, OfSeveralArraysAndMoreThanOnce) {
  using type = TypeParam;
  constexpr index_t n = 3001;
  auto a = zeros<type>({n}), b = zeros<type>({n});
  for (index_t i = 0; i < n; ++i) a(i) = this->angle(i), b(i) = this->angle(5 * i + 3);
  ndarray<type, 1> const sa = eval(sin(a)), ca = eval(cos(a)), sb = eval(sin(b)), cb = eval(cos(b));
  ndarray<type, 1> out = eval(sin(a) * cos(b) + cos(a) * sin(b));
  this->expect_same(out, eval(sa * cb + ca * sb));
  out = sin(a) + cos(a) * (cos(a) - sin(b)) + sin(a) * cos(b);
  this->expect_same(out, eval(sa + ca * (ca - sb) + sa * cb));
  out = cos(a) + sin(a) + sin(a) + exp(cos(b)) + sin(b);
  this->expect_same(out, eval(ca + sa + sa + exp(cb) + sb));
  out = sin(a) + cos(type{1} * a);  // of an expression: alone
  this->expect_same(out, eval(sa + ca));
}

// Rows of a grid, columns that stand still along them, every second element, and one array read in two ways.
TYPED_TEST(turns, OfViews) {
  using type = TypeParam;
  constexpr index_t high = 7, wide = 150;
  auto grid = zeros<type>({high, 2 * wide});
  for (index_t i = 0; i < grid.size(); ++i) grid.data()[i] = this->angle(i);
  ndarray<type, 2> const s = eval(sin(grid)), c = eval(cos(grid));
  auto const check = [&](auto const& pick) {
    ndarray<type, 2> const found = eval(sin(pick(grid)) - type{2} * cos(pick(grid)));
    ndarray<type, 2> const expected = eval(pick(s) - type{2} * pick(c));
    this->expect_same(found.reshape({found.size()}), expected.reshape({expected.size()}));
  };
  check([](auto& from) { return from(all, to(wide)); });
  check([](auto& from) { return from(all, every(2)); });
  check([](auto& from) { return from(reversed, range(3, 3 + wide)); });

  auto out = zeros<type>({high, wide});
  auto const column = grid(all, range(0, 1)), rows = grid(all, to(wide));
  out = sin(rows) + cos(column) * sin(column);  // the same first element
  ndarray<type, 2> const expected = eval(s(all, to(wide)) + c(all, range(0, 1)) * s(all, range(0, 1)));
  this->expect_same(out.reshape({out.size()}), expected.reshape({expected.size()}));
  out = sin(rows) * cos(grid(all, every(2)));
  ndarray<type, 2> const crossed = eval(s(all, to(wide)) * c(all, every(2)));
  this->expect_same(out.reshape({out.size()}), crossed.reshape({crossed.size()}));
}

}  // namespace
}  // namespace sinter
