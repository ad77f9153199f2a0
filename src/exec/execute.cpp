#include <algorithm>

#include <sinter/plan/settings.hpp>
#include <sinter/plan/threads.hpp>

#include "interpreter.hpp"

namespace sinter::detail {
namespace {

void run_through_copies(planned& how, loop_function loop, void const* context) {
  if (how.decisions.alias != alias::copy) return run_nest(how, loop, context);
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

namespace {

// Too little for threads and for stores past the caches, whatever the settings.
bool is_small(statement const& what, index_t elements, options const& how) {
  constexpr index_t most_bytes = 1024 * 1024;
  index_t const streaming = settings().streaming_threshold;
  index_t const small_bytes = streaming > 0 ? std::min(streaming, most_bytes) : most_bytes;
  return how.threads <= 1 && elements * what.facts->bytes <= small_bytes &&
         static_cast<double>(elements) * what.facts->baseline_cost <
             static_cast<double>(settings().parallel_threshold.get());
}

bool is_forced(options const& how) { return how.mode != mode::automatic || settings().mode.get() != mode::automatic; }

index_t inner_of(statement const& what) { return what.out.rank > 0 ? what.out.shape[what.out.rank - 1] : 1; }

bool run_small(statement const& what, mode chosen) {
  if (chosen == mode::fused) return run_directly(what, what.fused, what.context);
  interpreted const program{what.facts->blocked, what.constants, block_elements(*what.facts, what.leaf_count + 1)};
  return run_directly(what, &run_program, &program);
}

}  // namespace

void execute(statement const& what, options const& how) {
  index_t const elements = size_of_shape({what.out.shape, what.out.rank});
  if (elements == 0) return;
  if (is_small(what, elements, how)) {
    mode chosen = choose_mode(*what.facts, elements, inner_of(what), false, how).mode;
    // One register, one operation after the other: chosen for so few elements, per_op and fused are the same
    // instructions.
    if (chosen == mode::per_op && elements <= default_fusion_threshold && !is_forced(how)) chosen = mode::fused;
    if (chosen != mode::per_op && run_small(what, chosen)) return;
  }
  check_output(what.out);
  bool const plain = is_plain(what);
  mode_choice const choice = plain ? choose_plain_mode(*what.facts, elements, how)
                                   : choose_mode(*what.facts, elements, inner_of(what), true, how);
  if (choice.mode == mode::per_op) return run_per_op(what);
  planned plan = make_plan(what, how, choice);
  if (choice.mode == mode::blocked) return run_blocked(what, plan);
  run_fused(what, plan);
}

plan plan_of(statement const& what, options const& how) {
  check_output(what.out);
  index_t const elements = size_of_shape({what.out.shape, what.out.rank});
  bool const plain = is_plain(what);
  if (plain) return make_plan(what, how, choose_plain_mode(*what.facts, elements, how)).decisions;
  bool const needs_plan = !(is_small(what, elements, how) && is_direct(what));
  return make_plan(what, how, choose_mode(*what.facts, elements, inner_of(what), needs_plan, how)).decisions;
}

}  // namespace sinter::detail
