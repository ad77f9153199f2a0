#include <algorithm>
#include <gtest/gtest.h>
#include <iterator>
#include <numeric>
#include <ranges>
#include <vector>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

using array_iterator = decltype(std::declval<ndarray<int, 2>&>().begin());
using view_iterator = decltype(std::declval<view<int, 2> const&>().begin());
static_assert(std::contiguous_iterator<array_iterator>);
static_assert(std::random_access_iterator<view_iterator>);
static_assert(std::ranges::random_access_range<view<int const, 3>>);
static_assert(std::ranges::sized_range<view<int, 1>>);

TEST(Iterator, GoesInRowMajorOrder) {
  ndarray<int, 2> a = {{1, 2, 3}, {4, 5, 6}};
  EXPECT_EQ(std::vector<int>(a.begin(), a.end()), (std::vector<int>{1, 2, 3, 4, 5, 6}));
  auto const t = a.transpose();
  EXPECT_EQ(std::vector<int>(t.begin(), t.end()), (std::vector<int>{1, 4, 2, 5, 3, 6}));
  auto const r = a(reversed, every(2));
  EXPECT_EQ(std::vector<int>(r.begin(), r.end()), (std::vector<int>{4, 6, 1, 3}));
}

TEST(Iterator, WorksWithStandardAlgorithms) {
  ndarray<int, 2> a = {{5, 2, 9}, {4, 8, 1}};
  auto const column = a(all, range(2, 0, -1));  // {{9, 2}, {1, 8}}
  std::sort(column.begin(), column.end());
  EXPECT_TRUE(all(a == ndarray<int, 2>{{5, 2, 1}, {4, 9, 8}}));
  EXPECT_EQ(std::accumulate(column.begin(), column.end(), 0), 20);
  EXPECT_EQ(*std::max_element(a.begin(), a.end()), 9);
  auto const found = std::lower_bound(column.begin(), column.end(), 8);
  EXPECT_EQ(found - column.begin(), 2);
  std::reverse(column.begin(), column.end());
  EXPECT_EQ(*column.begin(), 9);
  EXPECT_EQ(column.begin()[3], 1);
  EXPECT_EQ(*(column.end() - 1), 1);
  EXPECT_EQ(std::ranges::count_if(column, [](int x) { return x > 5; }), 2);
  int total = 0;
  for (int const x : column) total += x;
  EXPECT_EQ(total, 20);
}

TEST(Iterator, OfEmptyAndRankZeroViews) {
  auto a = zeros<int>({3, 0});
  EXPECT_EQ(a.begin(), a.end());
  auto const v = a.transpose();
  EXPECT_TRUE(v.begin() == v.end());
  ndarray<int, 1> b{7};
  auto const single = b(newaxis, 0);
  EXPECT_EQ(*single.begin(), 7);
  EXPECT_EQ(single.end() - single.begin(), 1);
}

TEST(Iterator, SpansOnlyOfContiguousElements) {
  ndarray<int, 2> a = {{1, 2}, {3, 4}};
  EXPECT_EQ(a.span().size(), 4u);
  EXPECT_EQ(a(1, all).span()[1], 4);
  EXPECT_THROW(a.transpose().span(), shape_error);
  EXPECT_THROW(a(all, 0).span(), shape_error);
}

}  // namespace
}  // namespace sinter
