#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <random>
#include <vector>

#include <sinter/sinter.hpp>

// ldexp and frexp against the C library, bit for bit; logaddexp against long double where it cancels and overflows.

namespace sinter {
namespace {

constexpr mode modes[] = {mode::automatic, mode::per_op, mode::fused, mode::blocked};

template <class Float>
bool same_bits(Float a, Float b) {
  return std::memcmp(&a, &b, sizeof a) == 0 || (std::isnan(a) && std::isnan(b));
}

// Numbers of every magnitude, subnormal ones too, and the special ones.
template <class Float>
ndarray<Float, 1> numbers(index_t n, std::mt19937_64& random) {
  using limits = std::numeric_limits<Float>;
  std::uniform_real_distribution<Float> fraction(-2, 2);
  std::uniform_int_distribution<int> exponent(limits::min_exponent - limits::digits - 2, limits::max_exponent);
  Float const special[] = {
      Float(0),      -Float(0),        limits::infinity(), -limits::infinity(), limits::quiet_NaN(),
      limits::max(), -limits::max(),   limits::min(),      -limits::min(),      limits::denorm_min(),
      Float(1),      limits::min() / 2};
  auto result = empty<Float>({n});
  for (index_t i = 0; i < n; ++i) result(i) = i < 12 ? special[i] : std::ldexp(fraction(random), exponent(random));
  return result;
}

template <class Float>
class Scale : public ::testing::Test {
 protected:
  static constexpr index_t count = 3001;
  std::mt19937_64 random{20240611};
};
using float_types = ::testing::Types<float, double>;
TYPED_TEST_SUITE(Scale, float_types);

TYPED_TEST(Scale, LdexpRoundsOnce) {
  auto const x = numbers<TypeParam>(this->count, this->random);
  std::uniform_int_distribution<int> near(-2300, 2300), any(std::numeric_limits<int>::min());
  auto n = empty<int>({this->count});
  for (index_t i = 0; i < n.size(); ++i)
    n(i) = i % 8 == 0 ? any(this->random) : near(this->random) / static_cast<int>(1 + i % 7);
  n(0) = std::numeric_limits<int>::min();
  n(1) = std::numeric_limits<int>::max();
  for (mode const how : modes) {
    auto out = empty<TypeParam>({this->count});
    assign(out, ldexp(x, n), {.mode = how});
    for (index_t i = 0; i < out.size(); ++i) {
      TypeParam const wanted = std::ldexp(x(i), n(i));
      ASSERT_TRUE(same_bits(out(i), wanted)) << x(i) << " * 2^" << n(i) << ": " << out(i) << ", not " << wanted;
    }
  }
}

TYPED_TEST(Scale, LdexpKeepsTheTypeOfTheNumbers) {
  ndarray<TypeParam, 1> const x{1, 3, -0.5};
  ndarray<std::int64_t, 1> const n{4, std::numeric_limits<std::int64_t>::min(), 40};
  static_assert(std::is_same_v<typename decltype(eval(ldexp(x, n)))::value_type, TypeParam>);
  EXPECT_TRUE(all(ldexp(x, n) == ndarray<TypeParam, 1>{16, 0, TypeParam(-0x1p39)}));
  EXPECT_TRUE(all(ldexp(x, 2) == x * 4));
  EXPECT_TRUE(all(ldexp(TypeParam(3), ndarray<std::int8_t, 1>{-1, 0, 1}) == ndarray<TypeParam, 1>{1.5, 3, 6}));
}

TYPED_TEST(Scale, FrexpIsThatOfC) {
  auto const x = numbers<TypeParam>(this->count, this->random);
  auto const [fraction, exponent] = frexp(x);
  static_assert(std::is_same_v<typename decltype(eval(exponent))::value_type, std::int32_t>);
  for (mode const how : modes) {
    auto fractions = empty<TypeParam>({this->count});
    auto exponents = empty<std::int32_t>({this->count});
    assign(fractions, fraction, {.mode = how});
    assign(exponents, exponent, {.mode = how});
    for (index_t i = 0; i < x.size(); ++i) {
      int wanted = 0;
      TypeParam const wanted_fraction = std::frexp(x(i), &wanted);
      if (!std::isfinite(x(i))) wanted = 0;  // C leaves it open
      ASSERT_TRUE(same_bits(fractions(i), wanted_fraction) && exponents(i) == wanted)
          << x(i) << ": " << fractions(i) << " * 2^" << exponents(i);
    }
  }
  auto const [f, e] = frexp(numbers<TypeParam>(8, this->random) * 2);  // an array that is gone by now
  EXPECT_EQ(eval(ldexp(f, e)).size(), 8);
}

TYPED_TEST(Scale, LogaddexpNeitherOverflowsNorCancelsMoreThanItMust) {
  using limits = std::numeric_limits<TypeParam>;
  std::uniform_real_distribution<TypeParam> ordinary(-40, 40), below(-1, 0);
  auto x = empty<TypeParam>({this->count}), y = empty<TypeParam>({this->count});
  for (index_t i = 0; i < x.size(); ++i) {
    x(i) = i % 2 == 0 ? ordinary(this->random) : below(this->random);
    // Every fourth result is near 0.
    y(i) = i % 4 == 1 ? std::log(-std::expm1(x(i))) : ordinary(this->random);
  }
  auto const got = eval(logaddexp(x, y));
  for (index_t i = 0; i < x.size(); ++i) {
    long double const a = x(i), b = y(i), larger = std::fmax(a, b);
    long double const wanted = larger + std::log1p(std::exp(-std::fabs(a - b)));
    long double const unit = std::ldexp(
        1.0L, std::ilogb(std::fmax(std::fabs(wanted), std::fmin(std::fabs(larger), 1.0L))) - limits::digits + 1);
    ASSERT_LE(std::fabs(static_cast<long double>(got(i)) - wanted), 4 * unit) << x(i) << ", " << y(i);
  }
  TypeParam const inf = limits::infinity(), nan = limits::quiet_NaN(), max = limits::max();
  ndarray<TypeParam, 1> const a{inf, -inf, inf, -inf, nan, 1, max, -max, 0},
      b{inf, -inf, -inf, 5, 1, nan, max, -max, 0};
  TypeParam const log2 = std::log(TypeParam(2));
  ndarray<TypeParam, 1> const wanted{inf, -inf, inf, 5, nan, nan, max, -max, log2};
  for (mode const how : modes) {
    auto out = empty<TypeParam>({9});
    assign(out, logaddexp(a, b), {.mode = how});
    for (index_t i = 0; i < out.size(); ++i) EXPECT_TRUE(same_bits(out(i), wanted(i))) << a(i) << ", " << b(i);
  }
}

TYPED_TEST(Scale, SincosGivesBoth) {
  auto const x = numbers<TypeParam>(this->count, this->random);
  auto const [sine, cosine] = sincos(x);
  auto const both = eval(sine), other = eval(cosine), s = eval(sin(x)), c = eval(cos(x));
  for (index_t i = 0; i < x.size(); ++i) ASSERT_TRUE(same_bits(both(i), s(i)) && same_bits(other(i), c(i))) << x(i);
}

}  // namespace
}  // namespace sinter
