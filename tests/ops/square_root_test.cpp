#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <random>
#include <vector>

#include <sinter/sinter.hpp>

// Rounded correctly wherever in a loop, and whatever stands beside it; the reference is the CPU's instruction for one number.

namespace sinter {
namespace {

constexpr unsigned seed = 20261127;

template <class Float>
void expect_rounded(std::vector<Float> values) {
  auto const size = static_cast<index_t>(values.size());
  view<Float, 1> const x(values.data(), {size});
  for (mode const how : {mode::fused, mode::blocked, mode::per_op}) {
    auto roots = empty<Float>({size});
    assign(roots, sqrt(x), {.mode = how});
    auto inverse = empty<Float>({size});
    assign(inverse, rsqrt(x), {.mode = how});
    for (index_t i = 0; i < size; ++i) {
      Float const root = std::sqrt(x(i)), one_by_root = 1 / root;
      bool const same = std::memcmp(&root, &roots(i), sizeof root) == 0 || (std::isnan(root) && std::isnan(roots(i)));
      ASSERT_TRUE(same) << std::hexfloat << "sqrt(" << x(i) << ") = " << roots(i) << ", not " << root << ", "
                        << to_string(how) << ", seed " << seed;
      ASSERT_TRUE(one_by_root == inverse(i) || std::isnan(root)) << std::hexfloat << x(i) << ' ' << inverse(i);
    }
  }
}

// k^2 + k + j: the root lies as near to the middle between k and k + 1 as can be. k solves the equation modulo 2^m, bit by
// bit, so that the sum ends with m zeros and is a double.
std::vector<double> near_the_middle() {
  using wide = unsigned __int128;
  std::vector<double> found;
  for (int m : {52, 53}) {
    for (int j = -200; j <= 200; j += 2) {
      for (wide k : {wide(0), wide(1)}) {
        auto const value = [j](wide of) { return of * of + of + static_cast<wide>(static_cast<__int128>(j)); };
        bool solved = true;
        for (int bit = 2; solved && bit <= m; ++bit) {
          wide const below = (wide(1) << bit) - 1;
          if ((value(k) & below) != 0) k |= wide(1) << (bit - 1);
          solved = (value(k) & below) == 0;
        }
        for (int high = 0; solved && high < 4; ++high) {
          wide const whole = k + (wide(high) << m);
          if (whole >> 52 != 1) continue;
          auto const x = static_cast<double>(value(whole));
          if (static_cast<wide>(x) != value(whole)) continue;
          for (int const scale : {0, 2, -100, -200, 700, -1100}) found.push_back(std::ldexp(x, scale));
        }
      }
    }
  }
  return found;
}

template <class Float>
std::vector<Float> special() {
  using limits = std::numeric_limits<Float>;
  return {Float(0),
          -Float(0),
          limits::infinity(),
          -limits::infinity(),
          limits::quiet_NaN(),
          limits::min(),
          limits::denorm_min(),
          limits::max(),
          Float(-1),
          Float(4),
          Float(0x1p-100),
          Float(0x1.fffffep-101)};
}

TEST(SquareRoot, NearTheMiddleOfTwoNumbers) {
  auto const hard = near_the_middle();
  ASSERT_GT(hard.size(), 1000u);
  expect_rounded(hard);
}

TEST(SquareRoot, OfAnyBits) {
  std::mt19937_64 random(seed);
  std::vector<double> doubles(200'000);
  for (double& x : doubles) {
    std::uint64_t const bits = random() >> (random() % 8 != 0);
    std::memcpy(&x, &bits, sizeof x);
  }
  expect_rounded(doubles);
  std::vector<float> floats;
  for (std::uint64_t bits = 0; bits < std::uint64_t{1} << 32; bits += 4099) {
    auto const word = static_cast<std::uint32_t>(bits);
    float x;
    std::memcpy(&x, &word, sizeof x);
    floats.push_back(x);
  }
  expect_rounded(floats);
}

template <class Float>
void check_special() {
  for (Float const one : special<Float>()) {
    expect_rounded(std::vector<Float>(67, one));
    for (std::size_t const every : {std::size_t{2}, std::size_t{3}, std::size_t{7}}) {
      std::vector<Float> beside(67, Float(2));
      for (std::size_t i = 0; i < beside.size(); i += every) beside[i] = one;
      expect_rounded(beside);
    }
  }
}

TEST(SquareRoot, SpecialValuesAndTheirNeighbours) {
  check_special<double>();
  check_special<float>();
}

TEST(SquareRoot, EveryLengthAndDepth) {
  for (index_t n = 0; n < 100; ++n) {
    auto const a = arange<double>(static_cast<double>(n));
    auto const b = arange<float>(static_cast<float>(n));
    auto const c = eval(sqrt(a * a + 1.0) + sqrt(a));
    auto const d = eval(where(b > 3.f, sqrt(b), -sqrt(b + 1.f)));
    auto const e = eval(sqrt(b) + a);
    for (index_t i = 0; i < n; ++i) {
      ASSERT_EQ(c(i), std::sqrt(a(i) * a(i) + 1) + std::sqrt(a(i))) << n;
      ASSERT_EQ(d(i), b(i) > 3 ? std::sqrt(b(i)) : -std::sqrt(b(i) + 1)) << n;
      ASSERT_EQ(e(i), static_cast<double>(std::sqrt(b(i))) + a(i)) << n;
    }
  }
}

}  // namespace
}  // namespace sinter
