#include <gtest/gtest.h>
#include <string>

#include <sinter/array/create.hpp>
#include <sinter/core/error.hpp>
#include <sinter/grid/grid.hpp>

namespace {

using sinter::all;
using sinter::every;
using sinter::from;
using sinter::index_t;
using sinter::ndarray;
using sinter::range;
using sinter::row_pointers;
using sinter::view;

// What an old library declares.
void add_index(double** grid, int nrows, int ncols) {
  for (int i = 0; i < nrows; ++i) {
    for (int j = 0; j < ncols; ++j) grid[i][j] += 10 * i + j;
  }
}

double total(double const* const* grid, int nrows, int ncols) {
  double sum = 0;
  for (int i = 0; i < nrows; ++i) {
    for (int j = 0; j < ncols; ++j) sum += grid[i][j];
  }
  return sum;
}

template <class Array>
std::string shape_error_of(Array&& array) {
  try {
    row_pointers<double> const rows(array);
  } catch (sinter::shape_error const& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST(row_pointers, point_into_the_array) {
  auto a = sinter::zeros<double>({3, 4});
  row_pointers<double> rows(a);
  ASSERT_EQ(rows.size(), 3);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(rows.data()[i], &a(i, 0));
  add_index(rows.data(), 3, 4);
  EXPECT_EQ(a(2, 3), 23);
  EXPECT_EQ(total(rows.data(), 3, 4), 138);
}

TEST(row_pointers, rows_of_a_view_may_have_gaps) {
  auto a = sinter::zeros<double>({6, 8});
  row_pointers<double> rows(a(range(1, 6, 2), range(2, 5)));
  ASSERT_EQ(rows.size(), 3);
  add_index(rows.data(), 3, 3);
  for (int i = 0; i < 6; ++i) {
    for (int j = 0; j < 8; ++j) {
      bool const inside = i % 2 == 1 && j >= 2 && j < 5;
      EXPECT_EQ(a(i, j), inside ? 10 * (i / 2) + (j - 2) : 0) << i << ", " << j;
    }
  }
  row_pointers<double> const upside_down(a(sinter::reversed, all));
  EXPECT_EQ(upside_down.data()[0], &a(5, 0));
}

TEST(row_pointers, of_what_only_reads) {
  ndarray<double, 2> const a = {{1, 2}, {3, 4}};
  row_pointers<double const> const rows(a);
  EXPECT_EQ(total(rows.data(), 2, 2), 10);
  ndarray<double, 2> b = a;
  EXPECT_EQ(total(row_pointers<double const>(b).data(), 2, 2), 10);
  EXPECT_EQ(total(row_pointers<double const>(b(all, range(1, 2))).data(), 2, 1), 6);
}

TEST(row_pointers, deduce_their_type) {
  ndarray<double, 2> a = {{1, 2}, {3, 4}};
  ndarray<double, 2> const constant = a;
  row_pointers rows(a);
  row_pointers reading(constant);
  row_pointers part(a(from(1), all));
  static_assert(std::is_same_v<decltype(rows.data()), double**>);
  static_assert(std::is_same_v<decltype(reading.data()), double const**>);
  static_assert(std::is_same_v<decltype(part.data()), double**>);
  EXPECT_EQ(part.data()[0], &a(1, 0));
}

TEST(row_pointers, dynamic_rank) {
  ndarray<double> a = sinter::zeros<double>(std::vector<index_t>{3, 4});
  EXPECT_EQ(row_pointers<double>(a).data()[2], a.data() + 8);
  ndarray<double> const line = sinter::zeros<double>(std::vector<index_t>{3});
  EXPECT_THROW(row_pointers<double const>{line}, sinter::shape_error);
  ndarray<double> cube = sinter::zeros<double>(std::vector<index_t>{2, 3, 4});
  EXPECT_EQ(shape_error_of(cube), "row_pointers: an array of shape (2, 3, 4) has no rows; two axes are needed");
}

TEST(row_pointers, elements_of_a_row_must_be_neighbours) {
  auto a = sinter::zeros<double>({4, 6});
  EXPECT_EQ(
      shape_error_of(a(all, every(2))),
      "row_pointers: within a row of this view of shape (4, 3) elements are 2 apart, and a pointer to a row needs "
      "neighbours");
  EXPECT_THROW(row_pointers<double>{a.transpose()}, sinter::shape_error);
  EXPECT_THROW(row_pointers<double>{a(all, sinter::reversed)}, sinter::shape_error);
  EXPECT_EQ(row_pointers<double>(a(all, range(1, 6, 5))).data()[1], &a(1, 1)) << "one column has no neighbours";
}

TEST(row_pointers, empty_arrays) {
  auto none = sinter::zeros<double>({0, 4});
  EXPECT_EQ(row_pointers<double>(none).size(), 0);
  auto narrow = sinter::zeros<double>({4, 0});
  EXPECT_EQ(row_pointers<double>(narrow).size(), 4);
}

using array = ndarray<double, 2>;
static_assert(std::is_constructible_v<row_pointers<double>, array&>);
static_assert(std::is_constructible_v<row_pointers<double const>, array&>);
static_assert(std::is_constructible_v<row_pointers<double const>, array const&>);
static_assert(std::is_constructible_v<row_pointers<double>, view<double, 2>>);
static_assert(std::is_constructible_v<row_pointers<double const>, view<double, 2> const&>);
// What would dangle, write to what only reads, or be of another type.
static_assert(!std::is_constructible_v<row_pointers<double>, array>);
static_assert(!std::is_constructible_v<row_pointers<double const>, array>);
static_assert(!std::is_constructible_v<row_pointers<double const>, array const>);
static_assert(!std::is_constructible_v<row_pointers<double>, array const&>);
static_assert(!std::is_constructible_v<row_pointers<double>, view<double const, 2>>);
static_assert(!std::is_constructible_v<row_pointers<float>, array&>);
static_assert(!std::is_constructible_v<row_pointers<double>, decltype(std::declval<array&>() + 1.0)>);

}  // namespace
