#pragma once

#include "peer.hpp"
#include "rows.hpp"

namespace bench::peers {

// The physical limit: one pass over as many bytes with one addition per element, as STREAM does it.
struct stream_kernel {
  int reads;      // arrays of double that are read, 0 to 4
  bool writes;    // one array is written
  bool in_place;  // which is also read
  double bytes_per_element() const { return 8.0 * (reads + (writes ? 1 : 0)); }
};

// The kernel whose streams are most like those of the row.
stream_kernel kernel_like(row const& what);

// Sets memory.n so that the kernel moves as many bytes as the row, as far as the operands go. Returns the factor from
// the kernel's time to the row's.
double scale_to(row const& what, problem& memory);

// One pass of the kernel over n elements.
statement stream(stream_kernel kernel, problem const& memory, bool streaming_stores);

}  // namespace bench::peers
