#include <gtest/gtest.h>
#include <limits>
#include <vector>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

constexpr mode modes[] = {mode::automatic, mode::per_op, mode::fused, mode::blocked};

// The expression over n copies of the operands: every lane of a register and of the tail gives the same.
template <class Out, class Function, class... Elements>
void expect_everywhere(Out expected, Function function, Elements... operands) {
  for (mode const how : modes) {
    for (index_t const n : {1, 3, 16, 37, 70}) {
      auto out = full({n}, static_cast<Out>(expected == Out(0)));
      assign(out, function(full({n}, operands)...), {.mode = how});
      for (index_t i = 0; i < n; ++i) ASSERT_EQ(out(i), expected) << to_string(how) << ", element " << i << " of " << n;
    }
  }
}

template <class Integer>
class SignedInteger : public ::testing::Test {};
using signed_types = ::testing::Types<std::int8_t, std::int16_t, std::int32_t, std::int64_t>;
TYPED_TEST_SUITE(SignedInteger, signed_types);

TYPED_TEST(SignedInteger, WrapsAround) {
  using integer = TypeParam;
  constexpr integer least = std::numeric_limits<integer>::min(), most = std::numeric_limits<integer>::max();
  expect_everywhere<integer>(
      least, [](auto const& a) { return a + 1; }, most);
  expect_everywhere<integer>(
      most, [](auto const& a) { return a - 1; }, least);
  expect_everywhere<integer>(
      least, [](auto const& a) { return -a; }, least);
  expect_everywhere<integer>(
      least, [](auto const& a) { return abs(a); }, least);
  expect_everywhere<integer>(
      1, [](auto const& a) { return a * a; }, most);
  expect_everywhere<integer>(
      0, [](auto const& a) { return square(a); }, least);
}

TYPED_TEST(SignedInteger, DivisionRoundsDownAndNeverTraps) {
  using integer = TypeParam;
  constexpr integer least = std::numeric_limits<integer>::min();
  auto const quotient = [](auto const& a, auto const& b) { return floor_divide(a, b); };
  auto const rest = [](auto const& a, auto const& b) { return a % b; };
  expect_everywhere<integer>(-4, quotient, integer(-7), integer(2));
  expect_everywhere<integer>(1, rest, integer(-7), integer(2));
  expect_everywhere<integer>(-4, quotient, integer(7), integer(-2));
  expect_everywhere<integer>(-1, rest, integer(7), integer(-2));
  expect_everywhere<integer>(3, quotient, integer(-7), integer(-2));
  expect_everywhere<integer>(-3, quotient, integer(-6), integer(2));
  expect_everywhere<integer>(0, rest, integer(-6), integer(2));
  expect_everywhere<integer>(0, quotient, integer(5), integer(0));
  expect_everywhere<integer>(0, rest, integer(5), integer(0));
  expect_everywhere<integer>(least, quotient, least, integer(-1));
  expect_everywhere<integer>(0, rest, least, integer(-1));
}

TYPED_TEST(SignedInteger, ShiftsBeyondTheWidthShiftEverythingOut) {
  using integer = TypeParam;
  constexpr integer width = 8 * sizeof(integer);
  auto const left = [](auto const& a, auto const& b) { return a << b; };
  auto const right = [](auto const& a, auto const& b) { return a >> b; };
  for (integer const beyond : {width, static_cast<integer>(width + 1), integer(127), integer(-1)}) {
    expect_everywhere<integer>(0, left, integer(1), beyond);
    expect_everywhere<integer>(0, right, integer(77), beyond);
    expect_everywhere<integer>(-1, right, integer(-77), beyond);
  }
  expect_everywhere<integer>(-2, right, integer(-7), integer(2));
  expect_everywhere<integer>(std::numeric_limits<integer>::min(), left, integer(1), static_cast<integer>(width - 1));
}

TEST(UnsignedInteger, WrapsAround) {
  expect_everywhere<std::uint8_t>(
      255, [](auto const& a) { return a - 1; }, std::uint8_t{0});
  expect_everywhere<std::uint32_t>(
      1, [](auto const& a) { return a * a; }, std::uint32_t{0xFFFFFFFF});
  expect_everywhere<std::uint64_t>(
      ~std::uint64_t{6}, [](auto const& a) { return -a; }, std::uint64_t{7});
  expect_everywhere<std::uint16_t>(
      0, [](auto const& a, auto const& b) { return a >> b; }, std::uint16_t{9}, std::uint16_t{16});
}

TEST(Integer, TrueDivisionIsFloat64) {
  ndarray<int, 1> const a{1, -7, 0}, b{2, 2, 0};
  auto const q = eval(a / b);
  static_assert(std::is_same_v<decltype(q)::value_type, double>);
  EXPECT_EQ(q(0), 0.5);
  EXPECT_EQ(q(1), -3.5);
  EXPECT_NE(q(2), q(2));
}

TEST(Integer, PowersOfIntegersAreIntegers) {
  expect_everywhere<std::int32_t>(
      81, [](auto const& a) { return pow(a, 4); }, -3);
  expect_everywhere<std::int64_t>(
      1, [](auto const& a) { return pow(a, 0); }, std::int64_t{0});
  expect_everywhere<std::uint8_t>(
      0, [](auto const& a) { return pow(a, 8); }, std::uint8_t{2});
  expect_everywhere<std::int32_t>(
      -1, [](auto const& a) { return pow(a, -3); }, -1);
  expect_everywhere<std::int32_t>(
      0, [](auto const& a) { return pow(a, -3); }, 2);
}

TEST(Integer, CastsKeepWhatFits) {
  expect_everywhere<std::int8_t>(
      -128, [](auto const& a) { return cast<std::int8_t>(a); }, -128.9);
  expect_everywhere<std::uint8_t>(
      200, [](auto const& a) { return cast<std::uint8_t>(a); }, 200.99f);
  expect_everywhere<std::uint32_t>(
      4000000000u, [](auto const& a) { return cast<std::uint32_t>(a); }, 4e9);
  expect_everywhere<std::uint64_t>(
      std::uint64_t{1} << 63, [](auto const& a) { return cast<std::uint64_t>(a); }, 0x1p63);
  expect_everywhere<std::int64_t>(
      -(std::int64_t{1} << 62), [](auto const& a) { return cast<std::int64_t>(a); }, -0x1p62f);
  expect_everywhere<double>(
      0x1p64, [](auto const& a) { return cast<double>(a); }, ~std::uint64_t{0});
  expect_everywhere<float>(
      0x1p63f, [](auto const& a) { return cast<float>(a); }, std::numeric_limits<std::int64_t>::max());
  expect_everywhere<float>(
      16777216.0f, [](auto const& a) { return cast<float>(a); }, 16777217);
  expect_everywhere<std::int8_t>(
      -1, [](auto const& a) { return cast<std::int8_t>(a); }, std::uint64_t{0xFFFFFFFFFFFFFFFF});
}

}  // namespace
}  // namespace sinter
