#pragma once

#include <sinter/plan/alias.hpp>

namespace sinter::detail {

// A plan and the loop nest it is for.
struct planned {
  sinter::plan decisions;
  layout nest;                                     // axes sorted and merged
  short_vector<sinter::detail::alias, 6> aliases;  // per leaf
  bool lines = false;                              // the fused loop takes contiguous rows only
  unsigned crosses = 0;                            // bit k: the loop takes leaf k crossed

  planned(lengths shape, operand const* operands, int count)
      : nest(shape, operands, count), aliases(static_cast<std::size_t>(count - 1)) {}
};

// Whether a leaf is shifted against the output: also beside a leaf that is copied.
bool keeps_order(planned const& how);

// The leaf that the loop takes crossed, which needs no packing then; -1 without one.
int crossed_leaf(planned const& how);

// All decisions, in order: mode, broadcast, sort, alias, collapse, block, threads, stores. The leaves broadcast to the
// output. Changes nothing.
planned make_plan(statement const& what, options const& how, mode_choice choice);

}  // namespace sinter::detail
