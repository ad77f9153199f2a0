#pragma once

#include <sinter/plan/layout.hpp>
#include <sinter/plan/plan.hpp>

namespace sinter::detail {

// Whether two sets of addresses have a byte in common. Exact: looks for a solution of the linear equation between
// the two sets of indices; gives up after a bounded search and then answers yes.
bool may_overlap(stream const& a, stream const& b, layout const& over);

// The relation of a leaf to the output (stream 0). The axes must be sorted.
alias alias_of(layout const& over, stream const& leaf);

}  // namespace sinter::detail
