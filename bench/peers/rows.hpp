#pragma once

#include <cstdint>

#include "problem.hpp"

namespace bench::peers {

enum class layout : unsigned char {
  vector,        // n elements
  grid,          // rows x columns
  half_grid,     // rows x columns operands, rows x columns/2 output
  square_grid,   // rows x columns output, one operand columns x rows
  bordered,      // rows x columns output, operand with a border
  box,           // planes x box_rows x box_columns output, operand with a border
  scalar,        // one element output
  wide_rows,     // operand 16 x n/16, n/16 results
  wide_columns,  // operand 16 x n/16, 16 results
  tall_rows,     // operand n/16 x 16, 16 results
  tall_columns,  // operand n/16 x 16, n/16 results
};

enum class type : unsigned char { boolean, i16, i32, f32, f64 };

// One row of the table: the statement, and what it has to move and to compute exactly.
struct row {
  char const* name;  // the formula; peers are registered under it
  type element;      // of the operands (of most of them)
  type result;
  layout shape;
  double bytes_in;  // that must be read and written per element of n, with nothing read for ownership
  double bytes_out;
  double tolerance;       // relative; 0 asks for the same bits
  bool in_place = false;  // the output is an operand too: operand 4 before the statement
};

extern row const all_rows[];
extern int const row_count;

char const* to_string(type value);
char const* to_string(layout value);
index_t bytes_of(type value);

// n elements laid out for a row; memory is not filled in.
problem lay_out(row const& what, index_t n);

}  // namespace bench::peers
