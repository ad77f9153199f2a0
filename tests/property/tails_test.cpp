#include <gtest/gtest.h>

#include "property/check_expression.hpp"
#include "property/guarded.hpp"

// Every number of elements up to two registers of bytes and a few more, at many distances from pages that must not be
// touched, in every mode.

namespace sinter::testing {
namespace {

constexpr index_t longest = 2 * 64 + 3;

template <class A, class B, class Out, class Function>
void check_tails(char const* name, Function function) {
  random_source random(sizeof(A) + 16 * sizeof(B));
  guarded const memory_a(longest * sizeof(A) + 1024), memory_b(longest * sizeof(B) + 1024);
  guarded const memory_out(longest * sizeof(Out) + 1024);
  for (index_t n = 0; n <= longest; ++n) {
    for (index_t const skip : {0, 1, 2, 3, 5, 8}) {
      for (bool const at_end : {false, true}) {
        A* const a = at_end ? memory_a.last<A>(n) : memory_a.first<A>(skip);
        B* const b = at_end ? memory_b.last<B>(n, skip) : memory_b.first<B>();
        Out* const out = at_end ? memory_out.last<Out>(n) : memory_out.first<Out>();
        Out expected[longest + 1];
        for (index_t i = 0; i < n; ++i) {
          a[i] = random_element<A>(random);
          b[i] = random_element<B>(random);
          expected[i] = reference::convert<Out>(function(reference::value<A>{a[i]}, reference::value<B>{b[i]}).v);
        }
        for (int way = 0; way <= 5; ++way) {
          std::fill_n(out, n, Out{});
          mode const how = way == 5 ? mode::blocked : all_modes[way % 4];
          settings().jit_threshold = way == 5 ? 1 : 0;
          if (way == 4) {  // the short way of statements without options
            view<Out, 1>(out, {n}) = function(view<A const, 1>(a, {n}), view<B const, 1>(b, {n}));
          } else {
            assign(view<Out, 1>(out, {n}), function(view<A const, 1>(a, {n}), view<B const, 1>(b, {n})), {.mode = how});
          }
          for (index_t i = 0; i < n; ++i) {
            ASSERT_TRUE(same_bits(out[i], expected[i]))
                << name << " " << (way == 4 ? "plain" : to_string(how)) << ": element " << i << " of " << n << ", "
                << skip << " elements from the page " << (at_end ? "behind" : "before")
                << ", SINTER_TEST_SEED=" << test_seed();
          }
        }
      }
    }
  }
}

TEST(Tails, OfOneType) {
  auto const both = [](auto a, auto b) { return a * b + a; };
  check_tails<double, double, double>("double", both);
  check_tails<float, float, float>("float", both);
  check_tails<std::int32_t, std::int32_t, std::int32_t>("int32", both);
  check_tails<std::int16_t, std::int16_t, std::int16_t>("int16", both);
  check_tails<std::uint8_t, std::uint8_t, std::uint8_t>("uint8", both);
  check_tails<bool, bool, bool>("bool", both);
}

TEST(Tails, OfMixedTypes) {
  check_tails<std::uint8_t, double, double>("uint8 and double", [](auto a, auto b) { return a * b - 1; });
  check_tails<float, std::int64_t, float>("float and int64 to float", [](auto a, auto b) { return a - b; });
  check_tails<float, std::uint8_t, bool>("comparison", [](auto a, auto b) { return a < b; });
  check_tails<double, std::int16_t, bool>("comparison of doubles", [](auto a, auto b) { return a < b; });
  check_tails<bool, double, double>("where", [](auto a, auto b) { return where(a, b, -b); });
  check_tails<std::int16_t, float, std::int8_t>("int16 > float to int8", [](auto a, auto b) { return a > b; });
  check_tails<std::int64_t, bool, std::uint8_t>("int64 and bool to uint8", [](auto a, auto b) { return (a & b) + a; });
}

TEST(Tails, OfFunctions) {
  check_tails<double, float, double>("sqrt", [](auto a, auto b) { return sqrt(abs(a)) + sqrt(b); });
  check_tails<float, float, float>("rounding", [](auto a, auto b) { return floor(a) - round(b); });
  check_tails<double, double, double>("fma", [](auto a, auto b) { return fma(a, b, a); });
}

// The same between elements that are not read: steps, and rows of a grid that ends at the page.
TEST(Tails, StridedUpToThePage) {
  for (index_t n = 1; n <= longest; ++n) {
    for (index_t const step : {2, 3, -1, -2}) {
      index_t const reach = (n - 1) * (step < 0 ? -step : step) + 1;
      guarded const in(static_cast<std::size_t>(reach) * sizeof(float)),
          out(static_cast<std::size_t>(reach) * sizeof(double));
      float* const a = in.last<float>(reach);
      double* const to = out.last<double>(reach);
      for (index_t i = 0; i < reach; ++i) a[i] = static_cast<float>(i);
      index_t const start = step < 0 ? reach - 1 : 0;
      for (mode const how : all_modes) {
        std::fill_n(to, reach, -1.0);
        view<float const, 1> const from(a + start, {n}, {step});
        view<double, 1> const target(to + start, {n}, {step});
        assign(target, from * 2 + from, {.mode = how});
        for (index_t i = 0; i < reach; ++i) {
          bool const chosen = i % (step < 0 ? -step : step) == (reach - 1) % (step < 0 ? -step : step) * (step < 0);
          ASSERT_EQ(to[i], chosen ? 3.0 * static_cast<double>(i) : -1.0)
              << to_string(how) << " " << n << " step " << step;
        }
      }
    }
  }
}

}  // namespace
}  // namespace sinter::testing
