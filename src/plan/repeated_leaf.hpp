#pragma once

#include <algorithm>

#include <sinter/plan/statement.hpp>

namespace sinter::detail {

// Whether a leaf before leaf k is the same array: what is read twice moves once.
inline bool is_repeated_leaf(statement const& what, int k) {
  std::byte const* const data = what.leaves[k].data;
  return std::any_of(what.leaves, what.leaves + k, [data](operand const& other) { return other.data == data; });
}

}  // namespace sinter::detail
