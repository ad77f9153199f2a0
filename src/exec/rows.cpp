#include <sinter/exec/row_walk.hpp>

#include "../plan/clock.hpp"
#include "interpreter.hpp"
#include "rows_in_place.hpp"

namespace sinter::detail {
namespace {

template <int Rank>
bool run_rows_of(statement const& what) {
  expression_facts const& facts = *what.facts;
  walked_leaves<most_direct_leaves> leaves;
  row_walk<Rank, most_direct_leaves> walk(leaves, facts.costs.compiled, facts.crosses, what.out.data, what.out.type,
                                          facts.out_bytes);
  if (!walk.place_output(what.out.shape, what.out.strides)) return false;
  for (int k = 0; k < what.leaf_count; ++k) {
    operand const& leaf = what.leaves[k];
    index_t const bytes = facts.element_bytes[k];
    if (!walk.place_leaf(k, leaf.data, leaf.shape, leaf.strides, leaf.rank, leaf.type, bytes)) return false;
  }
  if (!walk.is_covered()) return false;
  index_t const n = walk.elements();
  bool const by_kernels = kernels_repay(facts, n, walk.rows(), walk.sparse());
  if (by_kernels && walk.kind() > row_kind::still) return false;
  interpreted program{facts, what.context, 0};
  if (by_kernels) program.block = block_elements(facts, what.leaf_count + 1);
  loop_function const loop = by_kernels ? &run_program : facts.fused;
  void const* const context = by_kernels ? &program : what.context;
  int threads = 1;
  if (n * facts.most_ps > simple_limit.load()) {
    double const work = work_of(what, n);
    threads = choose_threads(work);
    if (streaming_repays(facts, static_cast<double>(n) * facts.costs.bytes, work, threads)) return false;
    if (threads <= 1) count_serial_work(work);
  }
  return run_measured(facts.costs, n, threads, [&] {
    if (threads <= 1) {
      walk.run(loop, context, what.leaf_count);
    } else {
      share<rows_in_place>(walk.rows(), walk.columns(), threads, walk, what, loop, context);
    }
    return true;
  });
}

}  // namespace

bool run_rows(statement const& what) {
  if (simple_limit.load() == 0 || what.facts->lines || what.leaf_count > most_direct_leaves) return false;
  int const rank = what.out.rank;
  for (int k = 0; k < what.leaf_count; ++k) {
    if (what.leaves[k].rank > rank) return false;
  }
  return rank == 2 ? run_rows_of<2>(what) : rank == 3 ? run_rows_of<3>(what) : rank == 1 ? run_rows_of<1>(what) : false;
}

}  // namespace sinter::detail
