#pragma once

#include <span>
#include <xbyak/xbyak.h>

#include "loop_code.hpp"

namespace sinter::detail {

// What stops the writing of a loop: it needs more registers than there are, or what the ISA does not have.
struct does_not_fit {};

constexpr bool is_float(element_type type) { return type == element_type::float32 || type == element_type::float64; }
constexpr bool is_wide(element_type type) { return size_of(type) == 8; }

// As the assembler takes them.
constexpr std::size_t offset(int value) { return static_cast<std::size_t>(value); }
constexpr std::uint32_t immediate(int value) { return static_cast<std::uint32_t>(value); }

// A value in registers, one for each of the copies that a pass of the loop computes. AVX-512 has truth in mask registers,
// AVX2 in lanes of all ones or none.
struct held_value {
  static constexpr int most_copies = 4;    // of a loop; a fold has its registers at once
  static constexpr int forever = 1 << 20;  // uses of what is loaded before the loop

  element_type type = element_type::boolean;
  int lane_bytes = 0;
  int uses = 0;  // to come; 0: nothing is held
  signed char at[8] = {-1, -1, -1, -1, -1, -1, -1, -1};
};

// Writes one loop. The order of the instructions is that of the program; what an operation has read for the last time gives
// its registers to the result.
class loop_writer : private Xbyak::CodeGenerator {
 public:
  // Throws does_not_fit.
  loop_writer(loop_request const& what, int copies);
  std::vector<std::uint8_t> code() const { return {getCode(), getCode() + getSize()}; }

 private:
  using vector = Xbyak::Xmm;
  using operands = std::span<short const>;  // slots

  // Constants, 64 bytes of each.
  enum constant : unsigned char {
    sign_64,
    magnitude_64,
    sign_32,
    magnitude_32,
    one_8,
    one_32,
    one_64,
    one_f32,
    one_f64,
    of_root_32,  // four, see square_root.cpp
    of_root_64 = of_root_32 + 4,
    constant_count = of_root_64 + 4
  };
  static constexpr constant sign_constant_of(bool is_negation, bool wide) {
    return is_negation ? (wide ? sign_64 : sign_32) : (wide ? magnitude_64 : magnitude_32);
  }
  void write_constants();
  Xbyak::Address at(constant which);
  // What signs are changed by: in a register through all of the loop, where there are so many, as each load counts.
  void load_sign_constants();
  Xbyak::Operand const& sign_constant(constant which, int lane_bytes);

  // loop_writer.cpp: the loop
  void find_operands();
  void add_pointer(short slot);
  void write_begin();
  void write_rows(int copies);
  void write_loop(int copies);
  void write_rest();
  void write_fold(int copies);
  void write_body(int copies, bool rest);
  void write_end();
  void write(instruction const& step);

  // registers.cpp: registers, memory
  short same(short slot) const { return slot >= 0 && slot < what_.what.leaf_count ? what_.same_as[slot] : slot; }
  bool is_single(short slot) const { return slot >= 0 && what_.single[slot]; }
  held_value& value_of(short slot) { return values_[static_cast<std::size_t>(slot + 1)]; }
  int& reads_of(short slot) { return reads_[static_cast<std::size_t>(slot + 1)]; }
  signed char take(std::uint32_t& from);
  bool is_in_masks(held_value const& value) const { return has_masks_ && value.type == element_type::boolean; }
  held_value new_value(element_type type, int lane_bytes) const;
  void take_register(held_value& value, int copy);
  void give_back(held_value const& value, int copy);
  vector lanes_of(int number, int lane_bytes) const;
  vector lanes(held_value const& value, int copy) const { return lanes_of(value.at[copy], value.lane_bytes); }
  Xbyak::Opmask mask(held_value const& value, int copy) const { return Xbyak::Opmask(value.at[copy]); }
  vector scratch(int lane_bytes) const { return lanes_of(0, lane_bytes); }
  vector inside(vector to) const;
  Xbyak::Reg64 pointer_of(short slot) const;
  Xbyak::Address element(short slot, int bytes, int copy) const;
  void load_singles(int first, int last);
  void load_vector(vector to, int lane_bytes, Xbyak::Address const& from);
  void load_truth(held_value& to, short slot, int copy);
  held_value& hold(short slot, element_type type, int lane_bytes);
  Xbyak::Operand const& read(short slot, element_type type, int copy);
  void release(operands slots, int copy);
  void forget(operands slots);
  void finish(instruction const& step, held_value result);
  void fold(held_value const& value);
  void store(held_value& value, short slot);
  void store_truth(held_value& value, short slot);
  void store_lanes_of_truth(held_value& value, short slot);

  // operations.cpp: the operations of a program
  template <class Write>
  void write_each(instruction const& step, held_value result, int held, Write const& write);
  void write_unary(instruction const& step);
  void write_binary(instruction const& step);
  void write_comparison(instruction const& step);
  void write_of_truth(instruction const& step);
  void write_select(instruction const& step);
  void write_multiply_add(instruction const& step);
  void write_cast(instruction const& step);

  // instructions.cpp: their instructions
  void apply(short code, element_type type, vector to, vector from, int copy);
  void apply(short code, element_type type, vector to, vector left, Xbyak::Operand const& right);
  void apply_to_bits(short code, vector to, vector left, Xbyak::Operand const& right);
  void larger_or_smaller(bool larger, element_type type, vector to, vector left, Xbyak::Operand const& right);
  void compare(short code, element_type type, Xbyak::Opmask to, vector left, Xbyak::Operand const& right);
  void compare(short code, element_type type, vector to, vector left, Xbyak::Operand const& right);
  void blend(element_type type, vector to, vector unset, vector set, held_value const& truth, int copy);

  // square_root.cpp
  void take_root(element_type type, vector to, vector from, int copy);
  void take_root_beside_divider(bool wide, vector to, vector from);

  // conversions.cpp
  void load_converted(vector to, element_type from, element_type result, Xbyak::Address const& at);
  void convert(element_type from, element_type to, int result, int value);
  void convert_truth(element_type to, vector result, held_value const& truth, int copy);

  loop_request const& what_;
  bool has_masks_;
  int lanes_;
  int copies_;         // of the loop that is being written
  bool rest_ = false;  // the last elements, by a mask
  int first_copy_ = 0;
  static constexpr int fold_registers = 8;
  bool is_first_row_ = false;  // of a run
  held_value folded_[2];       // what runs before came to, and this one
  std::uint32_t free_vectors_;
  std::uint32_t free_masks_ = 0xf8;  // the first three: none, the elements left over, scratch
  std::vector<short> pointers_;      // slots
  std::vector<held_value> values_;   // by slot
  std::vector<int> reads_;           // by slot: how often this part of the program reads it from memory
  std::vector<bool> is_read_here_;   // of the result of each instruction
  signed char sign_constants_[one_8] = {-1, -1, -1, -1};
  Xbyak::Address memory_;  // what `read` returned
  vector register_;
};

}  // namespace sinter::detail
