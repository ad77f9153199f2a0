#include "accuracy/special_values.hpp"

namespace sinter::testing {
namespace {

template <class Float>
class SpecialPairs : public SpecialValues<Float> {};
TYPED_TEST_SUITE(SpecialPairs, float_types);

TYPED_TEST(SpecialPairs, Power) {
  using c = constants<TypeParam>;
  constexpr TypeParam zero = 0, big = sizeof(TypeParam) == 8 ? 0x1p60 : 0x1p30f;
  TestFixture::expect_two("pow", [](auto const& x, auto const& y) { return pow(x, y); },
                          {{zero, -3, c::inf},
                           {-zero, -3, -c::inf},
                           {zero, -2, c::inf},
                           {-zero, -2, c::inf},
                           {zero, -c::half, c::inf},
                           {-zero, -c::half, c::inf},
                           {zero, -c::inf, c::inf},
                           {-zero, -c::inf, c::inf},
                           {zero, 3, zero},
                           {-zero, 3, -zero},
                           {-zero, 2, zero},
                           {zero, c::half, zero},
                           {-zero, c::half, zero},
                           {-1, c::inf, 1},
                           {-1, -c::inf, 1},
                           {1, c::nan, 1},
                           {1, c::inf, 1},
                           {1, -c::inf, 1},
                           {1, -7, 1},
                           {c::nan, zero, 1},
                           {c::nan, -zero, 1},
                           {zero, zero, 1},
                           {-zero, zero, 1},
                           {c::inf, zero, 1},
                           {-c::inf, -zero, 1},
                           {5, zero, 1},
                           {-8, c::half, c::nan},
                           {-8, TypeParam(1) / 3, c::nan},
                           {c::half, -c::inf, c::inf},
                           {-c::half, -c::inf, c::inf},
                           {2, -c::inf, zero},
                           {-2, -c::inf, zero},
                           {c::half, c::inf, zero},
                           {-c::half, c::inf, zero},
                           {2, c::inf, c::inf},
                           {-2, c::inf, c::inf},
                           {-c::inf, -3, -zero},
                           {-c::inf, -2, zero},
                           {-c::inf, -c::half, zero},
                           {-c::inf, 3, -c::inf},
                           {-c::inf, 2, c::inf},
                           {-c::inf, c::half, c::inf},
                           {c::inf, -3, zero},
                           {c::inf, -c::half, zero},
                           {c::inf, 3, c::inf},
                           {c::inf, c::half, c::inf},
                           {c::nan, 1, c::nan},
                           {2, c::nan, c::nan},
                           {zero, c::nan, c::nan},
                           {c::inf, c::nan, c::nan},
                           {-1, c::nan, c::nan},
                           {-8, 3, -512},
                           {-2, 2, 4},
                           {10, 2, 100},
                           {-1, big, 1},
                           {-1, 3, -1},
                           {-3, c::max, c::inf},
                           {-c::half, c::max, zero},
                           {2, sizeof(TypeParam) == 8 ? -1074 : -149, c::tiny},
                           {2, sizeof(TypeParam) == 8 ? -1022 : -126, c::min},
                           {c::tiny, 1, c::tiny},
                           {c::max, 1, c::max},
                           {c::max, 2, c::inf},
                           {-c::max, 3, -c::inf},
                           {4, c::half, 2},
                           {c::tiny, -1, c::inf},
                           {-c::tiny, 3, -zero},
                           {-c::inf, c::inf, c::inf},
                           {-c::inf, -c::inf, zero}});
}

TYPED_TEST(SpecialPairs, Angle) {
  using c = constants<TypeParam>;
  constexpr TypeParam zero = 0, pi = c::pi, right = c::pi / 2, eighth = c::pi / 4,
                      wide = TypeParam(2.356194490192344929L);
  TestFixture::expect_two("atan2", [](auto const& y, auto const& x) { return atan2(y, x); },
                          {{zero, -zero, pi},
                           {-zero, -zero, -pi},
                           {zero, zero, zero},
                           {-zero, zero, -zero},
                           {zero, -1, pi},
                           {-zero, -1, -pi},
                           {zero, 1, zero},
                           {-zero, 1, -zero},
                           {-1, zero, -right},
                           {-1, -zero, -right},
                           {1, zero, right},
                           {1, -zero, right},
                           {1, -c::inf, pi},
                           {-1, -c::inf, -pi},
                           {1, c::inf, zero},
                           {-1, c::inf, -zero},
                           {c::inf, 1, right},
                           {-c::inf, 1, -right},
                           {c::inf, -c::inf, wide},
                           {-c::inf, -c::inf, -wide},
                           {c::inf, c::inf, eighth},
                           {-c::inf, c::inf, -eighth},
                           {c::inf, -1, right},
                           {-c::inf, zero, -right},
                           {zero, c::inf, zero},
                           {-zero, -c::inf, -pi},
                           {zero, -c::inf, pi},
                           {c::nan, 1, c::nan},
                           {1, c::nan, c::nan},
                           {c::nan, c::inf, c::nan},
                           {c::inf, c::nan, c::nan},
                           {zero, c::nan, c::nan},
                           {c::nan, zero, c::nan},
                           {c::tiny, 1, c::tiny},
                           {-c::tiny, 1, -c::tiny},
                           {c::max, -c::max, wide},
                           {c::max, c::tiny, right},
                           {c::tiny, -c::max, pi},
                           {-c::tiny, -c::tiny, -wide},
                           {c::tiny, c::max, zero},
                           {-c::tiny, c::max, -zero}});
}

TYPED_TEST(SpecialPairs, Hypotenuse) {
  using c = constants<TypeParam>;
  constexpr TypeParam zero = 0;
  TestFixture::expect_two("hypot", [](auto const& x, auto const& y) { return hypot(x, y); },
                          {{3, 4, 5},
                           {-3, 4, 5},
                           {zero, zero, zero},
                           {-zero, -zero, zero},
                           {-zero, zero, zero},
                           {7, zero, 7},
                           {zero, -7, 7},
                           {c::inf, c::nan, c::inf},
                           {c::nan, c::inf, c::inf},
                           {-c::inf, c::nan, c::inf},
                           {c::nan, -c::inf, c::inf},
                           {c::inf, 1, c::inf},
                           {1, -c::inf, c::inf},
                           {c::inf, -c::inf, c::inf},
                           {c::nan, 1, c::nan},
                           {1, c::nan, c::nan},
                           {c::max, zero, c::max},
                           {c::max, c::max, c::inf},
                           {c::max, 1, c::max},
                           {c::tiny, zero, c::tiny},
                           {-c::tiny, zero, c::tiny},
                           {3 * c::tiny, 4 * c::tiny, 5 * c::tiny},
                           {c::tiny, c::min, c::min},
                           {c::tiny, c::max, c::max},
                           {zero, c::nan, c::nan}});
}

TYPED_TEST(SpecialPairs, CopySign) {
  using c = constants<TypeParam>;
  TestFixture::expect_two("copysign", [](auto const& x, auto const& y) { return copysign(x, y); },
                          {{3, -2, -3},
                           {-3, -2, -3},
                           {-3, 0, 3},
                           {3, -TypeParam(0), -3},
                           {c::inf, -1, -c::inf},
                           {-c::tiny, c::inf, c::tiny},
                           {0, -c::max, -TypeParam(0)},
                           {c::nan, -1, c::nan}});
}

TYPED_TEST(SpecialPairs, NextAfter) {
  using c = constants<TypeParam>;
  constexpr TypeParam epsilon = std::numeric_limits<TypeParam>::epsilon();
  TestFixture::expect_two("nextafter", [](auto const& x, auto const& y) { return nextafter(x, y); },
                          {{1, 2, 1 + epsilon},
                           {1, 0, 1 - epsilon / 2},
                           {-1, 0, -1 + epsilon / 2},
                           {-1, -c::inf, -1 - epsilon},
                           {0, 1, c::tiny},
                           {0, -1, -c::tiny},
                           {-TypeParam(0), 1, c::tiny},
                           {0, -TypeParam(0), -TypeParam(0)},
                           {c::tiny, 0, 0},
                           {-c::tiny, 0, -TypeParam(0)},
                           {c::max, c::inf, c::inf},
                           {c::inf, 0, c::max},
                           {-c::inf, 0, -c::max},
                           {c::inf, c::inf, c::inf},
                           {5, 5, 5},
                           {c::nan, 1, c::nan},
                           {1, c::nan, c::nan}});
}

TYPED_TEST(SpecialPairs, Remainder) {
  using c = constants<TypeParam>;
  TestFixture::expect_two("fmod", [](auto const& x, auto const& y) { return fmod(x, y); },
                          {{7, 3, 1},
                           {-7, 3, -1},
                           {7, -3, 1},
                           {-6, 3, -TypeParam(0)},
                           {0, 3, 0},
                           {-TypeParam(0), 3, -TypeParam(0)},
                           {5, c::inf, 5},
                           {c::max, 3, std::fmod(c::max, TypeParam(3))},
                           {1, 0, c::nan},
                           {c::inf, 3, c::nan},
                           {c::nan, 3, c::nan},
                           {3, c::nan, c::nan}});
}

TEST(RemainderOfIntegers, HasTheSignOfTheDividendAndNeverTraps) {
  int const least = std::numeric_limits<int>::min();
  ndarray<int, 1> const x = {7, -7, 7, -7, 5, least}, y = {3, 3, -3, -3, 0, -1};
  ndarray<int, 1> const wanted = {1, -1, 1, -1, 0, 0};
  ndarray<int, 1> const got = fmod(x, y);
  for (index_t i = 0; i < 6; ++i) EXPECT_EQ(got(i), wanted(i)) << i;
}

}  // namespace
}  // namespace sinter::testing
