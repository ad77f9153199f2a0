#include "reduction_plan.hpp"

#include <algorithm>

#include <sinter/core/error.hpp>
#include <sinter/exec/describe.hpp>
#include <sinter/exec/reduce.hpp>
#include <sinter/plan/settings.hpp>

namespace sinter::detail {

layout chosen_axes(statement const& what, unsigned bits) {
  layout result({nullptr, 0}, what.leaves, what.leaf_count);
  for (int axis = 0; axis < what.out.rank; ++axis) {
    if (((bits >> axis) & 1) == 0 || what.out.shape[axis] == 1) continue;
    for (std::size_t k = 0; k < result.streams.size(); ++k) {
      operand const& leaf = what.leaves[k];
      int const own = axis - (what.out.rank - leaf.rank);
      result.streams[k].strides[result.rank] = own < 0 || leaf.shape[own] == 1 ? 0 : leaf.strides[own];
    }
    result.shape[result.rank++] = what.out.shape[axis];
  }
  for (stream& s : result.streams) s.rank = result.rank;
  collapse_axes(result);
  return result;
}

int threads_for(statement const& what, index_t elements) {
  double const n = static_cast<double>(elements);
  loop_costs costs = what.facts->costs;
  costs.bytes -= what.facts->out_bytes;
  double const most_ns = costs.baseline_cost + 0.1 * costs.bytes;
  if (n * most_ns < static_cast<double>(settings().parallel_threshold.get())) return 1;
  double const work = n * time_per_element(costs, what.facts->blocked != nullptr, elements);
  int const threads = choose_threads(work);
  if (threads <= 1) count_serial_work(work);
  return threads;
}

sinter::mode mode_for(statement const& what, index_t elements) {
  expression_facts const& facts = *what.facts;
  sinter::mode const wanted = settings().mode.get();
  if (facts.blocked == nullptr) return sinter::mode::fused;
  if (wanted != sinter::mode::automatic) return wanted;
  return kernels_repay(facts, elements) ? sinter::mode::blocked : sinter::mode::fused;
}

int shape_of_leaves(operand const* leaves, int count, program const* what, index_t* shape) {
  if (count == 0) return 0;
  bool same = true;
  for (int k = 1; k < count; ++k) {
    same = same && same_shape({leaves[k].shape, leaves[k].rank}, {leaves[0].shape, leaves[0].rank});
  }
  if (!same) return broadcast_shape(leaves, count, what, shape);
  std::copy(leaves[0].shape, leaves[0].shape + leaves[0].rank, shape);
  return leaves[0].rank;
}

void throw_wrong_result(char const* name, lengths result, lengths out) {
  throw shape_error(std::string(name) + ": into() was given an array of shape " + to_string(out) +
                    ", but the result has shape " + to_string(result));
}

void throw_wrong_axis(index_t const* axes, int which, lengths shape, char const* name) {
  index_t const axis = axes[which] < 0 ? axes[which] + shape.rank : axes[which];
  if (axis < 0 || axis >= shape.rank) {
    throw shape_error(std::string(name) + ": axis " + std::to_string(axes[which]) + " of an array of shape " +
                      to_string(shape));
  }
  throw shape_error(std::string(name) + ": axis " + std::to_string(axis) + " is named twice");
}

}  // namespace sinter::detail
