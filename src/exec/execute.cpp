#include <sinter/plan/settings.hpp>
#include <sinter/plan/threads.hpp>

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

namespace {

// A statement on contiguous arrays of one shape is one run: only threads are left to decide.
void run_plain(statement const& what, loop_function loop, void const* context, int threads) {
  struct run {
    statement const& what;
    loop_function loop;
    void const* context;

    void part(index_t first, index_t last) const {
      std::byte const* leaves[max_slots];
      for (int k = 0; k < what.leaf_count; ++k) leaves[k] = what.leaves[k].data + first * size_of(what.leaves[k].type);
      loop(what.out.data + first * size_of(what.out.type), leaves, context, last - first);
    }
  } whole{what, loop, context};
  constexpr index_t chunk = 64 * 1024;
  index_t const n = size_of_shape({what.out.shape, what.out.rank});
  if (threads <= 1) return whole.part(0, n);
  parallel_for(
      n, chunk, threads, [](void* self, index_t first, index_t last) { static_cast<run*>(self)->part(first, last); },
      &whole);
}

}  // namespace

void execute(statement const& what, options const& how) {
  index_t const elements = size_of_shape({what.out.shape, what.out.rank});
  check_output(what.out);
  bool const plain = is_plain(what);
  mode const chosen = choose_mode(*what.facts, elements, plain, how).mode;
  if (chosen == mode::per_op) return run_per_op(what);
  if (plain) {
    double const work = static_cast<double>(elements) * time_per_element(*what.facts, what.facts->bytes, elements);
    int const threads = how.threads > 0 ? how.threads : choose_threads(work, available_threads());
    if (chosen == mode::fused) return run_plain(what, what.fused, what.context, threads);
    interpreted const program{what.facts->blocked, what.constants, block_elements(*what.facts, what.leaf_count + 1)};
    return run_plain(what, &run_program, &program, threads);
  }
  planned plan = make_plan(what, how);
  switch (plan.decisions.mode) {
    case mode::per_op:
      return run_per_op(what);
    case mode::blocked:
      return run_blocked(what, plan);
    case mode::fused:
    case mode::automatic:
      return run_fused(what, plan);
  }
}

plan plan_of(statement const& what, options const& how) { return make_plan(what, how).decisions; }

}  // namespace sinter::detail
