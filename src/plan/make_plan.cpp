#include <algorithm>
#include <cstdlib>

#include <sinter/core/error.hpp>
#include <sinter/plan/machine.hpp>
#include <sinter/plan/planned.hpp>
#include <sinter/plan/settings.hpp>
#include <sinter/plan/threads.hpp>

#include "../jit/loop_code.hpp"

namespace sinter::detail {
namespace {

// A statement's output and leaves in one list.
struct all_operands {
  short_vector<operand, 8> list;

  explicit all_operands(statement const& what) : list(static_cast<std::size_t>(what.leaf_count) + 1) {
    list[0] = what.out;
    std::copy(what.leaves, what.leaves + what.leaf_count, list.begin() + 1);
  }
  int count() const { return static_cast<int>(list.size()); }
};

// The most demanding alias decides; shifts of both directions cannot be served by one order of visit.
void find_aliases(planned& how) {
  bool forward = false;
  for (std::size_t k = 1; k < how.nest.streams.size(); ++k) {
    alias const found = alias_of(how.nest, how.nest.streams[k]);
    how.aliases[k - 1] = found;
    forward = forward || found == alias::forward;
  }
  for (alias& found : how.aliases) {
    if (forward && found == alias::backward) found = alias::copy;
    how.decisions.alias = std::max(how.decisions.alias, found);
  }
}

void count_traffic(planned& how) {
  plan& p = how.decisions;
  int const crossed = crossed_leaf(how);
  p.streams = static_cast<int>(how.nest.streams.size());
  index_t bytes = 0;
  for (int k = 0; k < p.streams; ++k) {
    stream const& s = how.nest.streams[static_cast<std::size_t>(k)];
    bytes += moved_bytes(s, how.nest);
    if (k == 0) continue;
    alias const found = how.aliases[static_cast<std::size_t>(k - 1)];
    if (found == alias::copy) p.temporary_bytes += distinct_bytes(s, how.nest);
    p.packed += found == alias::forward || found == alias::backward ||
                (k - 1 != crossed && !takes_step(p.mode, p.isa, how.lines, s.inner(), s.bytes));
  }
  p.bytes_per_element = static_cast<double>(bytes) / static_cast<double>(std::max(p.elements, index_t{1}));
  p.temporary_bytes = std::min(p.temporary_bytes, p.elements * how.nest.streams.front().bytes);
}

store_policy choose_stores(statement const& what, planned const& how) {
  plan const& p = how.decisions;
  stream const& out = how.nest.streams.front();
  bool const can =
      results_stream(*what.facts, p.mode) && p.alias == alias::none && p.packed == 0 && crossed_leaf(how) < 0;
  double const bytes = p.bytes_per_element * static_cast<double>(p.elements);
  bool const pays = out.inner() == 1 && streaming_repays(*what.facts, bytes, p.predicted_ns, p.threads) &&
                    p.inner * out.bytes >= shortest_streamed_row;
  return pays && can ? store_policy::streaming : store_policy::regular;
}

index_t choose_block(statement const& what, plan const& p) {
  if (p.mode == mode::fused) return p.inner;
  if (p.mode == mode::per_op) return p.elements;
  return block_elements(*what.facts, p.streams);
}

}  // namespace

bool keeps_order(planned const& how) {
  return std::any_of(how.aliases.begin(), how.aliases.end(),
                     [](alias found) { return found == alias::forward || found == alias::backward; });
}

int crossed_leaf(planned const& how) {
  layout const& nest = how.nest;
  if (how.crosses == 0 || nest.rank < 2 || nest.rank > 3 || keeps_order(how)) return -1;
  int crossed = -1;
  for (int k = 0; k < static_cast<int>(nest.streams.size()); ++k) {
    stream const& s = nest.streams[static_cast<std::size_t>(k)];
    if (s.inner() == 1) continue;
    bool const takes = k > 0 && (how.crosses >> (k - 1) & 1) != 0;
    if (!takes || crossed >= 0 || s.strides[nest.rank - 2] != 1 || std::abs(s.inner()) < 2) return -1;
    crossed = k - 1;
  }
  return crossed;
}

void check_output(operand const& out) {
  if (size_of_shape({out.shape, out.rank}) == 0) return;  // its strides mean nothing
  for (int axis = 0; axis < out.rank; ++axis) {
    if (out.strides[axis] == 0 && out.shape[axis] > 1) {
      throw shape_error("assignment: the output of shape " + to_string(lengths(out.shape, out.rank)) +
                        " is broadcast along axis " + std::to_string(axis) +
                        ", so that several results would go to one element");
    }
  }
}

bool is_plain(statement const& what) {
  // A broadcast row is common, and told soonest so.
  for (int k = 0; k < what.leaf_count; ++k) {
    if (what.leaves[k].rank != what.out.rank) return false;
  }
  lengths const shape(what.out.shape, what.out.rank);
  if (!is_contiguous(shape, what.out.strides)) return false;
  index_t const n = size_of_shape(shape);
  std::byte const* const end = what.out.data + n * size_of(what.out.type);
  for (int k = 0; k < what.leaf_count; ++k) {
    operand const& leaf = what.leaves[k];
    lengths const own(leaf.shape, leaf.rank);
    if (!same_shape(own, shape) || !is_contiguous(own, leaf.strides)) return false;
    bool const apart = end <= leaf.data || leaf.data + n * size_of(leaf.type) <= what.out.data;
    if (!apart && !(leaf.data == what.out.data && leaf.type == what.out.type)) return false;
  }
  return true;
}

bool results_stream(expression_facts const& facts, mode chosen) {
  if (chosen == mode::fused) return facts.streams;
  return chosen == mode::blocked && settings().jit_threshold != 0 && ends_in_loop(*facts.blocked);
}

index_t block_elements(expression_facts const& facts, int streams) {
  constexpr index_t whole = 64 * 1024;
  if (facts.blocked->temporary_count == 0) return whole;  // nothing is kept between operations
  index_t bytes = settings().block_bytes;
  if (bytes == 0) {
    index_t const share = machine().l1_bytes * 6 / 10 / (streams + facts.blocked->temporary_count);
    bytes = std::min(index_t{4096}, share / 256 * 256);
  }
  return std::max(index_t{64}, bytes / 8);
}

planned make_plan(statement const& what, options const& how, mode_choice choice) {
  lengths const shape(what.out.shape, what.out.rank);
  all_operands const operands(what);
  planned result(shape, operands.list.data(), operands.count());
  plan& p = result.decisions;
  p.elements = size_of_shape(shape);
  p.mode = choice.mode;
  p.reason = choice.reason;
  p.isa = p.mode == mode::fused ? what.facts->costs.compiled : active_isa();
  p.operations_per_element = what.facts->costs.operations;
  result.lines = what.facts->lines;
  result.crosses = p.mode == mode::fused ? what.facts->crosses : 0u;

  sort_axes(result.nest);
  find_aliases(result);
  collapse_axes(result.nest);

  p.axes = result.nest.rank;
  p.inner = result.nest.inner();
  count_traffic(result);
  p.block = choose_block(what, p);
  loop_costs costs = what.facts->costs;
  costs.bytes = p.bytes_per_element;
  p.predicted_ns =
      static_cast<double>(p.elements) * time_per_element(costs, what.facts->blocked != nullptr, p.elements);
  if (p.mode != mode::per_op && !keeps_order(result)) {
    p.threads = how.threads > 0 ? how.threads : choose_threads(p.predicted_ns);
  }
  p.stores = choose_stores(what, result);
  return result;
}

}  // namespace sinter::detail
