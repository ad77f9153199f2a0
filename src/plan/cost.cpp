#include <algorithm>

#include <sinter/plan/machine.hpp>
#include <sinter/plan/plan.hpp>
#include <sinter/plan/settings.hpp>

#include "repeated_leaf.hpp"

namespace sinter::detail {
namespace {

// ns per byte moved by one core, by where the data is; measured with a copy on server cores with AVX-512 and without. The
// stores of data beyond the caches count once more, because a line is read before it is written.
double ns_per_byte(double working_set, isa loads) {
  machine_info const& info = machine();
  if (working_set <= static_cast<double>(info.l1_bytes)) return 0.0026;
  bool const is_wide = info.best_isa == isa::avx512;
  // Narrow loads take a sixth longer from L2 and from memory, and a tenth from the last level.
  bool const is_narrow = loads == isa::baseline;
  if (working_set <= static_cast<double>(info.l2_bytes))
    return (is_wide ? 0.0085 : ns_per_byte_in_l2) * (is_narrow ? narrow_loads_in_l2 : 1);
  if (working_set <= static_cast<double>(info.cache_bytes)) return (is_wide ? 0.009 : 0.013) * (is_narrow ? 1.1 : 1);
  return (is_wide ? 0.03 : 0.04) * (is_narrow ? narrow_loads_in_l2 : 1);
}

// Whether `blocked` writes loops for so many elements.
bool writes_loops(index_t elements) {
  index_t const threshold = settings().jit_threshold;
  return threshold != 0 && elements >= threshold && active_isa() != isa::baseline;
}

}  // namespace

double time_per_element(loop_costs const& costs, bool has_kernels, index_t elements) {
  if (costs.measured != nullptr && costs.measured->load() > 0) return costs.measured->load();
  double const working_set = costs.bytes * static_cast<double>(elements);
  isa const active = active_isa();
  double const fused = fused_time(costs, active, ns_per_byte(working_set, costs.compiled));
  if (!has_kernels || costs.compiled >= active) return fused;
  return std::min(fused, blocked_time(costs, active, ns_per_byte(working_set, active)));
}

index_t bytes_through_caches() { return machine().cache_bytes / 2 * 3; }

bool streaming_repays(expression_facts const& facts, double bytes, double work, int threads) {
  index_t const threshold = settings().streaming_threshold;
  if (threshold > 0) return bytes > static_cast<double>(threshold);
  if (bytes <= static_cast<double>(bytes_through_caches())) return false;
  return !facts.ends_in_call || 0.5 * threads * bytes * ns_per_byte(bytes, facts.costs.compiled) > work;
}

bool kernels_repay(expression_facts const& facts, index_t elements, index_t rows, int packed) {
  isa const active = active_isa();
  double const n = static_cast<double>(elements), row_count = static_cast<double>(rows);
  if (elements < facts.kernels.from[static_cast<int>(active)]) return false;
  if (settings().mode.get() == mode::fused) return false;
  loop_costs costs = facts.costs;
  bool const writes = writes_loops(elements);
  if (!writes) costs.written = 0;
  if (writes && rows == 1 && packed == 0 && facts.kernels.holds(elements, active) &&
      costs.bytes * n <= kernels_range::l2_bytes) {
    return true;
  }
  double const calls = calls_per_row(costs, packed) * row_count;
  double const packing_ns = 0.15 * isa_factor(active);  // of an element of one array, into L1 and out again
  double const fused = fused_time(costs, active, ns_per_byte(costs.bytes * n, costs.compiled));
  double const blocked = blocked_time(costs, active, ns_per_byte(costs.bytes * n, active));
  return (kernels_margin(costs) * blocked + packing_ns * packed) * n + calls < fused * n;
}

mode_choice choose_mode(expression_facts const& facts, index_t elements, index_t inner, int sparse, bool needs_plan,
                        options const& how) {
  mode const wanted = how.mode != mode::automatic ? how.mode : settings().mode.get();
  if (facts.blocked == nullptr) return {mode::fused, "it holds a user's function"};
  if (wanted != mode::automatic) return {wanted, "asked for"};
  index_t const threshold = settings().fusion_threshold;
  if (elements <= threshold) return {mode::per_op, "not above the fusion threshold"};
  if (needs_plan && threshold > 0 && elements <= settings().planning_threshold) {
    return {mode::per_op, "not above the threshold from which planning repays"};
  }
  if (facts.costs.compiled >= active_isa()) return {mode::fused, "compiled for the ISA of the CPU"};
  if (!kernels_repay(facts, elements, inner > 0 ? elements / inner : 1, sparse))
    return {mode::fused, "the kernels of a newer ISA would gain nothing"};
  return {mode::blocked, "the file was compiled for an older ISA than the CPU has"};
}

mode_choice choose_plain_mode(statement const& what, index_t elements, options const& how) {
  expression_facts facts = *what.facts;
  facts.costs.bytes = facts.out_bytes;
  int arrays = 0;
  for (int k = 0; k < what.leaf_count; ++k) {
    if (is_repeated_leaf(what, k)) continue;
    facts.costs.bytes += facts.element_bytes[k];
    ++arrays;
  }
  mode_choice const choice = choose_mode(facts, elements, elements, 0, false, how);
  // Loops that compilers make load each of several arrays twice, which takes longer than to move them.
  bool const is_free = how.mode == mode::automatic && settings().mode.get() == mode::automatic;
  bool const loads_twice = arrays > 1 && what.leaf_count >= 2 * arrays && is_one_loop(facts.costs);
  bool const is_far = facts.costs.bytes * static_cast<double>(elements) > kernels_range::l1_bytes;
  if (is_free && choice.mode == mode::fused && loads_twice && is_far && facts.blocked != nullptr &&
      writes_loops(elements)) {
    return {mode::blocked, "a loop written now loads once what is read twice"};
  }
  return choice;
}

}  // namespace sinter::detail
