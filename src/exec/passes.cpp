#include "passes.hpp"

#include <algorithm>

namespace sinter::detail {
namespace {

kernel kernel_of(kernel_table const& table, instruction const& step) {
  int const type = static_cast<int>(step.type);
  if (step.code == cast_code) return table.cast[type][static_cast<int>(step.result)];
  if (step.code == select_code) return table.select[log2_of_size(step.type)];
  return table.operation[step.code][type];
}

// moved(slot, type): where the elements of a slot begin.
template <class Moved>
void run_moved(kernel_table const& table, instruction const& step, slots const& at, index_t n, Moved const& moved) {
  std::byte const* operands[3];
  unsigned single = 0;
  for (int k = 0; k < step.operand_count; ++k) {
    bool const is_condition = step.code == select_code && k == 0;
    operands[k] = moved(step.operands[k], is_condition ? element_type::boolean : step.type);
    single |= static_cast<unsigned>(at.single[step.operands[k]]) << k;
  }
  kernel_of(table, step)(moved(step.target, step.result), operands, single, n);
}

}  // namespace

void run_instruction(kernel_table const& table, instruction const& step, slots const& at, std::byte* out, index_t n) {
  run_moved(table, step, at, n, [&](short slot, element_type) { return slot == result_slot ? out : at.data[slot]; });
}

passes::passes(program const& what, loop_form const& form) {
  isa const target = active_isa();
  for (int first = 0; first < what.instruction_count;) {
    int last = first;
    while (last < what.instruction_count && can_write(what.instructions[last], form.single, target)) ++last;
    if (last > first) {
      add_loops({what, first, last, form.single, form.same_as, target, form.register_bytes, form.streaming, form.fold});
    } else {
      passes_.push_back({static_cast<short>(first), static_cast<short>(++last), {}});
    }
    first = last;
  }
  takes_rows_ = passes_.size() == 1 && !passes_[0].code.empty() && target == isa::avx512;
}

// One loop, or several where the registers do not suffice.
void passes::add_loops(loop_request what) {
  executable code(write_loop(what));
  if (code.empty() && what.last - what.first > 1) {
    loop_request lower = what;
    lower.last = what.first = what.first + (what.last - what.first) / 2;
    add_loops(lower);
    return add_loops(what);
  }
  passes_.push_back({static_cast<short>(what.first), static_cast<short>(what.last), std::move(code)});
}

void passes::run_rows(slots& at, std::byte* out, index_t n, index_t rows, index_t const* steps) const {
  if (rows > 0) code_of(passes_[0])(at.data, out, n, rows, steps);
}

void passes::run(program const& what, slots& at, std::byte* out, index_t n) const {
  for (pass const& one : passes_) {
    if (one.code.empty()) {
      run_instruction(kernels(), what.instructions[one.first], at, out, n);
      continue;
    }
    index_t const done = code_of(one)(at.data, out, n, 1, nullptr);
    if (done < n) run_rest(what, one, at, out, done, n - done);
  }
}

// The instructions of a loop over the last elements. What it has in registers lies here, not where wider elements of another
// value may have been stored.
void passes::run_rest(program const& what, pass const& one, slots const& at, std::byte* out, index_t done,
                      index_t n) const {
  alignas(64) std::byte held[max_slots][8 * most_rest];
  bool is_held[max_slots] = {};
  auto const reads = [](instruction const& step, short slot) {
    return std::find(step.operands, step.operands + step.operand_count, slot) != step.operands + step.operand_count;
  };
  for (int i = one.first; i < one.last; ++i) {
    instruction const& step = what.instructions[i];
    if (step.target != result_slot) {
      is_held[step.target] = std::any_of(what.instructions + i + 1, what.instructions + one.last,
                                         [&](instruction const& later) { return reads(later, step.target); });
    }
    run_moved(kernels(), step, at, n, [&](short slot, element_type type) {
      if (slot == result_slot) return out + done * size_of(type);
      if (is_held[slot]) return held[slot];
      return at.data[slot] + (at.single[slot] ? 0 : done * size_of(type));
    });
  }
}

}  // namespace sinter::detail
