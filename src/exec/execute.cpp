#include <algorithm>

#include <sinter/exec/describe.hpp>
#include <sinter/plan/settings.hpp>
#include <sinter/plan/threads.hpp>

#include "../plan/clock.hpp"
#include "../plan/repeated_leaf.hpp"
#include "interpreter.hpp"

namespace sinter::detail {
namespace {

void run_through_copies(planned& how, loop_function loop, void const* context) {
  if (how.decisions.alias != alias::copy) return run_nest(how, loop, context);
  overlap_copies const copies(how);
  run_nest(how, loop, context);
  if (copies.redirects_output()) copies.write_back(how.nest);
}

void run_fused(statement const& what, planned& how) {
  plan const& p = how.decisions;
  run_measured(what.facts->costs, p.elements, p.threads, [&] {
    run_through_copies(how, what.facts->fused, what.context);
    return true;
  });
}

void run_blocked(statement const& what, planned& how) {
  interpreted const run{*what.facts, what.context, how.decisions.block};
  run_through_copies(how, &run_program, &run);
}

// Even in a file compiled for the baseline.
bool is_shorter_than_threads(statement const& what, index_t elements) {
  return static_cast<double>(elements) * what.facts->costs.baseline_cost <
         static_cast<double>(settings().parallel_threshold.get());
}

// Whether a loop takes every second element of an array.
bool is_sparse(statement const& what, operand const& array) {
  return array.rank > 0 && array.shape[array.rank - 1] > 1 && array.strides[array.rank - 1] == 2 &&
         takes_step(mode::fused, what.facts->costs.compiled, what.facts->lines, 2, size_of(array.type));
}
int count_sparse(statement const& what) {
  return is_sparse(what, what.out) +
         static_cast<int>(std::count_if(what.leaves, what.leaves + what.leaf_count,
                                        [&](operand const& leaf) { return is_sparse(what, leaf); }));
}

// Too little for threads and for stores past the caches, whatever the settings.
bool is_small(statement const& what, index_t elements, options const& how) {
  index_t const streaming = settings().streaming_threshold;
  index_t const small_bytes = streaming > 0 ? std::min(streaming, most_simple_bytes) : most_simple_bytes;
  double const bytes = static_cast<double>(elements) * what.facts->costs.bytes;
  if (how.threads > 1 || bytes > static_cast<double>(small_bytes)) return false;
  return is_shorter_than_threads(what, elements) || choose_threads(work_of(what, elements)) <= 1;
}

bool is_forced(options const& how) { return how.mode != mode::automatic || settings().mode.get() != mode::automatic; }

// As the arrays lie, without sorting their axes.
mode_choice choose(statement const& what, index_t elements, bool needs_plan, options const& how) {
  index_t const inner = what.out.rank > 0 ? what.out.shape[what.out.rank - 1] : 1;
  return choose_mode(*what.facts, elements, inner, count_sparse(what), needs_plan, how);
}

bool run_small(statement const& what, mode chosen) {
  if (chosen == mode::fused) return run_directly(what, what.facts->fused, what.context);
  interpreted const program{*what.facts, what.context, block_elements(*what.facts, what.leaf_count + 1)};
  return run_directly(what, &run_program, &program);
}

// What fits no loop in its place, if it is little work for default settings. False where shapes differ, too.
bool run_unfit(statement const& what) {
  expression_facts const& facts = *what.facts;
  index_t const n = size_of_shape({what.out.shape, what.out.rank});
  if (n == 0 || n * facts.most_ps > simple_limit.load()) return false;
  if (facts.costs.compiled != isa::avx512 && choose(what, n, false, options{}).mode != mode::fused) return false;
  return run_directly(what, facts.fused, what.context);
}

}  // namespace

double work_of(statement const& what, index_t n) {
  auto const moved = [&](operand const& array) {
    index_t const elements = size_of_shape({array.shape, array.rank});
    return elements * size_of(array.type) * (is_sparse(what, array) ? 2 : 1);
  };
  index_t bytes = moved(what.out);
  for (int k = 0; k < what.leaf_count; ++k) {
    if (!is_repeated_leaf(what, k)) bytes += moved(what.leaves[k]);
  }
  loop_costs costs = what.facts->costs;
  costs.bytes = static_cast<double>(bytes) / static_cast<double>(n);
  return static_cast<double>(n) * time_per_element(costs, what.facts->blocked != nullptr, n);
}

void execute(statement const& what, bool unfit) {
  if (!unfit && (run_plain(what) || run_rows(what))) return;
  if (run_unfit(what)) return;
  check_shapes(what);
  execute(what, options{});
}

bool execute_same_shape(statement const& what) {
  if (run_plain(what) || run_rows(what)) return true;
  if (!have_shape(what)) return false;
  if (!run_unfit(what)) execute(what, options{});
  return true;
}

void execute(statement const& what, options const& how) {
  index_t const elements = size_of_shape({what.out.shape, what.out.rank});
  if (elements == 0) return;
  if (is_small(what, elements, how)) {
    mode chosen = choose(what, elements, false, how).mode;
    // One register, one operation after the other: chosen for so few elements, per_op and fused are the same
    // instructions.
    if (chosen == mode::per_op && elements <= default_fusion_threshold && !is_forced(how)) chosen = mode::fused;
    if (run_measured(what.facts->costs, elements, 1,
                     [&] { return chosen != mode::per_op && run_small(what, chosen); })) {
      if (!is_shorter_than_threads(what, elements)) count_serial_work(work_of(what, elements));
      return;
    }
  }
  check_output(what.out);
  bool const plain = is_plain(what);
  mode_choice const choice = plain ? choose_plain_mode(what, elements, how) : choose(what, elements, true, how);
  if (choice.mode == mode::per_op) return run_per_op(what);
  planned plan = make_plan(what, how, choice);
  if (plan.decisions.threads <= 1) count_serial_work(plan.decisions.predicted_ns);
  if (choice.mode == mode::blocked) return run_blocked(what, plan);
  run_fused(what, plan);
}

plan plan_of(statement const& what, options const& how) {
  check_output(what.out);
  index_t const elements = size_of_shape({what.out.shape, what.out.rank});
  bool const plain = is_plain(what);
  bool const needs_plan = !plain && !(is_small(what, elements, how) && is_direct(what));
  mode_choice const choice = plain ? choose_plain_mode(what, elements, how) : choose(what, elements, needs_plan, how);
  return make_plan(what, how, choice).decisions;
}

}  // namespace sinter::detail
