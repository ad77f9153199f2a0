#include <algorithm>
#include <bit>

#include "loop_writer.hpp"

namespace sinter::detail {

signed char loop_writer::take(std::uint32_t& from) {
  if (from == 0) throw does_not_fit{};
  int const number = std::countr_zero(from);
  from &= from - 1;
  return static_cast<signed char>(number);
}

held_value loop_writer::new_value(element_type type, int lane_bytes) const {
  held_value value;
  value.type = type;
  value.lane_bytes = lane_bytes;
  value.uses = 1;
  return value;
}

void loop_writer::take_register(held_value& value, int copy) {
  value.at[copy] = take(is_in_masks(value) ? free_masks_ : free_vectors_);
}

void loop_writer::give_back(held_value const& value, int copy) {
  (is_in_masks(value) ? free_masks_ : free_vectors_) |= 1u << value.at[copy];
}

loop_writer::vector loop_writer::lanes_of(int number, int lane_bytes) const {
  int const bytes = lanes_ * lane_bytes;
  if (bytes > 32) return Xbyak::Zmm(number);
  if (bytes > 16) return Xbyak::Ymm(number);
  return Xbyak::Xmm(number);
}

// The lanes of a load that lie in the array.
loop_writer::vector loop_writer::inside(vector to) const { return rest_ ? vector(to | k1 | T_z) : to; }

Xbyak::Address loop_writer::element(short slot, int bytes, int copy) const {
  return ptr[pointer_of(slot) + rax * bytes + offset((first_copy_ + copy) * lanes_ * bytes)];
}

// The slots from first to last - 1 that stand for all lanes.
void loop_writer::load_singles(int first, int last) {
  for (auto slot = static_cast<short>(first); slot < last; ++slot) {
    held_value& value = value_of(slot);
    if (value.uses != held_value::forever) continue;
    value.lane_bytes = size_of(value.type);
    take_register(value, 0);
    for (signed char& each : value.at) each = value.at[0];
    mov(rcx, ptr[rsp]);
    mov(rcx, ptr[rcx + offset(8 * slot)]);
    vector const to = lanes(value, 0);
    if (value.lane_bytes == 4) {
      vbroadcastss(to, ptr[rcx]);
    } else if (to.isZMM()) {
      vbroadcastsd(Xbyak::Zmm(to.getIdx()), ptr[rcx]);
    } else {
      vbroadcastsd(Xbyak::Ymm(to.getIdx()), ptr[rcx]);
    }
  }
}

void loop_writer::load_vector(vector to, int lane_bytes, Xbyak::Address const& from) {
  if (rest_ && lane_bytes == 8) return vmovupd(inside(to), from);
  if (lanes_ * lane_bytes < 16 && !rest_) return vmovq(to, from);
  vmovups(inside(to), from);
}

void loop_writer::load_truth(held_value& to, short slot, int copy) {
  Xbyak::Address const from = element(slot, 1, copy);
  if (!has_masks_) {
    vector const lanes_to = lanes(to, copy), zero = scratch(to.lane_bytes);
    vxorps(zero, zero, zero);
    if (to.lane_bytes == 8) {
      vpmovzxbq(lanes_to, from);
      return vpcmpgtq(lanes_to, lanes_to, zero);
    }
    vpmovzxbd(lanes_to, from);
    return vpcmpgtd(lanes_to, lanes_to, zero);
  }
  if (rest_) {
    vmovdqu8(xm0 | k1 | T_z, from);
  } else if (lanes_ == 16) {
    vmovups(xm0, from);
  } else if (lanes_ == 8) {
    vmovq(xm0, from);
  } else {
    vmovd(xm0, from);
  }
  vptestmb(mask(to, copy), xm0, xm0);
}

// The slot in registers.
held_value& loop_writer::hold(short slot, element_type type, int lane_bytes) {
  held_value& value = value_of(slot);
  if (value.uses > 0) {
    if (value.type == element_type::boolean && !has_masks_ && value.lane_bytes != lane_bytes) throw does_not_fit{};
    return value;
  }
  value = new_value(type, lane_bytes);
  value.uses = reads_of(slot);
  for (int copy = 0; copy < copies_; ++copy) {
    take_register(value, copy);
    if (type == element_type::boolean) {
      load_truth(value, slot, copy);
    } else {
      load_vector(lanes(value, copy), lane_bytes, element(slot, lane_bytes, copy));
    }
  }
  return value;
}

// The slot as the last operand of an instruction: numbers that are read once may stay in memory.
Xbyak::Operand const& loop_writer::read(short slot, element_type type, int copy) {
  held_value const& value = value_of(slot);
  int const bytes = size_of(type);
  if (value.uses > 0) {
    register_ = lanes(value, copy);
    return register_;
  }
  memory_ = element(slot, bytes, copy);
  if (!rest_ && lanes_ * bytes >= 16) return memory_;
  register_ = lanes_of(1, bytes);
  load_vector(register_, bytes, memory_);
  return register_;
}

// What an instruction has read for the last time may hold the result of the same copy.
void loop_writer::release(operands slots, int copy) {
  for (short const slot : slots) {
    held_value const& value = value_of(slot);
    if (value.uses == std::count(slots.begin(), slots.end(), slot)) give_back(value, copy);
  }
}

void loop_writer::forget(operands slots) {
  for (short const slot : slots) {
    held_value& value = value_of(slot);
    if (value.uses > 0 && value.uses < held_value::forever / 2) --value.uses;
  }
}

void loop_writer::finish(instruction const& step, held_value result) {
  auto const number = static_cast<std::size_t>(&step - what_.what.instructions);
  if (is_read_here_[number]) {
    value_of(step.target) = result;
    return;
  }
  if (what_.fold >= 0 && step.target == result_slot) {
    fold(result);
  } else {
    store(result, step.target);
  }
  for (int copy = 0; copy < copies_; ++copy) give_back(result, copy);
}

// Maxima of magnitudes by their bits, see largest_magnitude.
void loop_writer::fold(held_value const& value) {
  bool const by_bits = what_.fold == ops::code_of<ops::maximum> &&
                       what_.what.instructions[what_.last - 1].code == ops::code_of<ops::absolute>;
  element_type const bits = value.lane_bytes == 8 ? element_type::int64 : element_type::int32;
  for (int copy = 0; copy < copies_; ++copy) {
    vector const to = lanes(folded_[1], first_copy_ + copy);
    if (is_first_row_) {
      vmovaps(to, lanes(value, copy));
    } else if (by_bits) {
      apply(what_.fold, bits, to, to, lanes(value, copy));
    } else {
      apply(what_.fold, value.type, to, to, lanes(value, copy));
    }
  }
}

void loop_writer::store(held_value& value, short slot) {
  if (value.type == element_type::boolean) return store_truth(value, slot);
  int const bytes = value.lane_bytes;
  bool const streams = what_.streaming && slot == result_slot && !rest_ && lanes_ * bytes >= 16;
  for (int copy = 0; copy < copies_; ++copy) {
    Xbyak::Address const to = element(slot, bytes, copy);
    vector const from = lanes(value, copy);
    if (streams) {
      vmovntps(to, from);
    } else if (rest_ && bytes == 8) {
      vmovupd(to | k1, from);
    } else if (rest_) {
      vmovups(to | k1, from);
    } else if (lanes_ * bytes < 16) {
      vmovq(to, from);
    } else {
      vmovups(to, from);
    }
  }
}

// Masks of several copies are joined first.
void loop_writer::store_truth(held_value& value, short slot) {
  if (!has_masks_) return store_lanes_of_truth(value, slot);
  int bits = lanes_, step = 1;
  for (; !rest_ && bits >= 8 && copies_ % (2 * step) == 0; bits *= 2, step *= 2) {
    for (int copy = 0; copy + step < copies_; copy += 2 * step) {
      Xbyak::Opmask const low = mask(value, copy), high = mask(value, copy + step);
      if (bits == 8) {
        kunpckbw(low, high, low);
      } else if (bits == 16) {
        kunpckwd(low, high, low);
      } else {
        kunpckdq(low, high, low);
      }
    }
  }
  for (int copy = 0; copy < copies_; copy += step) {
    vector const bytes = bits == 64 ? vector(zm0) : bits == 32 ? vector(ym0) : vector(xm0);
    vmovdqu8(bytes | mask(value, copy) | T_z, at(one_8));
    Xbyak::Address const to = element(slot, 1, copy);
    if (rest_) {
      vmovdqu8(to | k1, xm0);
    } else if (bits >= 16) {
      vmovups(to, bytes);
    } else if (bits == 8) {
      vmovq(to, xm0);
    } else {
      vmovd(to, xm0);
    }
  }
}

// Of AVX2: lanes of 4 or 8 bytes to a byte each.
void loop_writer::store_lanes_of_truth(held_value& value, short slot) {
  for (int copy = 0; copy < copies_; ++copy) {
    vector const from = lanes(value, copy);
    Xbyak::Address const to = element(slot, 1, copy);
    if (from.isYMM()) {
      vextractf128(xm0, Xbyak::Ymm(from.getIdx()), 1);
    } else {
      vxorps(xm0, xm0, xm0);
    }
    if (value.lane_bytes == 8) {
      vshufps(xm0, Xbyak::Xmm(from.getIdx()), xm0, 0x88);
      vpackssdw(xm0, xm0, xm0);
    } else {
      vpackssdw(xm0, Xbyak::Xmm(from.getIdx()), xm0);
    }
    vpacksswb(xm0, xm0, xm0);
    vandps(xm0, xm0, at(one_8));
    if (lanes_ == 8) {
      vmovq(to, xm0);
    } else {
      vmovd(to, xm0);
    }
  }
}

}  // namespace sinter::detail
