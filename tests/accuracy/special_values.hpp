#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <utility>
#include <vector>

#include <sinter/sinter.hpp>

// Results that IEEE 754 and annex F of the C standard fix: each argument in every lane of a run among ordinary ones.

namespace sinter::testing {

template <class Float>
struct constants {
  using limits = std::numeric_limits<Float>;
  static constexpr Float inf = limits::infinity(), nan = limits::quiet_NaN(), max = limits::max(), min = limits::min(),
                         tiny = limits::denorm_min(), pi = Float(3.141592653589793238L), half = Float(0.5);
};

template <class Float>
bool as_wanted(Float got, Float wanted) {
  if (std::isnan(wanted)) return std::isnan(got);
  return got == wanted && std::signbit(got) == std::signbit(wanted);
}

template <class Float>
class SpecialValues : public ::testing::Test {
 public:
  using cases_of_one = std::vector<std::pair<Float, Float>>;  // argument, result
  struct case_of_two {
    Float x, y, wanted;
  };

  template <class Function>
  static void expect(char const* name, Function function, cases_of_one const& cases) {
    for (auto const& [x, wanted] : cases) {
      for (mode const how : {mode::per_op, mode::fused, mode::blocked}) {
        for (index_t lane = 0; lane < n; ++lane) {
          auto a = full({n}, Float(0.5)), out = empty<Float>({n});
          a(lane) = x;
          assign(out, function(a), {.mode = how});
          EXPECT_TRUE(as_wanted(out(lane), wanted)) << name << "(" << x << ") in lane " << lane << ", "
                                                    << to_string(how) << ": " << out(lane) << ", not " << wanted;
          if (HasFailure()) return;
        }
      }
    }
  }

  template <class Function>
  static void expect_two(char const* name, Function function, std::vector<case_of_two> const& cases) {
    for (auto const& [x, y, wanted] : cases) {
      for (mode const how : {mode::per_op, mode::fused, mode::blocked}) {
        for (index_t lane = 0; lane < n; ++lane) {
          auto a = full({n}, Float(0.5)), b = full({n}, Float(0.5)), out = empty<Float>({n});
          a(lane) = x;
          b(lane) = y;
          assign(out, function(a, b), {.mode = how});
          EXPECT_TRUE(as_wanted(out(lane), wanted)) << name << "(" << x << ", " << y << ") in lane " << lane << ", "
                                                    << to_string(how) << ": " << out(lane) << ", not " << wanted;
        }
      }
    }
  }

 private:
  static constexpr index_t n = 19;
};

using float_types = ::testing::Types<float, double>;

}  // namespace sinter::testing
