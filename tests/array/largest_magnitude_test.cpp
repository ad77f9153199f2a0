#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

// The bits of magnitudes are compared where the ISA can.
TEST(LargestMagnitude, OfEveryKindOfValueWhereverItStands) {
  auto const check = [](auto zero, index_t n) {
    using element = decltype(zero);
    using limits = std::numeric_limits<element>;
    auto a = zeros<element>({n}), b = zeros<element>({n});
    ASSERT_EQ(max(abs(a - b)), 0);
    ASSERT_FALSE(std::signbit(max(abs(-a))));
    for (index_t const at : {index_t{0}, n / 3, n - 1}) {
      a = -full<element>({n}, element{2});
      for (element const value : {element{-3}, element{5}, limits::max(), -limits::infinity()}) {
        a(at) = value;
        ASSERT_EQ(max(abs(a)), std::abs(value)) << n << " " << at;
        ASSERT_EQ(max(-abs(a)), n == 1 ? -std::abs(value) : element{-2});
      }
      for (element const nan : {limits::quiet_NaN(), -limits::quiet_NaN()}) {
        a(at) = nan;
        a((at + 1) % n) = n == 1 ? nan : limits::infinity();
        ASSERT_TRUE(std::isnan(max(abs(a)))) << n << " " << at;
        ASSERT_TRUE(std::isnan(max(abs(a - b)))) << n << " " << at;
      }
      a = full<element>({n}, -limits::denorm_min());
      ASSERT_EQ(max(abs(a)), limits::denorm_min());
    }
  };
  for (index_t const n : {1, 2, 3, 8, 17, 63, 64, 65, 1000, 2048, 2100, 40'000}) {
    check(0.0, n);
    check(0.0f, n);
  }
}

}  // namespace
}  // namespace sinter
