#pragma once

#include <stdexcept>

namespace sinter {

// Base of everything that sinter throws, except std::bad_alloc. what() names the operation and shows the
// shapes, the place or the text.
struct error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Shapes that do not broadcast, a wrong rank or axis, an extent product that overflows.
struct shape_error : error {
  using error::error;
};

// An index outside the extent of its axis.
struct index_error : error {
  using error::error;
};

// A value that does not fit the element type, or a file of another element type.
struct type_error : error {
  using error::error;
};

// A file that cannot be read or written, or is damaged.
struct io_error : error {
  using error::error;
};

// A text (an environment variable, an expression) that cannot be understood.
struct parse_error : error {
  using error::error;
};

}  // namespace sinter
