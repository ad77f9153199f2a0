#include <algorithm>

#include <sinter/plan/settings.hpp>
#include <sinter/plan/threads.hpp>

#include "interpreter.hpp"

namespace sinter::detail {
namespace {

// A share of the arrays, run by one thread.
struct flat_loop {
  flat_statement const& what;
  loop_function loop;
  void const* context;
  bool streaming;

  void run(index_t first, index_t last) const {
    std::byte const* leaves[max_slots];
    expression_facts const& facts = what.facts;
    for (int k = 0; k < facts.leaf_count; ++k) leaves[k] = what.leaves[k] + first * facts.element_bytes[k];
    std::byte* const out = what.out + first * facts.out_bytes;
    if (!streaming) return loop(out, leaves, context, last - first, one_row);
    run_streaming({loop, context, out, facts.out_bytes, leaves, facts.element_bytes, facts.leaf_count}, last - first,
                  one_row);
    store_fence();
  }
};

// Cut where lines of the output end, into pieces that hide the cost of handing them out.
index_t chunk_of(index_t n) { return std::clamp<index_t>(n / 32 / 1024 * 1024, 4096, 64 * 1024); }

bool reads_output(flat_statement const& what) {
  return std::find(what.leaves, what.leaves + what.facts.leaf_count, what.out) != what.leaves + what.facts.leaf_count;
}

double bytes_moved(expression_facts const& facts, index_t n) { return static_cast<double>(n) * facts.bytes; }

bool is_automatic() { return simple_limit.load() > 0; }

}  // namespace

bool run_flat(flat_statement const& what) {
  expression_facts const& facts = what.facts;
  if (!is_automatic()) return false;
  mode const chosen = choose_plain_mode(facts, what.n, {}).mode;
  double const work = work_of(facts, what.n);
  int const threads = choose_threads(work);
  flat_loop body{what, facts.fused, what.context, false};
  interpreted program{facts, what.context, 0};
  if (chosen == mode::blocked) {
    program.block = block_elements(facts, facts.leaf_count + 1);
    body.loop = &run_program;
    body.context = &program;
  } else {
    body.streaming = facts.streams && streaming_repays(bytes_moved(facts, what.n)) && !reads_output(what);
  }
  if (threads <= 1) {
    body.run(0, what.n);
    count_serial_work(work);
    return true;
  }
  parallel_for(
      what.n, chunk_of(what.n), threads,
      [](void* self, index_t first, index_t last) { static_cast<flat_loop const*>(self)->run(first, last); }, &body);
  return true;
}

bool stays_serial(expression_facts const& facts, index_t n) {
  if (!is_automatic()) return false;
  double const work = work_of(facts, n);
  if (choose_threads(work) > 1 || streaming_repays(bytes_moved(facts, n))) return false;
  count_serial_work(work);
  return true;
}

}  // namespace sinter::detail
