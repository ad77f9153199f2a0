#include "chained.hpp"

#include <algorithm>

namespace sinter::detail {
namespace {

kernel kernel_of(kernel_table const& table, instruction const& step) {
  int const type = static_cast<int>(step.type);
  if (step.code == cast_code) return table.cast[type][static_cast<int>(step.result)];
  if (step.code == select_code) return table.select[log2_of_size(step.type)];
  return table.operation[step.code][type];
}

link_function link_of(chain_kernels const& with, instruction const& step, link_form form) {
  return with.operation[step.code][static_cast<int>(form)];
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

chained::chained(program const& what, bool const* single, bool streaming) : what_(what), table_(kernels()) {
  for (int i = 0; i < what.instruction_count; ++i) {
    instruction const& step = what.instructions[i];
    if (!(step.code == cast_code ? append_cast(step, single) : append(step, single))) {
      if (open_) finish(passes_[pass_count_ - 1].with->store, i);
      auto const first = static_cast<short>(i);
      passes_[pass_count_++] = {first, static_cast<short>(i + 1), 0, 0, nullptr};
      keeps_temporaries_ = keeps_temporaries_ || step.target != result_slot;
    }
    held_ = step.target;
  }
  if (!open_) return;
  chain_kernels const& with = *passes_[pass_count_ - 1].with;
  finish(streaming ? with.stream : with.end, what.instruction_count);
}

bool chained::streams(program const& what) {
  bool single[max_slots] = {};
  std::fill_n(single + what.leaf_count, what.constant_count, true);
  chained const passes(what, single, false);
  pass const& last = passes.passes_[passes.pass_count_ - 1];
  return last.links_end > 0 && passes.links_[last.links_end - 1] == last.with->end;  // a comparison ends otherwise
}

// Appends the links of an instruction, to the open chain or a new one. False where no chain can hold it.
bool chained::append(instruction const& step, bool const* single) {
  if (step.code < 0 || step.operand_count > 2) return false;
  chain_kernels const& with = table_.chains[static_cast<int>(step.type)];
  if (with.group == 0 || link_of(with, step, link_form::array_right) == nullptr) return false;
  bool const is_comparison = step.type != step.result;
  auto const number = static_cast<int>(&step - what_.instructions);
  bool const goes_on = open_ && passes_[pass_count_ - 1].with == &with;
  short const left = step.operands[0], right = step.operands[1];
  bool const is_unary = step.operand_count == 1;
  bool const holds_left = goes_on && left == held_, holds_right = goes_on && !is_unary && right == held_;
  if (!holds_left && !holds_right) {
    if (single[left] && (is_unary || single[right])) return false;
    begin_or_store(with, number);
    add(with.load[static_cast<int>(step.type)], single[left] ? right : left);
  }
  bool const takes_right = holds_left || (!holds_right && !single[left]);  // what is no register
  short other = takes_right ? right : left;
  link_form form = takes_right ? link_form::array_right : link_form::array_left;
  if (!is_unary && single[other]) {
    form = takes_right ? link_form::scalar_right : link_form::scalar_left;
  } else if (!is_unary && take_kept(other)) {
    other = kept_slot(waiting_);
    form = takes_right ? link_form::kept_right : link_form::kept_left;
  }
  add(link_of(with, step, form), other);
  if (is_comparison) {
    held_ = step.target;
    finish(nullptr, number + 1);
  }
  return true;
}

// The same of a conversion of an array. Temporaries are left to the kernel: what this chain stores may lie where they do,
// and is wider.
bool chained::append_cast(instruction const& step, bool const* single) {
  chain_kernels const& with = table_.chains[static_cast<int>(step.result)];
  short const from = step.operands[0];
  if (with.group == 0 || from >= what_.leaf_count || single[from]) return false;
  link_function const load = with.load[static_cast<int>(step.type)];
  if (load == nullptr) return false;
  begin_or_store(with, static_cast<int>(&step - what_.instructions));
  add(load, from);
  return true;
}

// What is in the registers of the open chain goes to memory: for it to read, or for others where it is of another type.
void chained::begin_or_store(chain_kernels const& with, int instruction) {
  if (open_ && passes_[pass_count_ - 1].with != &with) finish(passes_[pass_count_ - 1].with->store, instruction);
  if (open_) {
    waiting_links_[waiting_++] = static_cast<short>(link_count_);
    add(with.store, held_);
  } else {
    passes_[pass_count_++] = {static_cast<short>(instruction), 0, static_cast<short>(link_count_), 0, &with};
    open_ = true;
    waiting_ = 0;
  }
}

// If the open chain stored the slot last of all that it has not read, keeps it for this group alone.
bool chained::take_kept(short slot) {
  if (waiting_ == 0 || slot_[waiting_links_[waiting_ - 1]] != slot || waiting_ > most_kept) return false;
  short const stored = waiting_links_[--waiting_];
  links_[stored] = passes_[pass_count_ - 1].with->keep;
  slot_[stored] = kept_slot(waiting_);
  return true;
}

// Ends the open chain before instruction `end`: its values are those of the slot held.
void chained::finish(link_function last, int end) {
  pass& chain = passes_[pass_count_ - 1];
  open_ = false;
  keeps_temporaries_ = keeps_temporaries_ || held_ != result_slot || waiting_ > 0;
  chain.last = static_cast<short>(end);
  if (end - chain.first == 1) {  // the kernel of one operation is as fast, and takes the last elements too
    link_count_ = chain.links;
    chain.links = 0;
    return;
  }
  add(last == chain.with->store ? chain.with->end : last, held_);
  chain.links_end = static_cast<short>(link_count_);
}

void chained::run(slots const& at, std::byte* out, index_t n) const {
  for (int k = 0; k < pass_count_; ++k) run_pass(passes_[k], at, out, n);
}

void chained::run_pass(pass const& one, slots const& at, std::byte* out, index_t n) const {
  if (one.links_end == 0) return run_instruction(table_, what_.instructions[one.first], at, out, n);
  link links[most_links];
  alignas(64) std::byte kept[most_kept * most_group_bytes];
  for (int k = one.links; k < one.links_end; ++k) {
    short const slot = slot_[k];
    std::byte* const operand = slot >= 0             ? at.data[slot]
                               : slot == result_slot ? out
                                                     : kept + kept_slot(slot) * most_group_bytes;
    links[k - one.links] = {links_[k], operand};
  }
  index_t const done = n / one.with->group * one.with->group;
  one.with->run(links, done);
  if (done < n) run_rest(one, at, out, done, n - done);
}

// The instructions of a chain over the elements, fewer than a group, behind those that are done.
void chained::run_rest(pass const& one, slots const& at, std::byte* out, index_t done, index_t n) const {
  int const temporaries = what_.leaf_count + what_.constant_count;
  for (int i = one.first; i < one.last; ++i) {
    run_moved(table_, what_.instructions[i], at, n, [&](short slot, element_type type) {
      if (slot == result_slot) return out + done * size_of(type);
      bool const moves = !at.single[slot] && (slot < temporaries || keeps_temporaries_);
      return at.data[slot] + (moves ? done * size_of(type) : 0);
    });
  }
}

}  // namespace sinter::detail
