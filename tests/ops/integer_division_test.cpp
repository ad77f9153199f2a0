#include "wide_integers.hpp"

namespace sinter::test {
namespace {

template <class Integer>
class IntegerDivision : public ::testing::Test {};
TYPED_TEST_SUITE(IntegerDivision, integer_types);

auto const quotient = [](auto const& a, auto const& b) { return floor_divide(a, b); };
auto const rest = [](auto const& a, auto const& b) { return a % b; };
auto const wide_quotient = [](auto a, auto b) { return floor_quotient(a, b); };
auto const wide_rest = [](auto a, auto b) { return floor_remainder(a, b); };

TYPED_TEST(IntegerDivision, OfArrays) {
  auto const of = all_kinds_of_pairs<TypeParam>();
  expect_pairs<TypeParam>("//", of, quotient, wide_quotient);
  expect_pairs<TypeParam>("%", of, rest, wide_rest);
  expect_pairs<TypeParam>(
      "fmod", of, [](auto const& a, auto const& b) { return fmod(a, b); },
      [](wide a, wide b) { return b == 0 ? 0 : a % b; });
}

TYPED_TEST(IntegerDivision, ByEveryScalarAndOfIt) {
  using integer = TypeParam;
  auto values = borders<integer>();
  for (int i = 3; i < 120; ++i) values.push_back(static_cast<integer>(i));
  auto a = empty<integer>({static_cast<index_t>(values.size())});
  for (index_t i = 0; i < a.size(); ++i) a(i) = values[static_cast<std::size_t>(i)];
  auto out = empty<integer>({a.size()});
  for (mode const how : integer_modes) {
    for (integer const b : values) {
      auto const expect = [&](char const* what, auto const& expression, auto expected) {
        assign(out, expression, {.mode = how});
        for (index_t i = 0; i < a.size(); ++i) {
          ASSERT_EQ(out(i), static_cast<integer>(expected(a(i)))) << +a(i) << what << +b << ", " << to_string(how);
        }
      };
      expect(" // ", floor_divide(a, b), [&](wide x) { return floor_quotient(x, b); });
      expect(" % ", a % b, [&](wide x) { return floor_remainder(x, b); });
      expect(" under ", floor_divide(b, a), [&](wide x) { return floor_quotient(b, x); });
      expect(" modulo of ", b % a, [&](wide x) { return floor_remainder(b, x); });
    }
  }
}

// A register may hold a few elements only, and the elements of an expression may have several sizes.
TYPED_TEST(IntegerDivision, BesideOtherTypesAndInEveryPlace) {
  using integer = TypeParam;
  for (mode const how : integer_modes) {
    for (index_t n = 1; n < 70; n += n < 20 ? 1 : 7) {
      auto const a = arange<integer>(0, static_cast<integer>(n), 1);
      auto const scale = full({n}, 0.5);
      auto out = empty<double>({n});
      assign(out, floor_divide(a + 50, 7) * scale + (a + 50) % 7, {.mode = how});
      for (index_t i = 0; i < n; ++i) {
        ASSERT_EQ(out(i), static_cast<double>((i + 50) / 7) * 0.5 + static_cast<double>((i + 50) % 7))
            << to_string(how);
      }
      auto few = empty<integer>({n});
      assign(few, where((a + 50) % 10 < 4, a, 7 * a), {.mode = how});
      for (index_t i = 0; i < n; ++i) {
        ASSERT_EQ(few(i), static_cast<integer>((i + 50) % 10 < 4 ? i : 7 * i)) << to_string(how);
      }
    }
  }
}

// Around the multiples of the divisor, where a factor that is a little too small or too large shows first.
TEST(IntegerDivisionByOne, AroundItsMultiples) {
  constexpr unsigned seed = 20261127;
  std::mt19937 random(seed);
  auto const word = [&] { return static_cast<std::int32_t>(random()); };
  auto a = empty<std::int32_t>({96}), out = empty<std::int32_t>({96});
  for (int round = 0; round < 4000; ++round) {
    std::int32_t const b = word() >> round % 31;
    std::int64_t const size = std::max<std::int64_t>(1, std::abs(std::int64_t{b}));
    for (std::int32_t& value : a) {
      std::int64_t const multiple = word() / size * size + round % 3 - 1;
      value = static_cast<std::int32_t>(std::clamp<std::int64_t>(multiple, INT32_MIN, INT32_MAX));
    }
    mode const how = integer_modes[static_cast<std::size_t>(round) % std::size(integer_modes)];
    assign(out, floor_divide(a, b), {.mode = how});
    for (index_t i = 0; i < a.size(); ++i) {
      ASSERT_EQ(out(i), static_cast<std::int32_t>(floor_quotient(a(i), b))) << a(i) << " // " << b << ", seed " << seed;
    }
    assign(out, a % b, {.mode = how});
    for (index_t i = 0; i < a.size(); ++i) {
      ASSERT_EQ(out(i), static_cast<std::int32_t>(floor_remainder(a(i), b))) << a(i) << " % " << b << ", seed " << seed;
    }
  }
}

TEST(IntegerDivisionByRegisters, InUserFunctions) {
  auto const a = arange<std::int64_t>(-100, 101, 1);
  auto out = empty<std::int64_t>({a.size()});
  out = map([](auto x) { return floor_divide(x, 7) * 7 + remainder(x, 7); }, a);
  EXPECT_TRUE(all(out == a));
}

}  // namespace
}  // namespace sinter::test
