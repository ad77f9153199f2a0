#include <Eigen/Core>
#include <gtest/gtest.h>
#include <vector>

#include <sinter/array/create.hpp>
#include <sinter/array/evaluate.hpp>
#include <sinter/eigen.hpp>

namespace {

using sinter::as_view;
using sinter::index_t;
using sinter::ndarray;
using sinter::view;
using strides = std::array<index_t, 2>;

// Every element of the view is Eigen's element at the same place.
template <class View, class Dense>
void expect_same_places(View const& view, Dense& dense) {
  ASSERT_EQ(view.shape(), (strides{dense.rows(), dense.cols()}));
  for (index_t i = 0; i < dense.rows(); ++i) {
    for (index_t j = 0; j < dense.cols(); ++j) EXPECT_EQ(&view(i, j), &dense.coeffRef(i, j)) << i << ", " << j;
  }
}

Eigen::MatrixXd numbered(index_t rows, index_t columns) {
  return Eigen::VectorXd::LinSpaced(rows * columns, 0, static_cast<double>(rows * columns - 1)).reshaped(rows, columns);
}

TEST(as_view, a_matrix_is_column_major) {
  Eigen::MatrixXd m = numbered(3, 5);
  auto const v = as_view(m);
  static_assert(std::is_same_v<decltype(v), view<double, 2> const>);
  EXPECT_EQ(v.strides(), (strides{1, 3}));
  expect_same_places(v, m);
  v = v * 2.0 + 1.0;
  EXPECT_EQ(m(2, 4), 29);
}

TEST(as_view, other_layouts) {
  Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows(3, 4);
  EXPECT_EQ(as_view(rows).strides(), (strides{4, 1}));
  expect_same_places(as_view(rows), rows);
  Eigen::ArrayXXi array(2, 3);
  expect_same_places(as_view(array), array);
  Eigen::Matrix<double, 3, 2> fixed;
  expect_same_places(as_view(fixed), fixed);
  auto turned = fixed.transpose();
  EXPECT_EQ(as_view(turned).strides(), (strides{3, 1}));
  EXPECT_EQ(&as_view(turned)(1, 2), &fixed(2, 1));
}

TEST(as_view, maps_blocks_and_refs) {
  Eigen::MatrixXd m = numbered(6, 8);
  auto block = m.block(1, 2, 3, 4);
  EXPECT_EQ(as_view(block).strides(), (strides{1, 6}));
  expect_same_places(as_view(block), block);
  as_view(m.block(1, 2, 3, 4)) = 0;
  EXPECT_EQ(m.block(1, 2, 3, 4).cwiseAbs().sum(), 0);
  EXPECT_EQ(m(0, 2), 12);

  std::vector<double> memory(40);
  using stride = Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>;
  Eigen::Map<Eigen::MatrixXd, 0, stride> map(memory.data(), 3, 4, stride(10, 2));
  EXPECT_EQ(as_view(map).strides(), (strides{2, 10}));
  expect_same_places(as_view(map), map);
  Eigen::Ref<Eigen::MatrixXd> ref(m);
  expect_same_places(as_view(ref), m);
}

TEST(as_view, vectors_have_rank_one) {
  Eigen::VectorXd x = Eigen::VectorXd::LinSpaced(5, 0, 4);
  static_assert(std::is_same_v<decltype(as_view(x)), view<double, 1>>);
  EXPECT_EQ(&as_view(x)(3), &x(3));
  Eigen::RowVector3f row;
  EXPECT_EQ(&as_view(row)(2), &row(2));
  Eigen::MatrixXd m = numbered(3, 4);
  auto const second_row = as_view(m.row(1));
  EXPECT_EQ(second_row.shape()[0], 4);
  EXPECT_EQ(second_row.strides()[0], 3);
  EXPECT_EQ(&second_row(2), &m(1, 2));
  EXPECT_EQ(&as_view(m.diagonal())(2), &m(2, 2));
  Eigen::MatrixXd one_column(4, 1);
  EXPECT_EQ(as_view(one_column).rank(), 2) << "the type, not the size, makes a vector";
}

TEST(as_view, both_ways_in_one_expression) {
  Eigen::MatrixXd const m = numbered(2, 3);
  ndarray<double, 2> const a = {{10, 20, 30}, {40, 50, 60}};
  ndarray<double, 2> const sum = a + as_view(m);
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 3; ++j) EXPECT_EQ(sum(i, j), a(i, j) + m(i, j));
  }
  auto there_and_back = sinter::as_eigen(as_view(m));
  EXPECT_TRUE(there_and_back == m);
}

TEST(as_view, empty_matrices) {
  Eigen::MatrixXd none;
  EXPECT_EQ(as_view(none).size(), 0);
  Eigen::MatrixXd narrow(4, 0);
  EXPECT_EQ(as_view(narrow).shape(), (strides{4, 0}));
}

template <class Dense>
concept has_as_view = requires(Dense&& dense) { as_view(static_cast<Dense&&>(dense)); };
template <class Dense>
using view_of = decltype(as_view(std::declval<Dense>()));

static_assert(std::is_same_v<view_of<Eigen::MatrixXd const&>, view<double const, 2>>);
static_assert(std::is_same_v<view_of<Eigen::Map<Eigen::MatrixXd>>, view<double, 2>>);
static_assert(std::is_same_v<view_of<Eigen::Map<Eigen::MatrixXd const>>, view<double const, 2>>);
static_assert(std::is_same_v<view_of<Eigen::Block<Eigen::MatrixXd const>>, view<double const, 2>>);
static_assert(std::is_same_v<view_of<Eigen::Ref<Eigen::MatrixXd const> const&>, view<double const, 2>>);
// What holds its elements and is about to die, and what has none in memory.
static_assert(!has_as_view<Eigen::MatrixXd>);
static_assert(!has_as_view<Eigen::MatrixXd const>);
static_assert(!has_as_view<Eigen::Array4d>);
static_assert(!has_as_view<Eigen::Ref<Eigen::MatrixXd const>>);
static_assert(!has_as_view<decltype(std::declval<Eigen::MatrixXd&>() + std::declval<Eigen::MatrixXd&>())>);

}  // namespace
