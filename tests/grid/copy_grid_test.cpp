#include <cstdint>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

#include <sinter/core/error.hpp>
#include <sinter/grid/grid.hpp>

namespace {

using sinter::copy_grid;
using sinter::index_t;
using sinter::ndarray;

template <class Function>
std::string shape_error_of(Function&& function) {
  try {
    function();
  } catch (sinter::shape_error const& error) {
    return error.what();
  }
  return "nothing was thrown";
}

// A grid as old programs keep it: every row on its own.
template <class Element>
struct pointer_grid {
  std::vector<std::unique_ptr<Element[]>> owners;
  std::vector<Element*> rows;

  pointer_grid(index_t nrows, index_t ncols) {
    for (index_t i = 0; i < nrows; ++i) {
      owners.push_back(std::make_unique<Element[]>(static_cast<std::size_t>(ncols)));
      rows.push_back(owners.back().get());
      for (index_t j = 0; j < ncols; ++j) rows.back()[j] = static_cast<Element>(i * ncols + j);
    }
  }
};

template <class Element>
class copy_grid_of : public testing::Test {};
using copied_types = testing::Types<bool, std::int8_t, std::uint16_t, int, std::int64_t, float, double>;
TYPED_TEST_SUITE(copy_grid_of, copied_types);

TYPED_TEST(copy_grid_of, copies_every_element_of_separate_rows) {
  pointer_grid<TypeParam> from(5, 7);
  ndarray<TypeParam, 2> const a = copy_grid(from.rows.data(), 5, 7);
  ASSERT_EQ(a.shape(), (std::array<index_t, 2>{5, 7}));
  for (int i = 0; i < 5; ++i) {
    for (int j = 0; j < 7; ++j) {
      EXPECT_EQ(a(i, j), from.rows[static_cast<std::size_t>(i)][j]) << i << ", " << j;
      EXPECT_EQ(a[i][j], a(i, j));
    }
  }
  TypeParam const before = a(0, 0);
  from.rows[0][0] = static_cast<TypeParam>(before == TypeParam(0));
  EXPECT_EQ(a(0, 0), before) << "the copy must not follow the grid";
}

TYPED_TEST(copy_grid_of, copies_nested_vectors) {
  std::vector<std::vector<TypeParam>> const from = {{TypeParam(1), TypeParam(0), TypeParam(1)},
                                                    {TypeParam(0), TypeParam(1), TypeParam(0)}};
  auto const a = copy_grid(from);
  static_assert(std::is_same_v<decltype(a), ndarray<TypeParam, 2> const>);
  ASSERT_EQ(a.shape(), (std::array<index_t, 2>{2, 3}));
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 3; ++j) EXPECT_EQ(a(i, j), from[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]);
  }
}

TEST(copy_grid, takes_every_constness_of_pointers) {
  double const row[] = {1, 2};
  double const* const constant[] = {row, row};
  auto const a = copy_grid(constant, 2, 2);
  static_assert(std::is_same_v<decltype(a), ndarray<double, 2> const>);
  EXPECT_EQ(a(1, 1), 2);
  double const* rows[] = {row, row};
  EXPECT_EQ(copy_grid(rows, 2, 2)(1, 0), 1);
}

TEST(copy_grid, takes_braces) {
  auto const a = copy_grid<double>({{1, 2}, {3, 4}});
  EXPECT_EQ(a(1, 0), 3);
}

TEST(copy_grid, empty_grids) {
  double* const none[] = {nullptr, nullptr, nullptr};
  EXPECT_EQ(copy_grid(none, 3, 0).shape(), (std::array<index_t, 2>{3, 0}));
  EXPECT_EQ(copy_grid(static_cast<double* const*>(nullptr), 0, 4).shape(), (std::array<index_t, 2>{0, 4}));
  EXPECT_EQ(copy_grid(std::vector<std::vector<float>>{}).shape(), (std::array<index_t, 2>{0, 0}));
  EXPECT_EQ(copy_grid(std::vector<std::vector<float>>(2)).shape(), (std::array<index_t, 2>{2, 0}));
}

TEST(copy_grid, ragged_rows_are_named) {
  std::vector<std::vector<double>> const from = {{1, 2, 3}, {4, 5, 6}, {7, 8}};
  EXPECT_EQ(shape_error_of([&] { copy_grid(from); }), "copy_grid: row 2 has 2 elements where row 0 has 3");
  std::vector<std::vector<double>> const longer = {{}, {4}};
  EXPECT_EQ(shape_error_of([&] { copy_grid(longer); }), "copy_grid: row 1 has 1 elements where row 0 has 0");
}

TEST(copy_grid, bad_pointers_and_sizes_are_named) {
  double row[] = {1, 2};
  double* const rows[] = {row, row, nullptr, row};
  EXPECT_EQ(shape_error_of([&] { copy_grid(rows, 4, 2); }), "copy_grid: row 2 of 4 is a null pointer");
  EXPECT_EQ(copy_grid(rows, 2, 2).size(), 4) << "rows that are not asked for are not looked at";
  EXPECT_EQ(shape_error_of([&] { copy_grid(static_cast<double* const*>(nullptr), 3, 2); }),
            "copy_grid: the row pointers of a grid of 3 rows and 2 columns are a null pointer");
  EXPECT_EQ(shape_error_of([&] { copy_grid(rows, -1, 2); }),
            "copy_grid: a grid of -1 rows and 2 columns has a negative size");
  EXPECT_EQ(shape_error_of([&] { copy_grid(rows, 1, -2); }),
            "copy_grid: a grid of 1 rows and -2 columns has a negative size");
}

}  // namespace
