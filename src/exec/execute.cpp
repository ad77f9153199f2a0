#include "interpreter.hpp"

namespace sinter::detail {
namespace {

void run_through_copies(planned& how, loop_function loop, void const* context) {
  overlap_copies const copies(how);
  run_nest(how, loop, context);
  if (copies.redirects_output()) copies.write_back(how.nest);
}

}  // namespace

void run_fused(statement const& what, planned& how) { run_through_copies(how, what.fused, what.context); }

void run_blocked(statement const& what, planned& how) {
  interpreted const run{what.facts->blocked, what.constants, how.decisions.block};
  run_through_copies(how, &run_program, &run);
}

void execute(statement const& what, options const& how) {
  index_t const elements = size_of_shape({what.out.shape, what.out.rank});
  if (choose_mode(*what.facts, elements, how).mode == mode::per_op) return run_per_op(what);
  planned chosen = make_plan(what, how);
  switch (chosen.decisions.mode) {
    case mode::per_op: return run_per_op(what);
    case mode::blocked: return run_blocked(what, chosen);
    case mode::fused:
    case mode::automatic: return run_fused(what, chosen);
  }
}

plan plan_of(statement const& what, options const& how) { return make_plan(what, how).decisions; }

}  // namespace sinter::detail
