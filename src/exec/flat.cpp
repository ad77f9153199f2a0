#include <algorithm>

#include <sinter/plan/settings.hpp>
#include <sinter/plan/threads.hpp>

#include "../plan/clock.hpp"
#include "interpreter.hpp"

namespace sinter::detail {
namespace {

// A loop over all elements of contiguous arrays, of which each thread runs a share. It is all that other threads read of
// the one that calls them, in as few lines of its stack as there are: each takes as long as from the last cache.
struct alignas(64) flat_loop {
  expression_facts const& facts;
  loop_function loop;
  void const* context;
  bool streaming;
  bool by_pages;
  std::byte* out;
  std::byte const* leaves[max_slots];

  flat_loop(statement const& what, loop_function function, void const* of)
      : facts(*what.facts), loop(function), context(of), streaming(false), by_pages(false), out(what.out.data) {
    for (int k = 0; k < what.leaf_count; ++k) leaves[k] = what.leaves[k].data;
  }

  void run(index_t first, index_t last) const {
    std::byte const* from[max_slots];
    for (int k = 0; k < facts.leaf_count; ++k) from[k] = leaves[k] + first * facts.element_bytes[k];
    std::byte* const to = out + first * facts.out_bytes;
    if (!streaming) return loop(to, from, context, last - first, one_row);
    streamed_row const row{loop, context, to, facts.out_bytes, from, facts.element_bytes, facts.leaf_count};
    if (by_pages) {
      run_streaming_by_pages(row, last - first);
    } else {
      run_streaming(row, last - first, one_row);
    }
    store_fence();
  }
};

// One piece for each thread, cut where lines of the output end.
index_t chunk_of(index_t n, int threads) { return (n / threads + 1023) / 1024 * 1024; }

bool reads_output(statement const& what) {
  return std::any_of(what.leaves, what.leaves + what.leaf_count,
                     [&](operand const& leaf) { return leaf.data == what.out.data; });
}

// Whether all leaves are one array, and none is an argument of a function.
bool reads_one_array(statement const& what) {
  return what.leaf_count > 0 && what.facts->costs.call_cost == 0 &&
         std::all_of(what.leaves, what.leaves + what.leaf_count,
                     [&](operand const& leaf) { return leaf.data == what.leaves[0].data; });
}

double bytes_moved(expression_facts const& facts, index_t n) { return static_cast<double>(n) * facts.costs.bytes; }

// Whether the results of a plain statement of n elements, `work` ns in all, go past the caches.
bool plain_streams(statement const& what, index_t n, mode chosen, double work, int threads) {
  expression_facts const& facts = *what.facts;
  return streaming_repays(facts, bytes_moved(facts, n), work, threads) && !reads_output(what) &&
         results_stream(facts, chosen);
}

// Of a plain statement that may be worth threads or stores past the caches.
void run_long(statement const& what, index_t n) {
  expression_facts const& facts = *what.facts;
  mode const chosen = choose_plain_mode(what, n, {}).mode;
  double const work = work_of(what, n);
  int const threads = choose_threads(work);
  flat_loop body(what, facts.fused, what.context);
  interpreted program{facts, what.context, 0};
  if (chosen == mode::blocked) {
    program.block = block_elements(facts, what.leaf_count + 1);
    body.loop = &run_program;
    body.context = &program;
  }
  body.streaming = plain_streams(what, n, chosen, work, threads);
  body.by_pages = body.streaming && chosen != mode::blocked && is_of_intel() && reads_one_array(what);
  if (threads <= 1) count_serial_work(work);
  run_measured(facts.costs, n, threads, [&] {
    parallel_for(
        n, threads <= 1 ? n : chunk_of(n, threads), threads,
        [](void* self, index_t first, index_t last) { static_cast<flat_loop const*>(self)->run(first, last); }, &body);
    return true;
  });
}

}  // namespace

bool run_plain(statement const& what) {
  expression_facts const& facts = *what.facts;
  index_t const limit = simple_limit.load(), n = size_of_shape({what.out.shape, what.out.rank});
  bool const is_long = n * facts.most_ps > limit;
  if (limit == 0 || !(is_long || kernels_repay(facts, n)) || !is_plain(what)) return false;
  if (is_long) {
    run_long(what, n);
    return true;
  }
  interpreted const program{facts, what.context, block_elements(facts, what.leaf_count + 1)};
  flat_loop(what, &run_program, &program).run(0, n);
  return true;
}

}  // namespace sinter::detail
