#include <algorithm>
#include <gtest/gtest.h>
#include <vector>

#include <sinter/sinter.hpp>

#include "exec/count_up.hpp"
#include "exec/kept_settings.hpp"
#include "property/guarded.hpp"

// Loops that have another form for some lengths: by halves of a register where the file is compiled with
// SINTER_HALF_REGISTERS=1, with the lines of the output asked for where it is compiled for AVX-512 alone. Rows of all
// lengths, those around the limits of that form among them, on memory that ends where the array ends.

namespace sinter {
namespace {

using testing::count_up;
using testing::guarded;
using testing::value_at;

template <class Element>
struct halves : ::testing::Test {};
using elements = ::testing::Types<std::uint8_t, std::int16_t, std::int32_t, float, double>;
TYPED_TEST_SUITE(halves, elements);

template <class Element>
std::vector<index_t> lengths() {
  std::vector<index_t> all;
  for (index_t n = 1; n < 200; ++n) all.push_back(n);
  // Bytes of an array where two, or three, take 32 KiB, 44 KiB and 1.5 MiB.
  for (index_t const bytes : {16'384, 10'922, 22'528, 15'018, 786'432, 524'288}) {
    for (index_t by = -40; by <= 40; ++by) all.push_back(bytes / static_cast<index_t>(sizeof(Element)) + by);
  }
  return all;
}

// make(a, b) of views beside the same of elements, into an array of its own and into the first operand.
template <class Element, class Make>
void check(Make const& make) {
  guarded const a_page(1 << 20), b_page(1 << 20), out_page(1 << 20);
  for (index_t const n : lengths<Element>()) {
    auto* const a = a_page.last<Element>(n);
    auto* const b = b_page.last<Element>(n);
    auto* const out = out_page.last<Element>(n);
    for (bool const in_place : {false, true}) {
      count_up(a, n);
      count_up(b, n);
      std::reverse(b, b + n);
      std::vector<Element> expected(static_cast<std::size_t>(n));
      for (index_t i = 0; i < n; ++i) expected[static_cast<std::size_t>(i)] = static_cast<Element>(make(a[i], b[i]));
      view<Element, 1> const x(a, {n}), y(b, {n}), to(in_place ? a : out, {n});
      to = make(x, y);
      for (index_t i = 0; i < n; ++i) ASSERT_EQ(to(i), expected[static_cast<std::size_t>(i)]) << n << ", " << i;
    }
  }
}

TYPED_TEST(halves, OfTwoArrays) {
  using type = TypeParam;
  check<type>([](auto const& a, auto const& b) { return a + b; });
  check<type>([](auto const& a, auto const& b) { return a + type{3} * b; });
  check<type>([](auto const& a, auto const& b) { return type{2} * a - type{3} * b; });
}

// Five arrays, and of each the part that belongs to one place of a stencil.
TYPED_TEST(halves, OfTheRowsOfAStencil) {
  using type = TypeParam;
  guarded const grid_page(1 << 17), out_page(1 << 17);
  slice const before = to(-2), mid = range(1, -1), after = from(2);
  for (index_t const high : {1, 3}) {
    for (index_t wide = 1; wide < 300; ++wide) {
      index_t const step = wide + 2, n = (high + 2) * step;
      auto* const grid = grid_page.last<type>(n);
      auto* const out = out_page.last<type>(high * wide);
      count_up(grid, n);
      view<type const, 2> const a(grid, {high + 2, step});
      view<type, 2> const result(out, {high, wide});
      result = type{3} * (a(before, mid) + a(after, mid)) + (a(mid, before) + a(mid, after)) - a(mid, mid);
      for (index_t r = 0; r < high; ++r) {
        for (index_t c = 0; c < wide; ++c) {
          type const* const at = grid + (r + 1) * step + c + 1;
          auto const rows = static_cast<type>(type{3} * static_cast<type>(at[-step] + at[step]));
          auto const expected = static_cast<type>(rows + static_cast<type>(at[-1] + at[1]) - at[0]);
          ASSERT_EQ(result(r, c), expected) << high << " x " << wide << ", " << r << " " << c;
        }
      }
    }
  }
}

TYPED_TEST(halves, OfRowsBesideAColumn) {
  using type = TypeParam;
  guarded const page(1 << 17), column_page(1 << 13);
  for (index_t wide = 1; wide < 300; ++wide) {
    constexpr index_t high = 3;
    auto* const a = page.last<type>(high * wide);
    auto* const column = column_page.last<type>(high);
    count_up(a, high * wide);
    count_up(column, high);
    view<type, 2> const rows(a, {high, wide});
    rows = rows + view<type const, 2>(column, {high, 1});
    for (index_t i = 0; i < high * wide; ++i) {
      ASSERT_EQ(a[i], static_cast<type>(value_at<type>(i) + column[i / wide])) << wide << ", " << i;
    }
  }
}

// Arrays that together take 2 MiB and a little less or more, through the caches and past them.
template <int Arrays, class Element, class Make>
void check_large(Make const& make) {
  constexpr index_t limit = 2 * 1024 * 1024 / (Arrays * static_cast<index_t>(sizeof(Element)));
  guarded const a_page(1 << 21), b_page(1 << 21), c_page(1 << 21), out_page(1 << 21);
  testing::kept_settings const restore;
  for (index_t const threshold : {index_t{1}, index_t{1} << 40}) {
    settings().streaming_threshold = threshold;
    for (index_t by = -9; by <= 70; by += by < 9 ? 1 : 13) {
      index_t const n = limit + by;
      auto* const a = a_page.last<Element>(n);
      auto* const b = b_page.last<Element>(n);
      auto* const c = c_page.last<Element>(n);
      auto* const out = out_page.last<Element>(n);
      count_up(a, n);
      count_up(b, n);
      count_up(c, n);
      std::reverse(b, b + n);
      view<Element const, 1> const x(a, {n}), y(b, {n}), z(c, {n});
      view<Element, 1>(out, {n}) = make(x, y, z);
      for (index_t i = 0; i < n; ++i) ASSERT_EQ(out[i], static_cast<Element>(make(a[i], b[i], c[i]))) << n << ", " << i;
    }
  }
}

TYPED_TEST(halves, OfArraysBeyondTheCacheOfACore) {
  using type = TypeParam;
  check_large<2, type>([](auto const& a, auto const&, auto const&) { return type{3} * a; });
  check_large<3, type>([](auto const& a, auto const& b, auto const&) { return a + type{2} * b; });
  check_large<4, type>([](auto const& a, auto const& b, auto const& c) { return a * b + c; });
}

// By groups of 256 KiB, of which the last is not complete: bit for bit what the array of products gives.
TEST(HalvesOfFolds, AreThoseOfAnArray) {
  constexpr index_t group = 32 * 1024;
  guarded const a_page(3 * group * 8 + 4096), b_page(3 * group * 8 + 4096);
  for (index_t const groups : {1, 2, 3}) {
    for (index_t const by : {-65, -1, 0, 1, 7, 64, 200}) {
      index_t const n = groups * group + by;
      auto* const a = a_page.last<double>(n);
      auto* const b = b_page.last<double>(n);
      for (index_t i = 0; i < n; ++i) {
        a[i] = 1 / static_cast<double>(i + 3);
        b[i] = static_cast<double>(i % 101) - 50.25;
      }
      view<double const, 1> const x(a, {n}), y(b, {n});
      ndarray<double, 1> const products = eval(x * y);
      EXPECT_EQ(sum(x * y), sum(products)) << n;
      EXPECT_EQ(sum(x), sum(eval(x + 0.0))) << n;
    }
  }
}

}  // namespace
}  // namespace sinter
