#include "wide_integers.hpp"

namespace sinter::test {
namespace {

// By multiplying as often as the exponent says where that is feasible, by squaring beyond.
template <class Integer>
Integer power_of(Integer base, Integer exponent) {
  if (std::is_signed_v<Integer> && exponent < Integer(0)) {
    bool const odd = exponent % 2 != 0;
    return base == Integer(1) ? Integer(1) : base != Integer(-1) ? Integer(0) : odd ? base : Integer(1);
  }
  std::uint64_t result = 1, square = static_cast<std::uint64_t>(base);
  auto left = static_cast<std::uint64_t>(exponent);
  if (left <= 300) {
    for (; left > 0; --left) result *= square;
    return static_cast<Integer>(result);
  }
  for (; left > 0; left /= 2, square *= square) {
    if (left % 2 == 1) result *= square;
  }
  return static_cast<Integer>(result);
}

template <class Integer>
class IntegerPower : public ::testing::Test {};
TYPED_TEST_SUITE(IntegerPower, integer_types);

TYPED_TEST(IntegerPower, OfArrays) {
  expect_pairs<TypeParam>(
      "**", all_kinds_of_pairs<TypeParam>(), [](auto const& a, auto const& b) { return pow(a, b); },
      [](TypeParam a, TypeParam b) { return power_of(a, b); });
}

TYPED_TEST(IntegerPower, WithOneExponentForAll) {
  using integer = TypeParam;
  auto const of = all_kinds_of_pairs<integer>();
  auto out = empty<integer>({of.a.size()});
  for (mode const how : integer_modes) {
    for (int const exponent : {0, 1, 2, 3, 7, 100, -1, -2}) {
      if (!std::is_signed_v<integer> && exponent < 0) continue;
      assign(out, pow(of.a, exponent), {.mode = how});
      for (index_t i = 0; i < out.size(); ++i) {
        ASSERT_EQ(out(i), power_of(of.a(i), static_cast<integer>(exponent))) << +of.a(i) << " ** " << exponent;
      }
    }
  }
}

TYPED_TEST(IntegerPower, ShiftsByEveryCount) {
  using integer = TypeParam;
  constexpr wide width = 8 * sizeof(integer);
  auto const of = all_kinds_of_pairs<integer>();
  auto const inside = [](wide count) { return count >= 0 && count < width; };
  expect_pairs<integer>(
      "<<", of, [](auto const& a, auto const& b) { return a << b; },
      [&](wide a, wide b) {
        return inside(b) ? static_cast<integer>(a * (wide{1} << static_cast<int>(b))) : integer{0};
      });
  expect_pairs<integer>(
      ">>", of, [](auto const& a, auto const& b) { return a >> b; },
      [&](wide a, wide b) { return a >> static_cast<int>(inside(b) ? b : width); });
}

}  // namespace
}  // namespace sinter::test
