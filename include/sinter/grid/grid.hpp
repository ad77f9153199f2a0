#pragma once

#include <vector>

#include <sinter/array/ndarray.hpp>

namespace sinter {

namespace detail {

void check_grid_size(index_t rows, index_t columns);
[[noreturn]] void throw_null_rows(index_t rows, index_t columns);
[[noreturn]] void throw_null_row(index_t row, index_t rows);
[[noreturn]] void throw_ragged_row(index_t row, index_t length, index_t expected);
[[noreturn]] void throw_not_rows(lengths shape, lengths strides);

// An array whose elements a pointer to Element may point to.
template <class Array, class Element>
concept grid_of = array_like<Array> && requires(std::remove_reference_t<Array>& array) {
  static_cast<Element(*)[]>(static_cast<std::remove_pointer_t<decltype(array.values().data)>(*)[]>(nullptr));
};

}  // namespace detail

// A copy of the grid whose row i starts at rows[i], in one block. Throws shape_error, before anything is allocated, for
// a negative size and for a null pointer where a row should be. O(nrows * ncols).
template <class Element>
  requires element<Element>
ndarray<std::remove_const_t<Element>, 2> copy_grid(Element* const* rows, index_t nrows, index_t ncols) {
  detail::check_grid_size(nrows, ncols);
  if (rows == nullptr && nrows > 0) detail::throw_null_rows(nrows, ncols);
  for (index_t i = 0; i < nrows && ncols > 0; ++i) {
    if (rows[i] == nullptr) detail::throw_null_row(i, nrows);
  }
  ndarray<std::remove_const_t<Element>, 2> grid(detail::uninitialised{}, {nrows, ncols});
  auto* to = grid.data();
  for (index_t i = 0; i < nrows; ++i) {
    for (index_t j = 0; j < ncols; ++j) *to++ = rows[i][j];
  }
  return grid;
}

// A copy in one block; no rows give the shape (0, 0). Throws shape_error, before anything is allocated, when a row is
// not as long as the first. O(size).
template <element Element>
ndarray<Element, 2> copy_grid(std::vector<std::vector<Element>> const& rows) {
  index_t const ncols = rows.empty() ? 0 : std::ssize(rows.front());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (std::ssize(rows[i]) != ncols) detail::throw_ragged_row(static_cast<index_t>(i), std::ssize(rows[i]), ncols);
  }
  ndarray<Element, 2> grid(detail::uninitialised{}, {std::ssize(rows), ncols});
  Element* to = grid.data();
  for (auto const& row : rows) {
    for (Element const element : row) *to++ = element;
  }
  return grid;
}

// Pointers to the rows of an array or a view, for functions that take an Element**: no element is copied, and what the
// function writes stands in the array. Rows may have gaps between them; within a row the elements must be neighbours,
// else shape_error, which a dynamic rank other than 2 throws too. The array must outlive the pointers, and keep its
// memory. O(rows).
template <class Element>
class row_pointers {
  static_assert(sinter::element<Element>, "sinter: not an element type");

 public:
  template <detail::grid_of<Element> Array>
    requires(Array::owns)
  explicit row_pointers(Array& array SINTER_LIFETIMEBOUND) {
    point_to(array.values());
  }
  template <detail::grid_of<Element> View>
    requires(!View::owns)
  explicit row_pointers(View const& view) {
    point_to(view.values());
  }
  // The rows of an array that is about to die.
  template <class Array>
    requires(Array::owns)
  explicit row_pointers(Array const&&) = delete;

  Element** data() SINTER_LIFETIMEBOUND { return rows_.data(); }
  Element* const* data() const SINTER_LIFETIMEBOUND { return rows_.data(); }
  index_t size() const { return std::ssize(rows_); }

 private:
  template <class Other, int Rank>
  void point_to(detail::strided<Other, Rank> const& array) {
    static_assert(Rank == 2 || Rank == dynamic_rank, "sinter: row_pointers needs an array of two axes");
    if (array.rank() != 2 || (array.strides[1] != 1 && array.shape[1] > 1)) {
      detail::throw_not_rows(array.shape, array.strides);
    }
    rows_.resize(static_cast<std::size_t>(array.shape[0]));
    for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i] = array.data + static_cast<index_t>(i) * array.strides[0];
  }

  std::vector<Element*> rows_;
};

template <detail::array_like Array>
row_pointers(Array&&)
    -> row_pointers<std::remove_pointer_t<decltype(std::declval<std::remove_reference_t<Array>&>().values().data)>>;

}  // namespace sinter
