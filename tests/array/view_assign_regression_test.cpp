#include <cmath>
#include <concepts>
#include <gtest/gtest.h>
#include <utility>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

static_assert(std::copyable<view<double, 1>>);

// A named array on the right of a view that is not const: neither overload of the assignment may be as good as the other.
TEST(ViewAssign, TakesANamedArray) {
  ndarray<int, 1> a{1, 2, 3, 4, 5, 6};
  ndarray<int, 1> b{7, 8, 9};
  a(range(0, 3)) = b;
  view<int, 1> tail = a(from(3));
  tail = b;
  auto const head = a(to(2));
  head = ndarray<int, 1>{0, 1};
  EXPECT_TRUE(all(a == ndarray<int, 1>{0, 1, 9, 7, 8, 9}));
  tail = a(to(3));
  view<int, 1> other = a(to(3));
  other = tail(reversed);
  EXPECT_TRUE(all(a == ndarray<int, 1>{9, 1, 0, 0, 1, 9}));
}

ndarray<double, 1> const five_values() { return {1, 2, 3, 4, 5}; }

// An array that a function returns as const cannot be moved from: the expression keeps a copy.
TEST(ConstRvalue, IsKeptByTheExpression) {
  auto const expression = five_values() + 1;
  auto const other = zeros<double>({5});  // may take the memory of what died
  EXPECT_TRUE(all(eval(expression + other) == ndarray<double, 1>{2, 3, 4, 5, 6}));
}

TEST(MovedFrom, ArrayWithoutAxesCanBeAssignedTo) {
  ndarray<double, 0> a, b;
  b = 2.0;
  ndarray<double, 0> taken = std::move(a);
  a = b;
  EXPECT_EQ(a(), 2);
  taken = std::move(a);
  a = b + 1;
  EXPECT_EQ(a(), 3);
  taken = ndarray<double, 0>(std::move(a));
  a = 5;
  EXPECT_EQ(a(), 5);
}

TEST(FloatingScalar, ThatDoesNotFitThrows) {
  ndarray<std::int8_t, 1> small{1, 2};
  ndarray<std::uint64_t, 1> large{1, 2};
  EXPECT_THROW(small = 300.0, type_error);
  EXPECT_THROW(small = -129.0, type_error);
  EXPECT_THROW(small = NAN, type_error);
  EXPECT_THROW(small(all) = INFINITY, type_error);
  EXPECT_THROW(large = -1.0f, type_error);
  EXPECT_THROW(large = 0x1p64, type_error);
  EXPECT_TRUE(small(1) == 2 && large(1) == 2);
  small = -128.9;
  EXPECT_EQ(small(0), -128);
  small = 127.9f;
  EXPECT_EQ(small(1), 127);
  large = 0x1.fffffffffffffp63;
  EXPECT_EQ(large(0), std::uint64_t{0xfffffffffffff800});
  large = -0.5;
  EXPECT_EQ(large(1), 0u);
}

}  // namespace
}  // namespace sinter
