#pragma once

#include <sinter/plan/plan.hpp>

namespace sinter::detail {

// Plans the statement and runs it: the only switch on mode. Small ones run per_op at once.
void execute(statement const& what, options const& how);

// The same without options. Throws shape_error unless the leaves broadcast to the shape of the output. Unfit: it is known
// that run_plain and run_rows do not take it.
void execute(statement const& what, bool unfit);

// Runs a statement of contiguous arrays of one shape, each the output itself or apart from it, as `automatic` does: with
// threads and stores past the caches, or by the kernels of a newer ISA, where they repay. False, and nothing done, where
// none of them could, for any other statement, or if the settings want something else.
bool run_plain(statement const& what);

// Runs a statement over up to three axes row after row, upwards in memory, with nothing to plan: a broadcast row or
// column, the interior of a grid. False, and nothing done, for any other, or if the settings want a plan.
// O(leaves * rank) before the first element.
bool run_rows(statement const& what);

// Does nothing and returns false when the expression has another shape than the output.
bool execute_same_shape(statement const& what);

// The plan that execute() would follow.
plan plan_of(statement const& what, options const& how);

}  // namespace sinter::detail
