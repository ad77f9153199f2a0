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

// A statement on contiguous arrays of one shape is one row.
void run_plain(statement const& what, loop_function loop, void const* context) {
  std::byte const* leaves[max_slots];
  for (int k = 0; k < what.leaf_count; ++k) leaves[k] = what.leaves[k].data;
  loop(what.out.data, leaves, context, size_of_shape({what.out.shape, what.out.rank}), one_row);
}

// Too little for threads and for stores past the caches, whatever the settings.
bool is_small(statement const& what, index_t elements, options const& how) {
  constexpr index_t most_bytes = 1024 * 1024;
  index_t const streaming = settings().streaming_threshold;
  index_t const small_bytes = streaming > 0 ? std::min(streaming, most_bytes) : most_bytes;
  return how.threads <= 1 && elements * what.facts->bytes <= small_bytes &&
         static_cast<double>(elements) * what.facts->baseline_cost <
             static_cast<double>(settings().parallel_threshold.get());
}

index_t rows_of(statement const& what, index_t elements) {
  index_t const inner = what.out.rank > 0 ? what.out.shape[what.out.rank - 1] : 1;
  return inner > 0 ? elements / inner : 1;
}

}  // namespace

void execute(statement const& what, options const& how) {
  check_output(what.out);
  index_t const elements = size_of_shape({what.out.shape, what.out.rank});
  if (elements == 0) return;
  bool const plain = is_plain(what);
  index_t const rows = plain ? 1 : rows_of(what, elements);
  mode_choice choice = choose_mode(*what.facts, elements, rows, false, how);
  if (choice.mode != mode::per_op && is_small(what, elements, how)) {
    interpreted program{what.facts->blocked, what.constants, 0};
    bool const fused = choice.mode == mode::fused;
    if (!fused) program.block = block_elements(*what.facts, what.leaf_count + 1);
    loop_function const loop = fused ? what.fused : &run_program;
    void const* const context = fused ? what.context : &program;
    if (plain) return run_plain(what, loop, context);
    if (run_directly(what, loop, context)) return;
  }
  choice = choose_mode(*what.facts, elements, rows, !plain, how);
  if (choice.mode == mode::per_op) return run_per_op(what);
  planned plan = make_plan(what, how, choice);
  if (choice.mode == mode::blocked) return run_blocked(what, plan);
  run_fused(what, plan);
}

plan plan_of(statement const& what, options const& how) {
  check_output(what.out);
  index_t const elements = size_of_shape({what.out.shape, what.out.rank});
  bool const plain = is_plain(what);
  bool const needs_plan = !plain && !(is_small(what, elements, how) && is_direct(what));
  index_t const rows = plain ? 1 : rows_of(what, elements);
  return make_plan(what, how, choose_mode(*what.facts, elements, rows, needs_plan, how)).decisions;
}

}  // namespace sinter::detail
