#include <algorithm>

#include <sinter/plan/machine.hpp>
#include <sinter/plan/plan.hpp>
#include <sinter/plan/settings.hpp>

namespace sinter::detail {
namespace {

// ns per byte moved by one core, by where the data is; measured with a copy on server cores with AVX-512 and without. The
// stores of data beyond the caches count once more, because a line is read before it is written.
double ns_per_byte(double working_set, isa loads) {
  machine_info const& info = machine();
  bool const is_wide = info.best_isa == isa::avx512;
  if (working_set <= static_cast<double>(info.l1_bytes)) return 0.0026;
  // Narrow loads take a sixth longer from L2 and a tenth from beyond it, on CPUs with AVX2.
  bool const is_narrow = loads == isa::baseline && !is_wide;
  if (working_set <= static_cast<double>(info.l2_bytes)) return is_wide ? 0.005 : is_narrow ? 0.0116 : 0.01;
  if (working_set <= static_cast<double>(info.cache_bytes)) return is_wide ? 0.009 : is_narrow ? 0.0143 : 0.013;
  return is_wide ? 0.03 : 0.04;
}

double isa_factor(isa value) { return value == isa::avx512 ? 1.0 : value == isa::avx2 ? 2.0 : 4.0; }

// What one core moves in L1 per ns depends on the width of its loads.
double ns_per_byte_in_l1(isa value) { return value == isa::avx512 ? 0.0026 : value == isa::avx2 ? 0.0035 : 0.0063; }

// A fused loop computes while it waits for memory, a byte of which takes `level` ns.
double fused_time(expression_facts const& facts, double bytes, double level) {
  double const moving = bytes * std::max(level, ns_per_byte_in_l1(facts.compiled));
  double const own = facts.compiled == isa::baseline ? facts.baseline_cost - isa_factor(isa::baseline) * facts.call_cost
                                                     : (facts.cost - facts.call_cost) * isa_factor(facts.compiled);
  return std::max(own + facts.call_cost * isa_factor(active_isa()), moving);
}

// Blocks move first and compute then; every operation passes through L1 once more. The kernel of a single one is a fused
// loop.
double blocked_time(expression_facts const& facts, double bytes, double level) {
  if (facts.blocked->temporary_count == 0) {
    return 0.97 *
           std::max(facts.cost * isa_factor(active_isa()), bytes * std::max(level, ns_per_byte_in_l1(active_isa())));
  }
  double const from_beyond_l1 = bytes * std::max(0.0, level - ns_per_byte_in_l1(isa::avx512));
  double const through_l1 = 0.055 * facts.operation_count;
  return (facts.cost + through_l1) * isa_factor(active_isa()) + from_beyond_l1;
}

}  // namespace

double time_per_element(expression_facts const& facts, double bytes, index_t elements) {
  double const working_set = bytes * static_cast<double>(elements);
  double const fused = fused_time(facts, bytes, ns_per_byte(working_set, facts.compiled));
  if (facts.blocked == nullptr || facts.compiled >= active_isa()) return fused;
  return std::min(fused, blocked_time(facts, bytes, ns_per_byte(working_set, active_isa())));
}

bool kernels_repay(expression_facts const& facts, index_t elements, index_t rows, int packed) {
  double const packing_ns = 0.15 * isa_factor(active_isa());  // of an element of one array, into L1 and out again
  double const n = static_cast<double>(elements);
  double const calls = kernel_call_ns * (facts.operation_count + packed) * static_cast<double>(rows);
  if ((facts.baseline_cost + 0.004 * facts.bytes) * n <= calls) return false;  // whatever they gain
  double const fused = fused_time(facts, facts.bytes, ns_per_byte(facts.bytes * n, facts.compiled));
  double const blocked = blocked_time(facts, facts.bytes, ns_per_byte(facts.bytes * n, active_isa()));
  constexpr double margin = 1.08;   // what a guess has to gain
  constexpr double detour_ns = 25;  // the statement has to be described first
  return (margin * blocked + packing_ns * packed) * n + calls + detour_ns < fused * n;
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
  if (facts.compiled >= active_isa()) return {mode::fused, "compiled for the ISA of the CPU"};
  if (!kernels_repay(facts, elements, inner > 0 ? elements / inner : 1, sparse))
    return {mode::fused, "the kernels of a newer ISA would gain nothing"};
  return {mode::blocked, "the file was compiled for an older ISA than the CPU has"};
}

mode_choice choose_plain_mode(expression_facts const& facts, index_t elements, options const& how) {
  return choose_mode(facts, elements, elements, 0, false, how);
}

}  // namespace sinter::detail
