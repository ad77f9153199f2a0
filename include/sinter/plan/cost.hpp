#pragma once

#include <limits>

#include <sinter/core/relaxed.hpp>
#include <sinter/kernels/table.hpp>

// The model of what loops cost, as far as types tell it. ns per element.

namespace sinter::detail {

struct loop_costs {
  double cost;           // ns per element, on AVX-512 in L1
  double baseline_cost;  // the same in a loop compiled for the baseline
  double call_cost;      // of the functions among it, which any loop has from the kernels
  double width;          // of the widest elements, in doubles
  int operations;
  int written;                          // of these, those that `blocked` writes machine code for
  double bytes;                         // of one element of every array, read and written
  isa compiled;                         // of the file that holds the fused loop
  bool is_single;                       // its kernels are one: there are no temporaries
  relaxed<double>* measured = nullptr;  // of one thread, the last time, where a user's function is among it; 0: not yet
};

// ns that the call of one kernel costs, measured by bench/latency; and describing a statement without its types first, and
// finding its loops.
inline constexpr double kernel_call_ns = 12;
inline constexpr double describing_ns = 40;
// What a loop of machine code costs per row more than one that is compiled, and once to be found.
inline constexpr double loop_row_ns = 2;
inline constexpr double loop_finding_ns = 30;

constexpr double isa_factor(isa value) { return value == isa::avx512 ? 1.0 : value == isa::avx2 ? 2.0 : 4.0; }

// What one core moves in L1 per ns depends on the width of its loads.
constexpr double ns_per_byte_in_l1(isa value) {
  return value == isa::avx512 ? 0.0026 : value == isa::avx2 ? 0.0035 : 0.0063;
}

// From L2 a byte takes about so long, and a sixth longer by the narrow loads of the baseline.
inline constexpr double ns_per_byte_in_l2 = 0.01;
inline constexpr double narrow_loads_in_l2 = 1.16;

// A fused loop computes while it waits for memory, a byte of which takes `level` ns. Functions are those of `active`.
constexpr double fused_time(loop_costs const& what, isa active, double level) {
  double const at_least = ns_per_byte_in_l1(what.compiled);
  double const moving = what.bytes * (level > at_least ? level : at_least);
  double const own = what.compiled == isa::baseline ? what.baseline_cost - isa_factor(isa::baseline) * what.call_cost
                                                    : (what.cost - what.call_cost) * isa_factor(what.compiled);
  double const computing = own + what.call_cost * isa_factor(active);
  return computing > moving ? computing : moving;
}

// Whether `blocked` is one loop of machine code, or one kernel.
constexpr bool is_one_loop(loop_costs const& what) { return what.is_single || what.written == what.operations; }

constexpr double calls_per_row(loop_costs const& what, int packed) {
  return is_one_loop(what) ? loop_row_ns + kernel_call_ns * packed : kernel_call_ns * (what.operations + packed);
}

// What a guess has to gain. A loop is no guess.
constexpr double kernels_margin(loop_costs const& what) { return what.is_single || what.written > 0 ? 1.02 : 1.08; }

// A loop of machine code is a fused loop, and so is the kernel of a single operation. Where there are other operations
// blocks move first and compute then, and each of these passes through L1 once more.
constexpr double blocked_time(loop_costs const& what, isa active, double level) {
  double const l1 = ns_per_byte_in_l1(what.is_single ? active : isa::avx512);
  double const slow = level > l1 ? level : l1;
  double const computing = what.cost * isa_factor(active);
  if (is_one_loop(what)) {
    double const moving = what.bytes * slow;
    return 0.97 * (computing > moving ? computing : moving);
  }
  double const through_l1 = 0.055 * what.width * (what.operations - what.written) * isa_factor(active);
  return computing + through_l1 + what.bytes * (slow - l1);
}

// For how many elements, in one row, the kernels of the CPU's ISA may be faster than the loop of an older file. They gain
// most in L1, where `from` is exact. `to`: beyond L1 most loops wait for memory anyway, and do not repay the detour.
struct kernels_range {
  static constexpr double l1_bytes = 32 * 1024, l2_bytes = 256 * 1024;  // of x86 CPUs, at least
  index_t from[3];                                                      // by the CPU's ISA
  index_t to[3];

  constexpr kernels_range(loop_costs const& what, bool has_kernels) {
    for (isa const active : {isa::baseline, isa::avx2, isa::avx512}) {
      double const gain = gain_at(what, active, 0);
      double const calls = calls_per_row(what, 0) + describing_ns + loop_finding_ns;
      bool const is_worth_it = has_kernels && what.compiled < active && gain * 1e9 > calls;
      auto const k = static_cast<int>(active);
      from[k] = is_worth_it ? static_cast<index_t>(calls / gain) : unlimited;
      to[k] = gain_at(what, active, ns_per_byte_in_l2) > 0 ? unlimited : static_cast<index_t>(l1_bytes / what.bytes);
    }
  }

  constexpr bool holds(index_t elements, isa active) const {
    auto const k = static_cast<int>(active);
    return elements >= from[k] && elements <= to[k];
  }

 private:
  static constexpr index_t unlimited = std::numeric_limits<index_t>::max();
  static constexpr double gain_at(loop_costs const& what, isa active, double level) {
    double const narrow = what.compiled == isa::baseline ? level * narrow_loads_in_l2 : level;
    return fused_time(what, active, narrow) - kernels_margin(what) * blocked_time(what, active, level);
  }
};

}  // namespace sinter::detail
