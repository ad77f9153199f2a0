#include <gtest/gtest.h>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

TEST(Reshape, KeepsOrderAndMemory) {
  ndarray<int, 1> a = arange<int>(24);
  auto const b = a.reshape({2, 3, 4});
  EXPECT_EQ(b.data(), a.data());
  EXPECT_EQ(b(1, 2, 3), 23);
  EXPECT_EQ(b.reshape({-1})(13), 13);
  EXPECT_EQ(detail::to_string(a.reshape({4, -1}).shape()), "(4, 6)");
  EXPECT_EQ(detail::to_string(a.reshape({1, 24, 1}).shape()), "(1, 24, 1)");
  EXPECT_EQ(flatten(b).size(), 24);
}

TEST(Reshape, OfStridedViewsWhereTheStridesAllowIt) {
  ndarray<int, 1> line = arange<int>(48);
  auto const a = line.reshape({4, 12});
  auto const half = a(all, every(2));  // (4, 6)
  auto const split = half.reshape({4, 2, 3});
  EXPECT_EQ(split(3, 1, 2), a(3, 10));
  EXPECT_EQ(half.reshape({2, 2, 6})(1, 1, 5), a(3, 10));
  EXPECT_EQ(half.reshape({24})(23), a(3, 10));  // rows of 12 taken in steps of 2: one step throughout
  EXPECT_THROW(a(all, range(0, 5)).reshape({20}), shape_error);
  EXPECT_THROW(a.transpose().reshape({48}), shape_error);
  EXPECT_EQ(a.transpose().reshape({3, 4, 4})(2, 3, 1), a(1, 11));
}

TEST(Reshape, RefusesWrongSizes) {
  ndarray<int, 1> a = arange<int>(12);
  EXPECT_THROW(a.reshape({5}), shape_error);
  EXPECT_THROW(a.reshape({-1, 5}), shape_error);
  EXPECT_THROW(a.reshape({-1, -1}), shape_error);
  EXPECT_THROW(a.reshape({-2, -6}), shape_error);
  EXPECT_THROW(a.reshape({0, -1}), shape_error);
  EXPECT_THROW(a.reshape({index_t{1} << 62, 8}), shape_error);
  auto none = zeros<int>({0, 3});
  EXPECT_EQ(detail::to_string(none.reshape({3, 0, 5}).shape()), "(3, 0, 5)");
}

TEST(Transpose, ReversesAxes) {
  auto a = empty<int>({2, 3, 4});
  for (int i = 0; i < 24; ++i) a.data()[i] = i;
  auto const t = a.transpose();
  EXPECT_EQ(detail::to_string(t.shape()), "(4, 3, 2)");
  for (index_t i = 0; i < 2; ++i) {
    for (index_t j = 0; j < 3; ++j) {
      for (index_t k = 0; k < 4; ++k) EXPECT_EQ(t(k, j, i), a(i, j, k));
    }
  }
  EXPECT_EQ(&t.transpose()(1, 2, 3), &a(1, 2, 3));
}

}  // namespace
}  // namespace sinter
