#pragma once

#include <iosfwd>
#include <string>

#include <sinter/expr/tree.hpp>

namespace sinter {
namespace detail {

std::string format_array(operand const& array);
void write(std::ostream& stream, operand const& array);

}  // namespace detail

// The text of an array or a view, as NumPy 2.0 to 2.2 print it: rows in brackets, wrapped at 75 columns, columns
// aligned, floats with the fewest digits that tell them from their neighbours and at most 8 after the point. Of more
// than 1000 elements only the first and last three along each axis are shown, and only they are read.
template <detail::array_like Array>
std::string to_string(Array const& array) {
  return detail::format_array(array.values().erased());
}

// Writes to_string(array).
template <detail::array_like Array>
std::ostream& operator<<(std::ostream& stream, Array const& array) {
  detail::write(stream, array.values().erased());
  return stream;
}

}  // namespace sinter
