#include "rows.hpp"

namespace bench::peers {

namespace {

constexpr double same_bits = 0;
constexpr double few_ulp = 4e-14;    // a chain of elementary functions of double
constexpr double float_ulp = 4e-6;   // of float
constexpr double reordered = 1e-11;  // sums of double in another order
constexpr double float_sum = 2e-4;   // sums of float, one of the peers adds one by one

using enum type;
using enum layout;

}  // namespace

row const all_rows[] = {
    // arithmetic
    {"a", f64, f64, vector, 8, 8, same_bits},
    {"3*a", f64, f64, vector, 8, 8, same_bits},
    {"a+b", f64, f64, vector, 16, 8, same_bits},
    {"y+=3*a", f64, f64, vector, 16, 8, same_bits, true},
    {"a*b+c", f64, f64, vector, 24, 8, same_bits},
    {"2*a+3*b", f64, f64, vector, 16, 8, same_bits},
    {"b*c+d*e", f64, f64, vector, 32, 8, same_bits},
    {"a*b-4.1*a>2.5*b", f64, boolean, vector, 16, 1, same_bits},
    {"((.25*a+.75)*a-1.5)*a-2", f64, f64, vector, 8, 8, same_bits},
    // Eigen approximates the square root in AVX-512.
    {"sqrt(a*a+b*b)", f64, f64, vector, 16, 8, few_ulp},
    {"where(a>b,b+5,2*c)", f64, f64, vector, 24, 8, same_bits},
    {"i*j+(i&255)", i32, i32, vector, 8, 4, same_bits},
    {"i%10<4", i32, boolean, vector, 4, 1, same_bits},
    {"int16*a+b", f64, f64, vector, 18, 8, same_bits},
    {"float: a*b+c", f32, f32, vector, 12, 4, same_bits},
    {"float: b*c+d*e", f32, f32, vector, 16, 4, same_bits},
    // functions
    {"exp(a)", f64, f64, vector, 8, 8, few_ulp},
    {"log(exp(a)+1)/b", f64, f64, vector, 16, 8, few_ulp},
    {"pow(a,b)", f64, f64, vector, 16, 8, few_ulp},
    {"sin(a)^2+cos(a)^2", f64, f64, vector, 8, 8, few_ulp},
    {"a^2+b^2-2*a*b*cos(c)", f64, f64, vector, 24, 8, 1e-10},  // differences
    {"exp(a)+tan(b)-sinh(c)", f64, f64, vector, 24, 8, 1e-10},
    {"float: exp(a)", f32, f32, vector, 4, 4, float_ulp},
    {"float: sin(a)^2+cos(a)^2", f32, f32, vector, 4, 4, float_ulp},
    // grids
    {"every 2nd column: 2*a+b", f64, f64, half_grid, 16, 4, same_bits},
    {"a+row", f64, f64, grid, 8, 8, same_bits},
    {"a+column", f64, f64, grid, 8, 8, same_bits},
    {"transpose(a)+b", f64, f64, square_grid, 16, 8, same_bits},
    {"5-point stencil", f64, f64, bordered, 8, 8, same_bits},
    {"9-point stencil", f64, f64, bordered, 8, 8, same_bits},
    {"7-point stencil, 3-D", f64, f64, box, 8, 8, same_bits},
    // reductions
    {"sum(a)", f64, f64, scalar, 8, 0, reordered},
    {"float: sum(a)", f32, f32, scalar, 4, 0, float_sum},
    {"sum(a*b)", f64, f64, scalar, 16, 0, reordered},
    {"max(abs(a-b))", f64, f64, scalar, 16, 0, same_bits},
    {"sum over rows, 16 x n/16", f64, f64, wide_rows, 8, 0.5, reordered},
    {"sum over columns, 16 x n/16", f64, f64, wide_columns, 8, 0, reordered},
    {"sum over rows, n/16 x 16", f64, f64, tall_rows, 8, 0, reordered},
    {"sum over columns, n/16 x 16", f64, f64, tall_columns, 8, 0.5, reordered},
    // models
    {"Black-Scholes", f64, f64, vector, 40, 8, 1e-9},
    {"Haversine", f64, f64, vector, 32, 8, 1e-9},
    {"Mandelbrot, 16 iterations", f64, f64, vector, 16, 8, same_bits},
};
int const row_count = static_cast<int>(sizeof all_rows / sizeof all_rows[0]);

char const* to_string(type value) {
  static char const* const names[] = {"bool", "int16", "int32", "float32", "float64"};
  return names[static_cast<int>(value)];
}

char const* to_string(layout value) {
  static char const* const names[] = {"vector", "grid",      "half_grid",    "square_grid", "bordered",    "box",
                                      "scalar", "wide_rows", "wide_columns", "tall_rows",   "tall_columns"};
  return names[static_cast<int>(value)];
}

index_t bytes_of(type value) {
  static constexpr index_t bytes[] = {1, 2, 4, 4, 8};
  return bytes[static_cast<int>(value)];
}

problem lay_out(row const& what, index_t n) {
  problem result{};
  result.n = n;
  while (result.rows * result.rows * 4 <= n) result.rows *= 2;
  result.columns = n / result.rows;
  while (result.planes * result.planes * result.planes * 8 <= n) result.planes *= 2;
  index_t const plane = n / result.planes;
  while (result.box_rows * result.box_rows * 4 <= plane) result.box_rows *= 2;
  result.box_columns = plane / result.box_rows;
  switch (what.shape) {
    case half_grid:
      result.out_size = n / 2;
      break;
    case scalar:
      result.out_size = 1;
      break;
    case wide_rows:
    case tall_columns:
      result.out_size = n / 16;
      break;
    case wide_columns:
    case tall_rows:
      result.out_size = 16;
      break;
    default:
      result.out_size = n;
  }
  return result;
}

}  // namespace bench::peers
