#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include <sinter/expr/functions.hpp>
#include <sinter/expr/math.hpp>
#include <sinter/simd/batch.hpp>

// The registers that a generic lambda given to map() works with.

namespace sinter {
namespace {

template <class Element, int Lanes>
batch<Element, Lanes> counting(Element from) {
  batch<Element, Lanes> result;
  for (int i = 0; i < Lanes; ++i) result.value[i] = static_cast<Element>(from + Element(i));
  return result;
}

template <class Element, int Lanes>
void check_arithmetic() {
  auto const a = counting<Element, Lanes>(Element(1));
  auto const b = counting<Element, Lanes>(Element(3));
  auto c = a * b - a + 2;
  c += b;
  for (int i = 0; i < Lanes; ++i) {
    EXPECT_EQ(c[i], static_cast<Element>(a[i] * b[i] - a[i] + 2 + b[i]));
    EXPECT_EQ((a < b)[i], a[i] < b[i]);
    EXPECT_EQ((a == 2)[i], a[i] == 2);
    EXPECT_EQ(where(a > 2, a, b)[i], a[i] > 2 ? a[i] : b[i]);
    EXPECT_EQ(where(a > 2, a, 9)[i], a[i] > 2 ? a[i] : 9);
    EXPECT_EQ(((a > 2) & (a < 4))[i], a[i] > 2 && a[i] < 4);
    EXPECT_EQ((!(a > 2) || (a == 4))[i], !(a[i] > 2) || a[i] == 4);
    EXPECT_EQ(maximum(a, 3)[i], a[i] > 3 ? a[i] : 3);
  }
}

TEST(Batch, ArithmeticOfEveryWidth) {
  check_arithmetic<std::int8_t, 2>();
  check_arithmetic<std::int8_t, 16>();
  check_arithmetic<std::uint16_t, 8>();
  check_arithmetic<std::int32_t, 4>();
  check_arithmetic<std::int64_t, 2>();
  check_arithmetic<float, 2>();
  check_arithmetic<float, 4>();
  check_arithmetic<double, 1>();
  check_arithmetic<double, 2>();
}

TEST(Batch, IntegersWrapAround) {
  batch<std::int32_t, 4> const most(std::numeric_limits<std::int32_t>::max());
  EXPECT_EQ((most + 1)[3], std::numeric_limits<std::int32_t>::min());
  EXPECT_EQ((-(most + 1))[0], std::numeric_limits<std::int32_t>::min());
  EXPECT_EQ((~most & 5)[1], 0);
}

TEST(Batch, ASplatKeepsNegativeZero) {
  EXPECT_TRUE(std::signbit(batch<double, 2>(-0.0)[1]));
  EXPECT_TRUE(std::signbit((-batch<float, 4>(0.0f))[2]));
}

TEST(Batch, MasksChangeWidth) {
  auto const wide = counting<double, 2>(0) > 0;
  auto const narrow = wide.resized<1>();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(narrow[i], wide[i]);
  EXPECT_EQ(where(narrow, counting<double, 2>(0), -1.0)[1], 1.0);
}

TEST(Batch, FunctionsOfRegisters) {
  batch<double, 2> const x(2.25);
  EXPECT_EQ(sqrt(x)[1], 1.5);
  EXPECT_EQ(floor(x)[0], 2.0);
  EXPECT_EQ(fma(x, x, 1)[0], 2.25 * 2.25 + 1);
  EXPECT_EQ(abs(-x)[1], 2.25);
  EXPECT_NEAR(exp(x)[1], std::exp(2.25), 1e-14);
}

}  // namespace
}  // namespace sinter
