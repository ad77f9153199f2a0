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

}  // namespace

void run_instruction(kernel_table const& table, instruction const& step, slots const& at, std::byte* out, index_t n) {
  std::byte const* operands[3];
  unsigned single = 0;
  for (int k = 0; k < step.operand_count; ++k) {
    operands[k] = at.data[step.operands[k]];
    single |= static_cast<unsigned>(at.single[step.operands[k]]) << k;
  }
  kernel_of(table, step)(step.target == result_slot ? out : at.data[step.target], operands, single, n);
}

chained::chained(program const& what, bool const* single, bool streaming) : what_(what), table_(kernels()) {
  for (int i = 0; i < what.instruction_count; ++i) {
    instruction const& step = what.instructions[i];
    if (!append(step, single)) {
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
  return passes.passes_[passes.pass_count_ - 1].links_end > 0;
}

// Appends the links of an instruction, to the open chain or a new one. False where no chain can hold it.
bool chained::append(instruction const& step, bool const* single) {
  if (step.code < 0 || step.type != step.result || step.operand_count > 2) return false;
  chain_kernels const& with = table_.chains[static_cast<int>(step.type)];
  if (with.group == 0 || link_of(with, step, link_form::array_right) == nullptr) return false;
  auto const number = static_cast<int>(&step - what_.instructions);
  bool const goes_on = open_ && passes_[pass_count_ - 1].with == &with;
  short const left = step.operands[0], right = step.operands[1];
  bool const is_unary = step.operand_count == 1;
  bool const holds_left = goes_on && left == held_, holds_right = goes_on && !is_unary && right == held_;
  if (!holds_left && !holds_right) {
    if (single[left] && (is_unary || single[right])) return false;
    if (open_ && !goes_on) finish(passes_[pass_count_ - 1].with->store, number);
    if (open_) {
      waiting_links_[waiting_++] = static_cast<short>(link_count_);
      add(with.store, held_);
    } else {
      begin(with, number);
    }
    add(with.load, single[left] ? right : left);
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
  return true;
}

// If the open chain stored the slot last of all that it has not read, keeps it for this group alone.
bool chained::take_kept(short slot) {
  if (waiting_ == 0 || slot_[waiting_links_[waiting_ - 1]] != slot || waiting_ > most_kept) return false;
  short const stored = waiting_links_[--waiting_];
  links_[stored] = passes_[pass_count_ - 1].with->keep;
  slot_[stored] = kept_slot(waiting_);
  return true;
}

void chained::begin(chain_kernels const& with, int instruction) {
  passes_[pass_count_++] = {static_cast<short>(instruction), 0, static_cast<short>(link_count_), 0, &with};
  open_ = true;
  waiting_ = 0;
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
  index_t const bytes = size_of(what_.instructions[one.first].type);
  index_t const whole = n * bytes / one.with->group * one.with->group, done = whole / bytes;
  one.with->run(links, whole);
  if (done < n) run_rest(one, at, out, whole, n - done);
}

// The instructions of a chain over the elements, fewer than a group, that stand `offset` bytes behind.
void chained::run_rest(pass const& one, slots const& at, std::byte* out, index_t offset, index_t n) const {
  slots rest;
  int const temporaries = what_.leaf_count + what_.constant_count;
  for (int k = 0; k < temporaries + what_.temporary_count; ++k) {
    bool const moves = !at.single[k] && (k < temporaries || keeps_temporaries_);
    rest.single[k] = at.single[k];
    rest.data[k] = at.data[k] + (moves ? offset : 0);
  }
  for (int i = one.first; i < one.last; ++i) run_instruction(table_, what_.instructions[i], rest, out + offset, n);
}

}  // namespace sinter::detail
