#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

constexpr mode modes[] = {mode::automatic, mode::per_op, mode::fused, mode::blocked};

template <class Float>
std::vector<Float> difficult_values() {
  using limits = std::numeric_limits<Float>;
  Float const whole = std::ldexp(Float(1), limits::digits - 1);  // from here on there are no fractions
  std::vector<Float> values;
  for (Float const x : {Float(0),
                        Float(0.5),
                        Float(1.5),
                        Float(2.5),
                        Float(3.5),
                        Float(0.25),
                        Float(0.75),
                        Float(1),
                        Float(2),
                        std::nextafter(Float(0.5), Float(0)),
                        std::nextafter(Float(0.5), Float(1)),
                        std::nextafter(Float(2.5), Float(0)),
                        std::nextafter(Float(1), Float(0)),
                        whole,
                        whole - Float(0.5),
                        whole - 1,
                        whole + 1,
                        whole / 2 + Float(0.5),
                        whole / 2 - Float(0.25),
                        2 * whole,
                        limits::max(),
                        limits::min(),
                        limits::denorm_min(),
                        limits::infinity(),
                        Float(123456.5),
                        Float(1e9)}) {
    values.push_back(x);
    values.push_back(-x);
  }
  return values;
}

template <class Float>
bool same_bits(Float a, Float b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

template <class Float, class Function, class Reference>
void check(char const* name, Function function, Reference reference) {
  std::vector<Float> const values = difficult_values<Float>();
  auto const size = static_cast<index_t>(values.size());
  for (mode const how : modes) {
    for (index_t start = 0; start < 9; ++start) {
      view<Float const, 1> const x(values.data() + start, {size - start});
      auto out = empty<Float>({size - start});
      assign(out, function(x), {.mode = how});
      for (index_t i = 0; i < x.size(); ++i) {
        ASSERT_TRUE(same_bits(out(i), static_cast<Float>(reference(x(i)))))
            << name << "(" << ::testing::PrintToString(x(i)) << ") gave " << ::testing::PrintToString(out(i)) << " in "
            << to_string(how);
      }
    }
  }
}

template <class Float>
class Rounding : public ::testing::Test {};
using float_types = ::testing::Types<float, double>;
TYPED_TEST_SUITE(Rounding, float_types);

TYPED_TEST(Rounding, OfHalvesHugeValuesAndNegativeZero) {
  using number = TypeParam;
  check<number>(
      "floor", [](auto const& x) { return floor(x); }, [](number x) { return std::floor(x); });
  check<number>(
      "ceil", [](auto const& x) { return ceil(x); }, [](number x) { return std::ceil(x); });
  check<number>(
      "trunc", [](auto const& x) { return trunc(x); }, [](number x) { return std::trunc(x); });
  check<number>(
      "round", [](auto const& x) { return round(x); }, [](number x) { return std::nearbyint(x); });
  check<number>(
      "rint", [](auto const& x) { return rint(x); }, [](number x) { return std::rint(x); });
}

TYPED_TEST(Rounding, OfNanIsNan) {
  auto const x = full({19}, std::numeric_limits<TypeParam>::quiet_NaN());
  for (mode const how : modes) {
    auto out = empty<TypeParam>({19});
    assign(out, floor(x) + ceil(x) + trunc(x) + round(x), {.mode = how});
    for (TypeParam const value : out) EXPECT_TRUE(std::isnan(value));
  }
}

TEST(Rounding, OfIntegersKeepsTheirType) {
  ndarray<int, 1> const a{-3, 0, 7};
  static_assert(std::is_same_v<decltype(eval(floor(a)))::value_type, int>);
  EXPECT_TRUE(all(floor(a) == a) && all(round(a) == a) && all(ceil(a) == a) && all(trunc(a) == a));
}

}  // namespace
}  // namespace sinter
