#pragma once

#include <cstdint>

#include "kinds.hpp"

// The statements of bench/expressions.cpp. Each owns its arrays, with n elements to compute: `tree` is the right side,
// `by_hand` the loop that it replaces.

namespace bench {

template <class Element>
ndarray<Element, 1> numbers(index_t n, unsigned seed) {
  auto array = empty<Element>({n});
  fill(array, seed);
  return array;
}

template <class Element>
ndarray<Element, 2> grid(index_t rows, index_t columns, unsigned seed) {
  auto array = empty<Element>({rows, columns});
  fill(array, seed);
  return array;
}

// Operands of one length and an output apart from them.
template <class Kind, class Element>
struct pointwise {
  static constexpr char const* name = Kind::name;
  static constexpr double tolerance = Kind::tolerance;
  using result = decltype(Kind::at(Element{}, Element{}, Element{}, Element{}));
  ndarray<Element, 1> a, b, c, d;
  ndarray<result, 1> out;

  explicit pointwise(index_t n)
      : a(numbers<Element>(n, 1)),
        b(numbers<Element>(n, 2)),
        c(numbers<Element>(n, 3)),
        d(numbers<Element>(n, 4)),
        out(numbers<result>(n, 5)) {}

  SINTER_INLINE auto tree() const { return Kind::tree(a, b, c, d); }
  void by_hand() { loop<Kind>(out.data(), a.data(), b.data(), c.data(), d.data(), out.size()); }
};

// Two element types in one expression.
template <class Element>
struct mixed {
  static constexpr char const* name = "int16*a+b";
  static constexpr double tolerance = 0;
  ndarray<std::int16_t, 1> i;
  ndarray<Element, 1> a, b, out;

  explicit mixed(index_t n)
      : i(numbers<std::int16_t>(n, 1)),
        a(numbers<Element>(n, 2)),
        b(numbers<Element>(n, 3)),
        out(numbers<Element>(n, 4)) {}

  SINTER_INLINE auto tree() const { return i * a + b; }
  void by_hand() { run(out.data(), i.data(), a.data(), b.data(), out.size()); }

 private:
  static void run(Element* __restrict to, std::int16_t const* x, Element const* y, Element const* z, index_t n) {
    for (index_t k = 0; k < n; ++k) to[k] = static_cast<Element>(x[k]) * y[k] + z[k];
  }
};

// The output is read too.
template <class Element>
struct in_place {
  static constexpr char const* name = "y+=3*a";
  static constexpr double tolerance = 0;
  ndarray<Element, 1> a, out;

  explicit in_place(index_t n) : a(numbers<Element>(n, 1)), out(numbers<Element>(n, 2)) {}

  SINTER_INLINE auto tree() const { return out + 3 * a; }
  void by_hand() { run(out.data(), a.data(), out.size()); }

 private:
  static void run(Element* __restrict y, Element const* x, index_t n) {
    for (index_t k = 0; k < n; ++k) y[k] += 3 * x[k];
  }
};

// n elements as a grid, n a power of two: as square as it gets, never higher than wide.
struct grid_shape {
  index_t rows = 1;
  index_t columns;
  explicit grid_shape(index_t n) {
    while (rows * rows * 4 <= n) rows *= 2;
    columns = n / rows;
  }
};

// A row is added to every row.
template <class Element>
struct row_sum {
  static constexpr char const* name = "grid+row";
  static constexpr double tolerance = 0;
  grid_shape of;
  ndarray<Element, 2> a, out;
  ndarray<Element, 1> row;

  explicit row_sum(index_t n)
      : of(n),
        a(grid<Element>(of.rows, of.columns, 1)),
        out(grid<Element>(of.rows, of.columns, 2)),
        row(numbers<Element>(of.columns, 3)) {}

  SINTER_INLINE auto tree() const { return a + row; }
  void by_hand() { run(out.data(), a.data(), row.data(), of); }

 private:
  static void run(Element* __restrict to, Element const* x, Element const* y, grid_shape shape) {
    for (index_t r = 0; r < shape.rows; ++r, to += shape.columns, x += shape.columns) {
      for (index_t k = 0; k < shape.columns; ++k) to[k] = x[k] + y[k];
    }
  }
};

// Five shifted views of a grid with a border of one.
template <class Element>
struct stencil {
  static constexpr char const* name = "5-point stencil";
  static constexpr double tolerance = 0;
  grid_shape of;
  ndarray<Element, 2> a, out;

  explicit stencil(index_t n)
      : of(n), a(grid<Element>(of.rows + 2, of.columns + 2, 1)), out(grid<Element>(of.rows, of.columns, 2)) {}

  SINTER_INLINE auto tree() const {
    auto const mid = range(1, -1);
    return 0.25 * (a(to(-2), mid) + a(from(2), mid) + a(mid, to(-2)) + a(mid, from(2))) - a(mid, mid);
  }
  void by_hand() { run(out.data(), a.data(), of); }

 private:
  static void run(Element* __restrict result, Element const* x, grid_shape shape) {
    index_t const width = shape.columns + 2;
    for (index_t r = 0; r < shape.rows; ++r, result += shape.columns, x += width) {
      Element const* const up = x + 1;
      Element const* const at = up + width;
      Element const* const down = at + width;
      for (index_t k = 0; k < shape.columns; ++k) {
        result[k] = Element(0.25) * (up[k] + down[k] + at[k - 1] + at[k + 1]) - at[k];
      }
    }
  }
};

}  // namespace bench
