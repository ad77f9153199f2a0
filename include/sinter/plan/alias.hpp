#pragma once

#include <sinter/plan/layout.hpp>

namespace sinter::detail {

// Whether two sets of addresses have a byte in common. Exact: looks for a solution of the linear equation between
// the two sets of indices; gives up after a bounded search and then answers yes.
bool may_overlap(stream const& a, stream const& b, layout const& over);

// What overlap of the output with one leaf asks for.
enum class alias : unsigned char {
  none,      // no byte in common
  same,      // every element with itself: runs in place
  forward,   // the leaf is ahead in memory: visit addresses upwards, block by block through a copy of the block
  backward,  // the leaf is behind: downwards
  copy,      // anything else: the leaf or the result goes through a temporary
};

char const* to_string(alias value);

// The relation of a leaf to the output (stream 0). The axes must be sorted.
alias alias_of(layout const& over, stream const& leaf);

}  // namespace sinter::detail
