#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include <sinter/sinter.hpp>

#include "exec/count_up.hpp"
#include "property/guarded.hpp"

// Statements whose rows are walked without a plan: every length of row beside every kind of leaf, on memory that ends
// where the array ends.

namespace sinter {
namespace {

using testing::count_up;
using testing::guarded;
using testing::value_at;

template <class Element>
struct rows : ::testing::Test {};
using elements = ::testing::Types<std::uint8_t, std::int16_t, float, double>;
TYPED_TEST_SUITE(rows, elements);

TYPED_TEST(rows, ReadUnitStepsRowsColumnsAndEverySecond) {
  guarded const a_page(1 << 17), second_page(1 << 17), row_page(1 << 13), column_page(1 << 13), out_page(1 << 17);
  for (index_t const high : {1, 2, 5}) {
    for (index_t wide = 1; wide < 140; ++wide) {
      index_t const n = high * wide, twice = high * 2 * wide - 1;
      auto* const a = a_page.last<TypeParam>(n);
      auto* const second = second_page.last<TypeParam>(twice);
      auto* const row = row_page.last<TypeParam>(wide);
      auto* const column = column_page.last<TypeParam>(high);
      auto* const out = out_page.last<TypeParam>(n);
      count_up(a, n);
      count_up(second, twice);
      count_up(row, wide);
      count_up(column, high);
      view<TypeParam, 2> const to(out, {high, wide});
      to = view<TypeParam const, 2>(a, {high, wide}) + view<TypeParam const, 2>(second, {high, wide}, {2 * wide, 2}) +
           view<TypeParam const, 1>(row, {wide}) + view<TypeParam const, 2>(column, {high, 1});
      for (index_t r = 0; r < high; ++r) {
        for (index_t c = 0; c < wide; ++c) {
          auto const first = static_cast<TypeParam>(a[r * wide + c] + second[2 * (r * wide + c)]);
          auto const two = static_cast<TypeParam>(first + row[c]);
          ASSERT_EQ(to(r, c), static_cast<TypeParam>(two + column[r]))
              << high << " x " << wide << ", " << r << " " << c;
        }
      }
    }
  }
}

TYPED_TEST(rows, WriteEverySecondElementAndNothingBetween) {
  guarded const page(1 << 17);
  for (index_t const high : {1, 3}) {
    for (index_t wide = 1; wide < 140; ++wide) {
      index_t const n = high * 2 * wide - 1;
      auto* const memory = page.last<TypeParam>(n);
      count_up(memory, n);
      auto const a = full<TypeParam>({high, wide}, TypeParam{3});
      auto const row = full<TypeParam>({wide}, TypeParam{2});
      view<TypeParam, 2> const out(memory, {high, wide}, {2 * wide, 2});
      out = out + a * row;
      for (index_t i = 0; i < n; ++i) {
        auto const before = value_at<TypeParam>(i);
        ASSERT_EQ(memory[i], static_cast<TypeParam>(i % 2 == 0 ? before + 6 : before))
            << high << " x " << wide << ", " << i;
      }
    }
  }
}

TYPED_TEST(rows, OfOneAxisAndOfThree) {
  for (index_t const wide : {1, 4, 7, 31, 64, 67}) {
    auto whole = empty<TypeParam>({3, 4, 2 * wide + 5});
    count_up(whole.data(), whole.size());
    auto const inner = range(1, 1 + wide);
    ndarray<TypeParam, 3> const sum = whole(all, to(-1), inner) + whole(all, from(1), range(2, 2 + 2 * wide, 2)) +
                                      whole(to(1), to(-1), from(-wide)) + whole(0, 0, to(wide));
    for (index_t p = 0; p < 3; ++p) {
      for (index_t r = 0; r < 3; ++r) {
        for (index_t c = 0; c < wide; ++c) {
          auto expected = static_cast<TypeParam>(whole(p, r, 1 + c) + whole(p, r + 1, 2 + 2 * c));
          expected = static_cast<TypeParam>(expected + whole(0, r, wide + 5 + c));
          ASSERT_EQ(sum(p, r, c), static_cast<TypeParam>(expected + whole(0, 0, c))) << wide;
        }
      }
    }
    ndarray<TypeParam, 1> const line = whole(0, 0, range(0, 2 * wide, 2)) + whole(1, 1, to(1));
    for (index_t c = 0; c < wide; ++c) {
      ASSERT_EQ(line(c), static_cast<TypeParam>(whole(0, 0, 2 * c) + whole(1, 1, 0)));
    }
  }
}

// One row for all: whole blocks of it are held, whatever is left of a row is not.
TYPED_TEST(rows, RepeatOneRow) {
  constexpr index_t bytes = sizeof(TypeParam), block = 512 / bytes;
  guarded const a_page(1 << 18), row_page(1 << 14), mixed_page(1 << 15), out_page(1 << 18), less_page(1 << 17);
  for (index_t const high : {2, 7}) {
    for (index_t const wide : {index_t{1}, block / 2, block - 1, block, block + 1, 2 * block, 3 * block + 5}) {
      index_t const n = high * wide;
      auto* const a = a_page.last<TypeParam>(n);
      auto* const row = row_page.last<TypeParam>(wide);
      auto* const narrow = mixed_page.last<float>(wide);
      auto* const out = out_page.last<TypeParam>(n);
      auto* const less = less_page.last<bool>(n);
      count_up(a, n);
      count_up(row, wide);
      count_up(narrow, wide);
      view<TypeParam, 2> const to(out, {high, wide});
      view<TypeParam const, 2> const from(a, {high, wide});
      view<TypeParam const, 1> const one(row, {wide});
      auto const check = [&](auto const& values, auto const& expected) {
        for (index_t i = 0; i < n; ++i) ASSERT_EQ(values[i], expected(a[i], row[i % wide], i)) << wide << " " << i;
      };
      to = from + one;
      check(out, [](auto x, auto y, index_t) { return static_cast<TypeParam>(x + y); });
      to = one - from;
      check(out, [](auto x, auto y, index_t) { return static_cast<TypeParam>(y - x); });
      to *= one;
      check(out, [](auto x, auto y, index_t) { return static_cast<TypeParam>(static_cast<TypeParam>(y - x) * y); });
      view<bool, 2>(less, {high, wide}) = from < one;
      check(less, [](auto x, auto y, index_t) { return x < y; });
      auto const sum = eval(from + view<float const, 1>(narrow, {wide}));
      using wider = typename decltype(sum)::element;
      check(sum.data(),
            [&](auto x, auto, index_t i) { return static_cast<wider>(wider(x) + wider(narrow[i % wide])); });
      view<TypeParam, 3> const box(out, {1, high, wide});
      box = view<TypeParam const, 3>(a, {1, high, wide}) * one;
      check(out, [](auto x, auto y, index_t) { return static_cast<TypeParam>(x * y); });
    }
  }
}

TEST(RowsOverlap, ShiftedAndTransposedLeavesAreReadFirst) {
  for (index_t const wide : {4, 9, 40}) {
    auto a = empty<double>({6, wide + 2});
    count_up(a.data(), a.size());
    ndarray<double, 2> const before = a;
    auto const here = a(range(1, -1), range(1, -1));
    here = here + a(to(-2), range(1, -1)) + a(from(2), range(1, -1));
    for (index_t r = 1; r < 5; ++r) {
      for (index_t c = 1; c <= wide; ++c) ASSERT_EQ(a(r, c), before(r, c) + before(r - 1, c) + before(r + 1, c));
    }
    a = before;
    a = a + a(0, all) * 2.0 + a(all, to(1));  // its own row and column
    for (index_t r = 0; r < 6; ++r) {
      for (index_t c = 0; c < wide + 2; ++c) ASSERT_EQ(a(r, c), before(r, c) + before(0, c) * 2 + before(r, 0));
    }
  }
}

TEST(RowsShape, MismatchesThrowAndArraysTakeTheShapeOfTheExpression) {
  auto const grid = ones<double>({3, 8});
  auto const row = ones<double>({8});
  auto const wrong = ones<double>({7});
  ndarray<double, 2> out = zeros<double>({3, 8});
  EXPECT_THROW(out = grid + wrong, shape_error);
  EXPECT_EQ(out(2, 7), 0);
  out = grid(all, to(1)) + grid(to(1), to(1));  // 3 x 1: smaller than the array was
  EXPECT_EQ(out.size(), 3);
  auto line = zeros<double>({8});
  EXPECT_THROW(line(to(5)) = row + row, shape_error);
  auto whole = zeros<double>({3, 8});
  whole(all, all) = row + row;  // a view is filled row after row
  EXPECT_EQ(whole(2, 3), 2);
  EXPECT_THROW(whole(all, to(4)) = grid + row, shape_error);
  auto nothing = empty<double>({0, 8});
  nothing(all, all) = row + row;
  ndarray<double, 2> const empty_result = nothing + row;
  EXPECT_EQ(empty_result.size(), 0);
}

// Such an expression keeps the shape of an array of any rank where it is.
TEST(KeptExpressions, OfArraysThatChangedSinceThrow) {
  ndarray<double> a = ones<double>(std::vector<index_t>{6});
  ndarray<double> out = zeros<double>(std::vector<index_t>{6});
  auto const kept = a * 2.0 + 1.0;
  out = kept;
  EXPECT_EQ(out(5), 3);
  ndarray<double> const moved = std::move(a);
  EXPECT_THROW(out = kept, shape_error);
  EXPECT_THROW(eval(kept), shape_error);
  EXPECT_THROW(sum(kept), shape_error);
  EXPECT_EQ(out(5), 3);
  EXPECT_EQ(moved(5), 1);
}

// Arrays whose rank is known at run time alone take the same way: every number of axes, and leaves with fewer or more.
TEST(RowsOfAnyRank, AreThoseOfKnownRank) {
  for (index_t const wide : {1, 2, 3, 4, 7, 8, 33}) {
    for (std::vector<index_t> shape : {std::vector<index_t>{wide}, {3, wide}, {2, 3, wide}, {2, 2, 3, wide}}) {
      auto const last = shape.size() - 1;
      ndarray<double> a = zeros<double>(shape), out = zeros<double>(shape);
      count_up(a.data(), a.size());
      auto const row_of = [&](std::vector<index_t> const& of) {
        ndarray<double> row = zeros<double>(of);
        count_up(row.data(), row.size());
        return row;
      };
      auto column_shape = shape;
      column_shape[last] = 1;
      ndarray<double> const row = row_of({wide}), column = row_of(column_shape);
      out = a * row + column;
      for (index_t i = 0; i < out.size(); ++i) {
        ASSERT_EQ(out.data()[i], a.data()[i] * row.data()[i % wide] + column.data()[i / wide]) << wide << " " << i;
      }
      auto more_axes = shape;
      more_axes.insert(more_axes.begin(), 2);
      view<double> const same = out;
      EXPECT_THROW(same = row_of(more_axes) + column, shape_error);
      if (wide > 1) {
        EXPECT_THROW(same = a + row_of({wide + 1}), shape_error);
      }
    }
  }
}

TEST(LongStatements, OnAwakeThreadsGiveTheSameBits) {
  index_t const n = 40'000;
  auto a = empty<double>({n}), b = empty<double>({n}), out = zeros<double>({n});
  count_up(a.data(), n);
  count_up(b.data(), n);
  for (int round = 0; round < 3000; ++round) {
    out = a * b + a;
    if (round % 500 == 0 || round > 2990) {
      for (index_t i = 0; i < n; ++i) ASSERT_EQ(out(i), a(i) * b(i) + a(i)) << round;
    }
    out += 1;
    ASSERT_EQ(out(n - 1), a(n - 1) * b(n - 1) + a(n - 1) + 1);
  }
  auto const thrower = [](double x) -> double { return x > 1e6 ? throw std::runtime_error("large") : x; };
  a(n - 2) = 2e6;
  auto big = empty<double>({n});
  EXPECT_THROW(big = map(thrower, a), std::runtime_error);
}

}  // namespace
}  // namespace sinter
