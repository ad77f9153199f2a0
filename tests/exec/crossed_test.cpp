#include <gtest/gtest.h>

#include <sinter/sinter.hpp>

#include "exec/count_up.hpp"
#include "property/guarded.hpp"

// Transposed arrays beside others: whole squares of elements, what is left of them at the edges, and nothing outside.

namespace sinter {
namespace {

using testing::count_up;
using testing::guarded;

template <class Element>
struct crossed : ::testing::Test {};
using elements = ::testing::Types<std::int16_t, std::int32_t, float, double, std::int64_t>;
TYPED_TEST_SUITE(crossed, elements);

TYPED_TEST(crossed, GridsOfEverySize) {
  guarded const a_page(1 << 16), b_page(1 << 16), out_page(1 << 16), less_page(1 << 13);
  for (index_t const high : {1, 2, 3, 7, 8, 9, 16, 17, 33}) {
    for (index_t const wide : {1, 2, 3, 4, 5, 8, 15, 16, 17, 31, 33, 64, 66, 131}) {
      index_t const n = high * wide;
      auto* const a = a_page.last<TypeParam>(n);
      auto* const b = b_page.last<TypeParam>(n);
      auto* const out = out_page.last<TypeParam>(n);
      auto* const less = less_page.last<bool>(n);
      count_up(a, n);
      count_up(b, n);
      view<TypeParam const, 2> const columns(a, {wide, high}), rows(b, {high, wide});
      view<TypeParam, 2> const to(out, {high, wide});
      auto const check = [&](auto const* values, auto const& expected) {
        for (index_t r = 0; r < high; ++r) {
          for (index_t c = 0; c < wide; ++c) {
            ASSERT_EQ(values[r * wide + c], expected(a[c * high + r], b[r * wide + c]))
                << high << " x " << wide << ", " << r << " " << c;
          }
        }
      };
      auto const two = TypeParam{2};
      to = columns.transpose();
      check(out, [](auto x, auto) { return x; });
      to = columns.transpose() + rows;
      check(out, [](auto x, auto y) { return static_cast<TypeParam>(x + y); });
      to = rows * two - columns.transpose();
      check(out, [](auto x, auto y) { return static_cast<TypeParam>(2 * y - x); });
      to += columns.transpose();
      check(out, [](auto, auto y) { return static_cast<TypeParam>(2 * y); });
      view<bool, 2>(less, {high, wide}) = columns.transpose() < rows;
      check(less, [](auto x, auto y) { return x < y; });
      // Columns from the last to the first, and far apart.
      view<TypeParam const, 2> const turned = columns(every(-1), all);
      to = turned.transpose() + rows;
      for (index_t r = 0; r < high; ++r) {
        for (index_t c = 0; c < wide; ++c) {
          ASSERT_EQ(to(r, c), static_cast<TypeParam>(a[(wide - 1 - c) * high + r] + b[r * wide + c]));
        }
      }
    }
  }
}

TYPED_TEST(crossed, BesideRowsColumnsAndEverySecond) {
  for (index_t const wide : {3, 8, 21, 40}) {
    index_t const high = 24;
    auto a = empty<TypeParam>({wide, high}), b = empty<TypeParam>({high, 2 * wide});
    auto row = empty<TypeParam>({wide});
    auto column = empty<TypeParam>({high, 1});
    count_up(a.data(), a.size());
    count_up(b.data(), b.size());
    count_up(row.data(), wide);
    count_up(column.data(), high);
    auto const at = a.transpose();
    ndarray<TypeParam, 2> const with_row = at + row, with_column = at - column;
    ndarray<TypeParam, 2> const with_second = at * b(all, every(2)), with_both = at + b(all, to(wide)) + at;
    auto wider = zeros<TypeParam>({high, 2 * wide});
    wider(all, every(2)) = at + row;
    for (index_t r = 0; r < high; ++r) {
      for (index_t c = 0; c < wide; ++c) {
        auto const x = a(c, r);
        ASSERT_EQ(with_row(r, c), static_cast<TypeParam>(x + row(c)));
        ASSERT_EQ(with_column(r, c), static_cast<TypeParam>(x - column(r, 0)));
        ASSERT_EQ(with_second(r, c), static_cast<TypeParam>(x * b(r, 2 * c)));
        ASSERT_EQ(with_both(r, c), static_cast<TypeParam>(static_cast<TypeParam>(x + b(r, c)) + x));
        ASSERT_EQ(wider(r, 2 * c), with_row(r, c));
        ASSERT_EQ(wider(r, 2 * c + 1), 0);
      }
    }
  }
}

// In tiles, and by threads; the array against its own transpose is read before it is written.
TYPED_TEST(crossed, LargeGridsAndThemselves) {
  index_t const high = 517, wide = 390;
  auto a = empty<TypeParam>({wide, high}), b = empty<TypeParam>({high, wide});
  count_up(a.data(), a.size());
  count_up(b.data(), b.size());
  for (int const threads : {1, 2, 3}) {
    options how;
    how.threads = threads;
    auto sum = zeros<TypeParam>({high, wide});
    assign(sum, a.transpose() + b, how);
    for (index_t r = 0; r < high; ++r) {
      for (index_t c = 0; c < wide; ++c) ASSERT_EQ(sum(r, c), static_cast<TypeParam>(a(c, r) + b(r, c))) << threads;
    }
  }
  for (index_t const n : {5, 8, 40, 300}) {
    auto square = empty<TypeParam>({n, n});
    count_up(square.data(), square.size());
    ndarray<TypeParam, 2> const before = square;
    square = square - square.transpose();
    for (index_t r = 0; r < n; ++r) {
      for (index_t c = 0; c < n; ++c) ASSERT_EQ(square(r, c), static_cast<TypeParam>(before(r, c) - before(c, r))) << n;
    }
  }
}

TYPED_TEST(crossed, PlanesOfABox) {
  auto box = empty<TypeParam>({3, 20, 19});
  count_up(box.data(), box.size());
  view<TypeParam, 3> const turned(box.data(), {3, 19, 20}, {20 * 19, 1, 19});
  ndarray<TypeParam, 3> const twice = turned * TypeParam{2};
  for (index_t p = 0; p < 3; ++p) {
    for (index_t r = 0; r < 19; ++r) {
      for (index_t c = 0; c < 20; ++c) ASSERT_EQ(twice(p, r, c), static_cast<TypeParam>(2 * box(p, c, r)));
    }
  }
}

TEST(CrossedAndMixed, ElementsOfOtherSizes) {
  for (index_t const wide : {7, 16, 37}) {
    index_t const high = 26;
    auto a = empty<float>({wide, high});
    auto b = empty<double>({high, wide});
    auto c = empty<std::int32_t>({wide, high});
    count_up(a.data(), a.size());
    count_up(b.data(), b.size());
    count_up(c.data(), c.size());
    ndarray<double, 2> const sum = a.transpose() + b, other = b - c.transpose();
    ndarray<float, 2> const narrow = cast<float>(b.transpose());
    for (index_t r = 0; r < high; ++r) {
      for (index_t k = 0; k < wide; ++k) {
        ASSERT_EQ(sum(r, k), static_cast<double>(a(k, r)) + b(r, k));
        ASSERT_EQ(other(r, k), b(r, k) - c(k, r));
        ASSERT_EQ(narrow(k, r), static_cast<float>(b(r, k)));
      }
    }
  }
}

}  // namespace
}  // namespace sinter
