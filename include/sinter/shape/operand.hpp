#pragma once

#include <cstddef>

#include <sinter/core/element.hpp>

namespace sinter::detail {

// A view without its template parameters: what the compiled part of the library sees of it. Does not own the
// shape and the strides (in elements); both have `rank` entries.
struct operand {
  std::byte* data;
  index_t const* shape;
  index_t const* strides;
  int rank;
  element_type type;
};

}  // namespace sinter::detail
