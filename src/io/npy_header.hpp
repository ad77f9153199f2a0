#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <sinter/core/config.hpp>

#include "npy_type.hpp"

namespace sinter::detail {

// What the header of a .npy file says of the data behind it.
struct npy_header {
  npy_type type;
  bool fortran_order = false;
  std::vector<index_t> shape;
};

// Where a header stands, for messages and for the few rules that changed between the versions of the format.
struct npy_header_place {
  std::string const& path;
  std::int64_t offset;  // of the header's first character in the file
  int version;          // the major one
};

// Reads a header's text: a Python dictionary literal with exactly the keys descr, fortran_order and shape. Throws
// io_error with the offset and the key for everything else. Allocates no more than max_rank extents.
npy_header parse_npy_header(std::string_view text, npy_header_place const& place);

// The first bytes of a version 1.0 file in this machine's byte order, up to the data, which starts at a multiple
// of 64.
std::string make_npy_preamble(npy_header const& header);

}  // namespace sinter::detail
