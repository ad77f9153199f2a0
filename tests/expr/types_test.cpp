#include <cmath>
#include <gtest/gtest.h>

#include <sinter/sinter.hpp>

// The element type of an expression, by NumPy 2's rules.

namespace sinter {
namespace {

template <class Element>
using array = ndarray<Element, 1>&;

template <class Expected, class Expression>
inline constexpr bool gives = std::is_same_v<typename Expression::element, Expected>;

using i8 = array<std::int8_t>;
using i32 = array<std::int32_t>;
using i64 = array<std::int64_t>;
using u8 = array<std::uint8_t>;
using u64 = array<std::uint64_t>;
using f32 = array<float>;
using f64 = array<double>;
using boolean = array<bool>;

template <class... Types>
using sum_type = decltype((std::declval<Types>() + ...));
template <class A, class B>
using quotient_type = decltype(std::declval<A>() / std::declval<B>());
template <class A, class B>
using less_type = decltype(std::declval<A>() < std::declval<B>());

static_assert(gives<float, sum_type<f32, double>> && gives<float, sum_type<int, f32>>);
static_assert(gives<double, sum_type<f32, f64>> && gives<double, sum_type<f32, i32>> &&
              gives<float, sum_type<f32, i8>>);
static_assert(gives<std::int8_t, sum_type<i8, int>> && gives<double, sum_type<i8, double>> &&
              gives<double, sum_type<i8, float>>);
static_assert(gives<std::int16_t, sum_type<i8, u8>> && gives<double, sum_type<i64, u64>>);
static_assert(gives<bool, sum_type<boolean, boolean>> && gives<std::int64_t, sum_type<boolean, int>>);
static_assert(gives<std::int8_t, sum_type<boolean, i8>> && gives<float, sum_type<boolean, f32>>);
static_assert(gives<float, sum_type<f32, double, int>>);
static_assert(gives<double, quotient_type<i32, i32>> && gives<double, quotient_type<i8, int>>);
static_assert(gives<float, quotient_type<f32, i8>> && gives<float, quotient_type<double, f32>>);
static_assert(gives<double, quotient_type<boolean, boolean>>);
static_assert(gives<bool, less_type<i8, f64>> && gives<bool, less_type<boolean, boolean>> &&
              gives<bool, less_type<f32, int>>);

TEST(Types, OfFunctions) {
  ndarray<std::int8_t, 1> a{4};
  ndarray<std::int32_t, 1> b{9};
  ndarray<float, 1> c{2.25f};
  ndarray<bool, 1> d{true};
  static_assert(gives<double, decltype(sqrt(b))> && gives<float, decltype(sqrt(c))> && gives<double, decltype(exp(b))>);
  static_assert(gives<std::int8_t, decltype(abs(a))> && gives<std::int32_t, decltype(maximum(a, b))>);
  static_assert(gives<float, decltype(where(d, c, 1.0))> && gives<double, decltype(where(d, b, 0.5))>);
  static_assert(gives<std::int32_t, decltype(where(d, 1, 2))> && gives<bool, decltype(isnan(c))>);
  static_assert(gives<std::int32_t, decltype(where(d, a, b))> && gives<bool, decltype(d & d)> &&
                gives<bool, decltype(!c)>);
  static_assert(gives<std::int8_t, decltype(pow(a, 2))> && gives<float, decltype(pow(c, 2))>);
  static_assert(gives<std::uint8_t, decltype(cast<std::uint8_t>(c))>);
  EXPECT_EQ(eval(sqrt(a) + c)(0), 4.25f);
  EXPECT_EQ(eval(where(d, b, 0.5))(0), 9.0);
}

TEST(Types, OperatorsOnBoolAreLogic) {
  ndarray<bool, 1> const a{true, true, false, false}, b{true, false, true, false};
  EXPECT_TRUE(all((a + b) == ndarray<bool, 1>{true, true, true, false}));
  EXPECT_TRUE(all((a * b) == ndarray<bool, 1>{true, false, false, false}));
  EXPECT_TRUE(all((a ^ b) == ndarray<bool, 1>{false, true, true, false}));
  EXPECT_TRUE(all(~a == ndarray<bool, 1>{false, false, true, true}));
  EXPECT_TRUE(all((a < b) == ndarray<bool, 1>{false, false, true, false}));
  EXPECT_TRUE(all(maximum(cast<int>(a) + cast<int>(b), 0) == ndarray<int, 1>{2, 1, 1, 0}));
}

TEST(Types, EqualityIsElementwise) {
  ndarray<double, 1> const a{1, NAN, 3};
  auto const same = eval(a == a);
  static_assert(std::is_same_v<decltype(same)::value_type, bool>);
  EXPECT_TRUE(same(0) && !same(1) && same(2));
  EXPECT_TRUE(eval(a != a)(1));
}

}  // namespace
}  // namespace sinter
