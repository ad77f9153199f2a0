#include "loop_writer.hpp"

#include <algorithm>

namespace sinter::detail {
namespace {

constexpr std::size_t most_code_bytes = 32 * 1024;
// rbx, rbp, r12 to r15: the caller's.
Xbyak::Reg64 const saved_pointers[] = {Xbyak::Reg64(3),  Xbyak::Reg64(5),  Xbyak::Reg64(12),
                                       Xbyak::Reg64(13), Xbyak::Reg64(14), Xbyak::Reg64(15)};

int widest_of(program const& what, int first, int last) {
  int widest = 4;
  for (int i = first; i < last; ++i) {
    widest = std::max({widest, size_of(what.instructions[i].type), size_of(what.instructions[i].result)});
  }
  return widest;
}

}  // namespace

loop_writer::loop_writer(loop_request const& what, int copies)
    : Xbyak::CodeGenerator(most_code_bytes, Xbyak::DontSetProtectRWE),
      what_(what),
      has_masks_(what.target == isa::avx512),
      lanes_(what.register_bytes / widest_of(what.what, what.first, what.last)),
      copies_(copies),
      free_vectors_(has_masks_ ? ~3u : 0xfffcu),  // the first two are scratch
      memory_(std::size_t{0}),
      register_(0) {
  find_operands();
  write_constants();
  write_begin();
  write_rows(copies);
  write_end();
}

void loop_writer::write_constants() {
  std::uint64_t const values[] = {0x8000000000000000,
                                  0x7fffffffffffffff,
                                  0x8000000080000000,
                                  0x7fffffff7fffffff,
                                  0x0101010101010101,
                                  0x0000000100000001,
                                  1,
                                  0x3f8000003f800000,
                                  0x3ff0000000000000,
                                  0x0d8000000d800000,
                                  0x7200000072000000,
                                  0x3f0000003f000000,
                                  0x0080000000800000,
                                  0x0370000000000000,
                                  0x7c80000000000000,
                                  0x3fe0000000000000,
                                  0x0010000000000000};
  static_assert(std::size(values) == constant_count && 64 * constant_count == loop_entry);
  for (std::uint64_t const value : values) {
    for (int k = 0; k < 8; ++k) dq(value);
  }
}

Xbyak::Address loop_writer::at(constant which) {
  return ptr[rip + static_cast<void const*>(getCode() + std::size_t{64} * which)];
}

void loop_writer::load_sign_constants() {
  if (!has_masks_) return;
  for (int i = what_.first; i < what_.last; ++i) {
    instruction const& step = what_.what.instructions[i];
    bool const is_negation = step.code == ops::code_of<ops::negate>;
    if (!is_float(step.type) || !(is_negation || step.code == ops::code_of<ops::absolute>)) continue;
    constant const which = sign_constant_of(is_negation, is_wide(step.type));
    if (sign_constants_[which] >= 0) continue;
    sign_constants_[which] = take(free_vectors_);
    vmovups(lanes_of(sign_constants_[which], size_of(step.type)), at(which));
  }
}

Xbyak::Operand const& loop_writer::sign_constant(constant which, int lane_bytes) {
  if (sign_constants_[which] >= 0) {
    register_ = lanes_of(sign_constants_[which], lane_bytes);
    return register_;
  }
  memory_ = at(which);
  return memory_;
}

// Which slots are read from memory, how often, and which results stay in registers.
void loop_writer::find_operands() {
  program const& what = what_.what;
  std::size_t const places = offset(what.leaf_count + what.constant_count + what.temporary_count) + 1;
  values_.resize(places);
  reads_.resize(places);
  is_read_here_.resize(offset(what.instruction_count));
  std::vector<int> writer(places, -1);
  std::vector<int> read_bytes(places, 0);
  for (int i = what_.first; i < what_.last; ++i) {
    instruction const& step = what.instructions[i];
    for (int k = 0; k < step.operand_count; ++k) {
      short const slot = same(step.operands[k]);
      auto const place = static_cast<std::size_t>(slot + 1);
      if (writer[place] >= 0) {
        is_read_here_[static_cast<std::size_t>(writer[place])] = true;
        writer[place] = -1;
        continue;
      }
      if (is_single(slot)) {
        value_of(slot).type = step.type;
        value_of(slot).uses = held_value::forever;
        continue;
      }
      reads_of(slot) += step.code != cast_code;
      read_bytes[place] = size_of(step.code == select_code && k == 0 ? element_type::boolean : step.type);
      add_pointer(slot);
    }
    if (step.target != result_slot) writer[static_cast<std::size_t>(step.target + 1)] = i;
  }
  for (int i = what_.first; i < what_.last; ++i) {
    instruction const& step = what.instructions[i];
    if (is_read_here_[static_cast<std::size_t>(i)] || step.target == result_slot) continue;
    // Stored where something else is read: they may not overtake each other.
    int const bytes = read_bytes[static_cast<std::size_t>(step.target + 1)];
    if (bytes != 0 && bytes != size_of(step.result)) throw does_not_fit{};
    add_pointer(step.target);
  }
}

void loop_writer::add_pointer(short slot) {
  if (std::find(pointers_.begin(), pointers_.end(), slot) != pointers_.end()) return;
  pointers_.push_back(slot);
  if (pointers_.size() > 4 + std::size(saved_pointers)) throw does_not_fit{};
}

// The stack: data, rows, steps. rsi stays `out`, rdx n; rax counts elements; rcx and rdi are free.
void loop_writer::write_begin() {
  endbr64();
  for (std::size_t k = 4; k < pointers_.size(); ++k) push(saved_pointers[k - 4]);
  push(r8);
  push(rcx);
  push(rdi);
  for (short const slot : pointers_) mov(pointer_of(slot), ptr[rdi + offset(8 * slot)]);
  load_singles(what_.what.leaf_count, static_cast<int>(values_.size()) - 1);
  load_sign_constants();
}

// One row after the other.
void loop_writer::write_rows(int copies) {
  Xbyak::Label row, end;
  L(row);
  load_singles(0, what_.what.leaf_count);
  xor_(eax, eax);
  if (what_.fold >= 0) return write_fold(copies);
  write_loop(copies);
  write_rest();
  dec(qword[rsp + 8]);
  jz(end, T_NEAR);
  mov(rdi, ptr[rsp + 16]);
  add(rsi, ptr[rdi]);
  for (short const slot : pointers_) {
    if (slot < what_.what.leaf_count) add(pointer_of(slot), ptr[rdi + offset(8 * (slot + 1))]);
  }
  for (short slot = 0; slot < what_.what.leaf_count; ++slot) {
    if (value_of(slot).uses != held_value::forever) continue;
    mov(rcx, ptr[rsp]);
    mov(rax, ptr[rdi + offset(8 * (slot + 1))]);
    add(ptr[rcx + offset(8 * slot)], rax);
  }
  jmp(row, T_NEAR);
  L(end);
}

void loop_writer::write_loop(int copies) {
  Xbyak::Label again, end;
  int const elements = copies * lanes_;
  mov(rcx, rdx);
  sub(rcx, immediate(elements));
  cmp(rax, rcx);
  jg(end, T_NEAR);
  align(copies > 1 ? 64 : 16);
  L(again);
  write_body(copies, false);
  add(rax, immediate(elements));
  cmp(rax, rcx);
  jle(again, T_NEAR);
  L(end);
}

// Register by register, and the last elements by a mask, where there are masks.
void loop_writer::write_rest() {
  if (copies_ > 1) write_loop(1);
  if (!has_masks_) return;
  Xbyak::Label end;
  mov(rcx, rdx);
  sub(rcx, rax);
  jle(end, T_NEAR);
  mov(edi, immediate(-1));
  bzhi(edi, edi, ecx);
  kmovw(k1, edi);
  write_body(1, true);
  L(end);
  mov(rax, rdx);
}

// The registers of one merged row after the other, and of one run.
void loop_writer::write_fold(int copies) {
  element_type const type = what_.what.instructions[what_.last - 1].result;
  int const bytes = size_of(type), width = static_cast<int>(fold_row_bytes) / bytes, all = fold_registers;
  if (width != all * lanes_ || copies == 3) throw does_not_fit{};
  for (held_value& half : folded_) {
    half = new_value(type, bytes);
    for (int copy = 0; copy < all; ++copy) take_register(half, copy);
  }
  auto const write_row = [&](bool is_first) {
    is_first_row_ = is_first;
    for (first_copy_ = 0; first_copy_ < all; first_copy_ += copies) write_body(copies, false);
    add(rax, immediate(width));
  };
  int const run = static_cast<int>(fold_run_rows) * width;
  Xbyak::Label next_run, again, end_of_run, first, next;
  L(next_run);
  lea(rcx, ptr[rax + offset(run)]);
  write_row(true);
  align(64);
  L(again);
  cmp(rax, rcx);
  jge(end_of_run, T_NEAR);
  write_row(false);
  jmp(again, T_NEAR);
  L(end_of_run);
  held_value const &before = folded_[0], &now = folded_[1];
  cmp(rax, immediate(run));
  je(first, T_NEAR);
  for (int copy = 0; copy < all; ++copy) {
    apply(what_.fold, type, lanes(before, copy), lanes(before, copy), lanes(now, copy));
  }
  jmp(next, T_NEAR);
  L(first);
  for (int copy = 0; copy < all; ++copy) vmovaps(lanes(before, copy), lanes(now, copy));
  L(next);
  cmp(rax, rdx);
  jl(next_run, T_NEAR);
  for (int copy = 0; copy < all; ++copy) vmovups(ptr[rsi + offset(copy * lanes_ * bytes)], lanes(before, copy));
}

void loop_writer::write_body(int copies, bool rest) {
  copies_ = copies;
  rest_ = rest;
  for (int i = what_.first; i < what_.last; ++i) write(what_.what.instructions[i]);
  for (held_value& value : values_) {
    if (value.uses <= 0 || value.uses >= held_value::forever / 2) continue;
    for (int copy = 0; copy < copies; ++copy) give_back(value, copy);
    value.uses = 0;
  }
}

void loop_writer::write_end() {
  vzeroupper();
  add(rsp, 24);
  for (std::size_t k = pointers_.size(); k > 4; --k) pop(saved_pointers[k - 5]);
  ret();
}

Xbyak::Reg64 loop_writer::pointer_of(short slot) const {
  if (slot == result_slot) return rsi;
  auto const place = static_cast<std::size_t>(std::find(pointers_.begin(), pointers_.end(), slot) - pointers_.begin());
  return place < 4 ? Xbyak::Reg64(static_cast<int>(8 + place)) : saved_pointers[place - 4];
}

namespace {

// As many as fit; square roots of doubles go by threes where one of three takes the divider.
int most_copies_for(loop_request const& what) {
  bool const takes_roots =
      std::any_of(what.what.instructions + what.first, what.what.instructions + what.last, [](instruction const& step) {
        return step.code == ops::code_of<ops::sqrt> && step.type == element_type::float64;
      });
  return takes_roots && is_of_intel() ? 3 : held_value::most_copies;
}

}  // namespace

std::vector<std::uint8_t> write_loop(loop_request const& what) {
  for (int copies = most_copies_for(what); copies > 0; copies /= 2) {
    try {
      return loop_writer(what, copies).code();
    } catch (does_not_fit) {
    } catch (Xbyak::Error const&) {  // too long
    }
  }
  return {};
}

}  // namespace sinter::detail
