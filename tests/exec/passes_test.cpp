#include <gtest/gtest.h>
#include <vector>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

#include <sinter/sinter.hpp>

#include "exec/count_up.hpp"
#include "exec/kept_settings.hpp"
#include "property/guarded.hpp"

// Loops of machine code, and passes of several: bit for bit what the fused loop gives, for lengths around those of the
// registers of every ISA, on memory that ends where the array ends.

namespace sinter {
namespace {

using testing::count_up;
using testing::guarded;

constexpr index_t longest = 3000;

template <class Element>
struct loops : ::testing::Test {
  testing::kept_settings const restore;
  guarded a_page{longest * 8}, b_page{longest * 8}, out_page{longest * 8};

  loops() { settings().jit_threshold = 1; }

  // make(a, b) of views.
  template <class Make>
  void check(Make const& make) {
    for (index_t n = 0; n <= longest; n += n < 200 ? 1 : 93) {
      view<Element, 1> const a(a_page.last<Element>(n), {n}), b(b_page.last<Element>(n), {n});
      count_up(a.data(), n);
      for (index_t i = 0; i < n; ++i) b(i) = static_cast<Element>((i * 29 + 5) % 89 + 1);
      using result = std::remove_cvref_t<decltype(*eval(make(a, b)).data())>;
      auto expected = zeros<result>({n});
      assign(expected, make(a, b), {.mode = mode::fused});
      view<result, 1> const out(out_page.last<result>(n), {n});
      assign(out, make(a, b), {.mode = mode::blocked});
      for (index_t i = 0; i < n; ++i) ASSERT_EQ(out(i), expected(i)) << n << ", " << i;
      if constexpr (std::is_same_v<result, Element>) {
        assign(a, make(a, b), {.mode = mode::blocked});
        for (index_t i = 0; i < n; ++i) ASSERT_EQ(a(i), expected(i)) << "in place, " << n << ", " << i;
      }
    }
  }
};
using elements = ::testing::Types<std::int16_t, std::int32_t, std::int64_t, float, double>;
TYPED_TEST_SUITE(loops, elements);

TYPED_TEST(loops, OfOneValue) {
  using type = TypeParam;
  this->check([](auto const& a, auto const& b) { return type{3} * a + b; });
  this->check([](auto const& a, auto const& b) { return type{7} - (a - type{2}) * b; });
  this->check([](auto const& a, auto const& b) { return maximum(abs(-a), minimum(b, type{50})) - square(a); });
}

TYPED_TEST(loops, ThatKeepValues) {
  using type = TypeParam;
  this->check([](auto const& a, auto const& b) { return a * a - b * b; });
  this->check(
      [](auto const& a, auto const& b) { return (a - b) * (a + b) - ((a - type{1}) * (b + type{2})) * (b - a); });
  // Deeper than the registers are kept for.
  this->check([](auto const& a, auto const& b) {
    return (a + b) -
           ((a - b) -
            ((b - a) - ((a + b) - ((b + b) - ((a - b) - ((a + a) - ((b - a) - ((a + b) - ((b + a) - a * b)))))))));
  });
}

TYPED_TEST(loops, BesideOtherOperations) {
  using type = TypeParam;
  this->check([](auto const& a, auto const& b) { return a * b - type{4} * a > type{2} * b - a; });
  this->check([](auto const& a, auto const& b) { return where(a > b, a + b - type{1}, type{2} * b + a) * a - b; });
  this->check([](auto const& a, auto const& b) { return cast<double>(a + b - type{2}) * 0.5 - cast<double>(b * a); });
  // What is stored before the operation in the middle is read behind it.
  this->check([](auto const& a, auto const& b) { return (a * b - a) - cast<type>((a > b) + cast<type>(a + b)); });
}

TYPED_TEST(loops, ThatEndInAComparison) {
  using type = TypeParam;
  this->check([](auto const& a, auto const& b) { return type{2} * a - b == a; });
  this->check([](auto const& a, auto const& b) { return b != (a + b) - a * type{3}; });
  this->check([](auto const& a, auto const& b) { return (a - b) * type{3} < (a + b) * (b - a); });
  this->check([](auto const& a, auto const& b) { return (a + type{1}) * b <= type{60}; });
  this->check([](auto const& a, auto const& b) { return type{9} > maximum(a, b) - minimum(a, b); });
  this->check([](auto const& a, auto const& b) { return abs(a - b) >= b; });
  this->check([](auto const& a, auto const& b) { return (a * b - a > b + type{1}) && (a - b < b * b); });
  this->check([](auto const& a, auto const& b) { return where(a * b - a > b + type{1}, a - b, b * b - type{2}) + a; });
}

TYPED_TEST(loops, OfArraysOfNarrowerTypes) {
  using type = TypeParam;
  this->check([](auto const& a, auto const& b) { return cast<double>(a) * 0.5 + cast<double>(b); });
  this->check([](auto const& a, auto const& b) { return cast<double>(a) * 2.0 - cast<double>(b) > cast<double>(a); });
  this->check(
      [](auto const& a, auto const& b) { return cast<std::int64_t>(a) * std::int64_t{3} - cast<std::int64_t>(b); });
  this->check([](auto const& a, auto const& b) { return cast<float>(a) * 0.25F + cast<float>(a) * cast<float>(b); });
  this->check([](auto const& a, auto const& b) { return (a - b) * type{2} + cast<type>(a > b) * b; });
  for (index_t n = 1; n <= longest; n += n < 140 ? 1 : 77) {
    auto i8 = zeros<std::int8_t>({n});
    auto u16 = zeros<std::uint16_t>({n});
    auto bits = zeros<bool>({n});
    for (index_t i = 0; i < n; ++i) {
      i8(i) = static_cast<std::int8_t>(i * 7);
      u16(i) = static_cast<std::uint16_t>(i * 4321);
      bits(i) = i % 3 == 0;
    }
    view<type, 1> const a(this->a_page.template last<type>(n), {n});
    count_up(a.data(), n);
    auto const value =
        (cast<double>(i8) - 2.0 * cast<double>(u16)) * cast<double>(a) + cast<double>(bits) * cast<double>(u16);
    auto expected = zeros<double>({n}), out = expected;
    assign(expected, value, {.mode = mode::fused});
    assign(out, value, {.mode = mode::blocked});
    for (index_t i = 0; i < n; ++i) ASSERT_EQ(out(i), expected(i)) << n << ", " << i;
  }
}

TEST(LoopsOfFloats, DivideAndTakeRoots) {
  guarded const a_page(longest * 8), out_page(longest * 8);
  for (index_t const n : {1, 63, 64, 65, 128, 300, 2999}) {
    view<double, 1> const a(a_page.last<double>(n), {n}), out(out_page.last<double>(n), {n});
    for (index_t i = 0; i < n; ++i) a(i) = static_cast<double>(i - 7) / 3;
    auto const roots = sqrt(a * a + 1.0) / (2.0 + abs(a)) - 1.0 / a;
    auto expected = zeros<double>({n});
    assign(expected, roots, {.mode = mode::fused});
    assign(out, roots, {.mode = mode::blocked});
    for (index_t i = 0; i < n; ++i) ASSERT_EQ(out(i), expected(i)) << n << ", " << i;
  }
}

TEST(LoopsOfBits, AreThoseOfTheLoop) {
  auto a = zeros<std::int64_t>({777}), b = a, expected = a, out = a;
  count_up(a.data(), 777);
  for (index_t i = 0; i < 777; ++i) b(i) = i * i * 7919;
  auto const bits = ((a & b) | (a ^ std::int64_t{5})) - ~(a * b);
  assign(expected, bits, {.mode = mode::fused});
  assign(out, bits, {.mode = mode::blocked});
  for (index_t i = 0; i < 777; ++i) ASSERT_EQ(out(i), expected(i)) << i;
}

// Arrays that begin at any element, so that the output is aligned to nothing.
TEST(LoopsPastTheCaches, AreThoseThroughThem) {
  constexpr index_t most = 100'000;
  std::vector<double> a_memory(most + 8), b_memory(most + 8), out_memory(most + 8);
  for (index_t shift = 0; shift < 8; ++shift) {
    testing::kept_settings const restore;
    index_t const n = most - 11 * shift;
    view<double, 1> const a(a_memory.data() + shift, {n}), b(b_memory.data() + 7 - shift, {n});
    view<double, 1> const out(out_memory.data() + shift, {n});
    count_up(a.data(), n);
    count_up(b.data(), n);
    auto const value = sqrt(a * a + b * b) / (b + 1.0);
    auto expected = zeros<double>({n});
    assign(expected, value, {.mode = mode::fused});
    settings().streaming_threshold = 1;
    settings().mode = mode::blocked;
    EXPECT_EQ(explain(out, value).stores, store_policy::streaming);
    out = value;
    settings().mode = mode::automatic;
    for (index_t i = 0; i < n; ++i) ASSERT_EQ(out(i), expected(i)) << shift << ", " << i;
    for (int const threads : {1, 2}) {
      out = 0.0;
      assign(out, value, {.mode = mode::blocked, .threads = threads});
      for (index_t i = 0; i < n; ++i) ASSERT_EQ(out(i), expected(i)) << shift << ", " << i << ", " << threads;
    }
  }
}

// Several passes go block by block, of which each has to begin at a line of the output: 4-byte elements crashed here.
TEST(LoopsPastTheCaches, BeginTheirBlocksAtLines) {
  testing::kept_settings const restore;
  settings().streaming_threshold = 1;
  for (index_t const n : {1000, 1024, 1032, 5000, 8008, 500'008}) {
    auto a = zeros<float>({n}), b = a, out = a, expected = a;
    count_up(a.data(), n);
    for (index_t i = 0; i < n; ++i) b(i) = static_cast<float>(i % 53);
    auto const value = where(a > b, a, b) * b + a * 0.5F;
    assign(expected, value, {.mode = mode::fused});
    assign(out, value, {.mode = mode::blocked, .threads = 1});
    for (index_t i = 0; i < n; ++i) ASSERT_EQ(out(i), expected(i)) << n << ", " << i;
  }
}

// Three copies of a register at once: the third one's bools were stored with as many zeros behind them.
TEST(Loops, StoreBoolsOfThreeCopies) {
  testing::kept_settings const restore;
  settings().jit_threshold = 1;
  guarded const a_page(longest * 8), out_page(longest * 8);
  for (index_t n = 1; n < 120; ++n) {
    view<double, 1> const a(a_page.last<double>(n), {n});
    view<bool, 1> const out(out_page.last<bool>(n), {n});
    count_up(a.data(), n);
    auto expected = zeros<bool>({n});
    assign(expected, sqrt(a) < a - 40.0, {.mode = mode::fused});
    assign(out, sqrt(a) < a - 40.0, {.mode = mode::blocked});
    for (index_t i = 0; i < n; ++i) ASSERT_EQ(out(i), expected(i)) << n << ", " << i;
  }
}

// A narrow value in registers and a wide one in memory share the place of a temporary: the last elements of the one
// overwrote the other.
TEST(Loops, KeepWhatIsStoredWhereRegistersHadBeen) {
  testing::kept_settings const restore;
  settings().jit_threshold = 1;
  for (index_t n = 1; n < 120; ++n) {
    auto x = zeros<double>({n}), y = x, out = x, expected = x;
    auto w = zeros<bool>({n});
    for (index_t i = 0; i < n; ++i) {
      x(i) = static_cast<double>(i % 13) / 2;
      y(i) = static_cast<double>(i % 5);
      w(i) = i % 3 != 0;
    }
    auto const value = where(w && (x < y + 3.0), x * y, exp(x * -0.5));
    assign(expected, value, {.mode = mode::fused});
    assign(out, value, {.mode = mode::blocked});
    for (index_t i = 0; i < n; ++i) ASSERT_EQ(out(i), expected(i)) << n << ", " << i;
  }
}

// Code of other ISAs that follows must not find registers of the kernels in use: that made it ten times slower.
TEST(Loops, LeaveNoRegisterInUse) {
#if defined(__x86_64__) && !defined(__AVX__)
  auto a = ones<double>({640});
  auto out = zeros<double>({640});
  assign(out, a * 2.0 - 1.0, {.mode = mode::blocked});
  unsigned a_bits = 0, b_bits = 0, c_bits = 0, d_bits = 0;
  bool const tells = __get_cpuid_count(0xd, 1, &a_bits, &b_bits, &c_bits, &d_bits) != 0 && (a_bits & 4) != 0;
  if (active_isa() == isa::baseline || !tells) GTEST_SKIP() << "this CPU does not tell which registers are in use";
  std::uint32_t low = 0, high = 0;
  asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(1));
  EXPECT_EQ(low & 4, 0u);
#endif
}

}  // namespace
}  // namespace sinter
