#include <Eigen/Core>
#include <cstdint>
#include <gtest/gtest.h>

#include <sinter/array/create.hpp>
#include <sinter/eigen.hpp>

namespace {

using sinter::all;
using sinter::as_eigen;
using sinter::every;
using sinter::index_t;
using sinter::ndarray;
using sinter::range;
using sinter::reversed;
using sinter::view;

ndarray<double, 2> numbered(index_t rows, index_t columns) {
  auto a = sinter::empty<double>({rows, columns});
  for (index_t i = 0; i < a.size(); ++i) a.data()[i] = static_cast<double>(i);
  return a;
}

// Every element of the map is the element of the view, at the same address.
template <class Map, class View>
void expect_same_places(Map const& map, View const& view) {
  ASSERT_EQ(map.rows(), view.shape()[0]);
  ASSERT_EQ(map.cols(), view.shape()[1]);
  for (index_t i = 0; i < map.rows(); ++i) {
    for (index_t j = 0; j < map.cols(); ++j) EXPECT_EQ(&map.coeffRef(i, j), &view(i, j)) << i << ", " << j;
  }
}

TEST(as_eigen, an_array_is_a_row_major_matrix) {
  auto a = numbered(3, 5);
  auto map = as_eigen(a);
  static_assert(decltype(map)::IsRowMajor);
  expect_same_places(map, a);
  map(1, 2) = -1;
  EXPECT_EQ(a(1, 2), -1);
}

TEST(as_eigen, a_line_is_a_column_vector) {
  ndarray<float, 1> a = {1, 2, 3};
  auto map = as_eigen(a);
  static_assert(decltype(map)::ColsAtCompileTime == 1);
  ASSERT_EQ(map.size(), 3);
  map *= 2;
  EXPECT_EQ(a(2), 6);
  EXPECT_EQ(map.data(), a.data());
}

TEST(as_eigen, views_keep_their_strides) {
  auto a = numbered(6, 8);
  expect_same_places(as_eigen(a(range(1, 5), range(2, 7))), a(range(1, 5), range(2, 7)));
  expect_same_places(as_eigen(a(every(2), every(3))), a(every(2), every(3)));
  expect_same_places(as_eigen(a.transpose()), a.transpose());
  expect_same_places(as_eigen(a(reversed, all)), a(reversed, all));
  expect_same_places(as_eigen(a(all, reversed)), a(all, reversed));
  expect_same_places(as_eigen(a(reversed, reversed).transpose()), a(reversed, reversed).transpose());
}

TEST(as_eigen, lines_of_a_matrix) {
  auto a = numbered(4, 5);
  auto column = as_eigen(a(all, 3));
  ASSERT_EQ(column.size(), 4);
  for (index_t i = 0; i < 4; ++i) EXPECT_EQ(&column(i), &a(i, 3));
  auto backwards = as_eigen(a(2, reversed));
  for (index_t j = 0; j < 5; ++j) EXPECT_EQ(&backwards(j), &a(2, 4 - j));
  column.setZero();
  EXPECT_EQ(a(3, 3), 0);
  EXPECT_EQ(a(3, 4), 19);
}

TEST(as_eigen, linear_algebra_on_arrays) {
  ndarray<double, 2> const a = {{1, 2}, {3, 4}, {5, 6}};
  ndarray<double, 1> const x = {10, 1};
  auto y = sinter::zeros<double>({3});
  as_eigen(y) = as_eigen(a) * as_eigen(x);
  EXPECT_EQ(y(0), 12);
  EXPECT_EQ(y(2), 56);
  auto gram = sinter::zeros<double>({2, 2});
  as_eigen(gram) = as_eigen(a.transpose()) * as_eigen(a);
  EXPECT_EQ(gram(0, 0), 35);
  EXPECT_EQ(gram(0, 1), 44);
  EXPECT_EQ(gram(1, 0), 44);
  EXPECT_EQ(gram(1, 1), 56);
}

TEST(as_eigen, empty_arrays) {
  ndarray<double, 2> none;
  EXPECT_EQ(as_eigen(none).size(), 0);
  auto const narrow = sinter::zeros<double>({4, 0});
  EXPECT_EQ(as_eigen(narrow).rows(), 4);
  EXPECT_EQ(as_eigen(narrow(all, all)).cols(), 0);
}

template <class Array>
concept has_as_eigen = requires(Array&& array) { as_eigen(static_cast<Array&&>(array)); };
template <class Map>
concept writes = requires(Map map) { map.coeffRef(0) = 1; };

static_assert(has_as_eigen<ndarray<double, 2>&>);
static_assert(!has_as_eigen<ndarray<double, 2>>, "a map of an array that is about to die");
static_assert(!has_as_eigen<ndarray<double, 2> const>);
static_assert(has_as_eigen<view<double, 2>>);

template <class Array>
using map_of = decltype(as_eigen(std::declval<Array>()));
static_assert(writes<map_of<ndarray<double, 1>&>>);
static_assert(!writes<map_of<ndarray<double, 1> const&>>);
static_assert(writes<map_of<view<double, 1>>>);
static_assert(writes<map_of<view<double, 1> const&>>, "a view that is const still writes");
static_assert(!writes<map_of<view<double const, 1>>>);
static_assert(std::is_same_v<map_of<ndarray<std::int16_t, 2>&>::Scalar, std::int16_t>);

}  // namespace
