#include <algorithm>

#include "loop_writer.hpp"

namespace sinter::detail {
namespace {

template <class... Ops>
constexpr bool is_in(short code, type_list<Ops...>) {
  return ((code == ops::code_of<Ops>) || ...);
}
constexpr bool is_comparison(short code) { return is_in(code, ops::comparisons{}); }
constexpr bool is_of_truth(short code) { return is_in(code, ops::of_truth{}); }

constexpr bool is_number(element_type type) {
  return type == element_type::int32 || type == element_type::int64 || type == element_type::float32 ||
         type == element_type::float64;
}

constexpr bool can_convert(element_type from, element_type to, isa target) {
  if (from == to) return is_number(from);
  if (to == element_type::boolean) return is_number(from);
  if (!is_number(to) || from == element_type::uint32 || from == element_type::uint64) return false;
  if (is_float(from)) return is_float(to);
  if (from == element_type::boolean) return true;
  bool const is_long = from == element_type::int64 || (to == element_type::int64 && is_float(from));
  return !is_long || target == isa::avx512;
}

}  // namespace

bool can_write(instruction const& step, bool const* single, isa target) {
  auto const is_single = [&](int k) { return single[step.operands[k]]; };
  if (step.code == cast_code) return !is_single(0) && can_convert(step.type, step.result, target);
  if (step.code == select_code) {
    if (step.type == element_type::boolean)
      return target == isa::avx512 && !is_single(0) && !is_single(1) && !is_single(2);
    return is_number(step.type) && !is_single(0);
  }
  if (is_of_truth(step.code)) return !is_single(0) && (step.operand_count == 1 || !is_single(1));
  if (!is_number(step.type) || !(is_in(step.code, ops::arithmetic{}) || is_comparison(step.code))) return false;
  using of_floats =
      type_list<ops::divide, ops::sqrt, ops::floor, ops::ceil, ops::trunc, ops::is_nan, ops::fused_multiply_add>;
  if (!is_float(step.type) && is_in(step.code, of_floats{})) return false;
  bool const lacks =
      step.type == element_type::int64 && is_in(step.code, type_list<ops::multiply, ops::square, ops::absolute>{});
  return !lacks || target == isa::avx512;
}

bool ends_in_loop(program const& what) {
  instruction const& last = what.instructions[what.instruction_count - 1];
  bool single[max_slots] = {};
  std::fill_n(single + what.leaf_count, what.constant_count, true);
  return active_isa() != isa::baseline && last.result != element_type::boolean && can_write(last, single, active_isa());
}

void loop_writer::write(instruction const& step) {
  if (step.code == cast_code) return write_cast(step);
  if (step.code == select_code) return write_select(step);
  if (is_of_truth(step.code)) return write_of_truth(step);
  if (is_comparison(step.code)) return write_comparison(step);
  if (step.operand_count == 3) return write_multiply_add(step);
  return step.operand_count == 1 ? write_unary(step) : write_binary(step);
}

// write(result, copy) for each copy, when the first `held` operands are in registers.
template <class Write>
void loop_writer::write_each(instruction const& step, held_value result, int held, Write const& write) {
  short const all[] = {same(step.operands[0]), same(step.operands[1]), same(step.operands[2])};
  int const count = std::min<int>(step.operand_count, 3);
  operands const slots(all, static_cast<std::size_t>(count));
  for (int k = 0; k < count; ++k) {
    bool const is_wanted = k < held || reads_of(all[k]) > 1;
    if (is_wanted && value_of(all[k]).uses == 0) hold(all[k], step.type, size_of(step.type));
  }
  for (int copy = 0; copy < copies_; ++copy) {
    release(slots, copy);
    take_register(result, copy);
    write(result, copy);
  }
  forget(slots);
  finish(step, result);
}

void loop_writer::write_unary(instruction const& step) {
  short const from = same(step.operands[0]);
  write_each(step, new_value(step.result, size_of(step.result)), 1, [&](held_value const& result, int copy) {
    apply(step.code, step.type, lanes(result, copy), lanes(value_of(from), copy), copy);
  });
}

void loop_writer::write_binary(instruction const& step) {
  short const left = same(step.operands[0]), right = same(step.operands[1]);
  write_each(step, new_value(step.result, size_of(step.result)), 1, [&](held_value const& result, int copy) {
    apply(step.code, step.type, lanes(result, copy), lanes(value_of(left), copy), read(right, step.type, copy));
  });
}

void loop_writer::write_comparison(instruction const& step) {
  short const left = same(step.operands[0]);
  short const right = step.operand_count == 1 ? left : same(step.operands[1]);
  write_each(step, new_value(element_type::boolean, size_of(step.type)), 1, [&](held_value const& result, int copy) {
    vector const from = lanes(value_of(left), copy);
    Xbyak::Operand const& other = read(right, step.type, copy);
    if (has_masks_) {
      compare(step.code, step.type, mask(result, copy), from, other);
    } else {
      compare(step.code, step.type, lanes(result, copy), from, other);
    }
  });
}

void loop_writer::write_of_truth(instruction const& step) {
  short const left = same(step.operands[0]), right = same(step.operands[step.operand_count - 1]);
  int bytes = std::max(value_of(left).lane_bytes, value_of(right).lane_bytes);
  if (bytes == 0) bytes = what_.register_bytes / lanes_;
  hold(left, element_type::boolean, bytes);
  hold(right, element_type::boolean, bytes);
  write_each(step, new_value(element_type::boolean, bytes), 0, [&](held_value const& result, int copy) {
    if (has_masks_) {
      Xbyak::Opmask const to = mask(result, copy), a = mask(value_of(left), copy), b = mask(value_of(right), copy);
      if (step.code == ops::code_of<ops::logical_and>) return kandw(to, a, b);
      if (step.code == ops::code_of<ops::logical_or>) return korw(to, a, b);
      if (step.code == ops::code_of<ops::logical_xor>) return kxorw(to, a, b);
      return knotw(to, a);
    }
    vector const to = lanes(result, copy), a = lanes(value_of(left), copy), b = lanes(value_of(right), copy);
    if (step.code == ops::code_of<ops::logical_and>) return vandps(to, a, b);
    if (step.code == ops::code_of<ops::logical_or>) return vorps(to, a, b);
    if (step.code == ops::code_of<ops::logical_xor>) return vxorps(to, a, b);
    vector const ones = scratch(bytes);
    vpcmpeqd(ones, ones, ones);
    vxorps(to, a, ones);
  });
}

void loop_writer::write_select(instruction const& step) {
  short const condition = same(step.operands[0]), set = same(step.operands[1]), unset = same(step.operands[2]);
  int const bytes = size_of(step.type);
  bool const is_truth = step.type == element_type::boolean;
  int const lane_bytes = is_truth ? what_.register_bytes / lanes_ : bytes;
  hold(condition, element_type::boolean, lane_bytes);
  hold(set, step.type, lane_bytes);
  hold(unset, step.type, lane_bytes);
  write_each(step, new_value(step.type, lane_bytes), 0, [&](held_value const& result, int copy) {
    held_value const& truth = value_of(condition);
    if (is_truth) {
      kandnw(k2, mask(truth, copy), mask(value_of(unset), copy));
      kandw(mask(result, copy), mask(truth, copy), mask(value_of(set), copy));
      return korw(mask(result, copy), mask(result, copy), k2);
    }
    blend(step.type, lanes(result, copy), lanes(value_of(unset), copy), lanes(value_of(set), copy), truth, copy);
  });
}

// x * y + z
void loop_writer::write_multiply_add(instruction const& step) {
  short const x = same(step.operands[0]), y = same(step.operands[1]), z = same(step.operands[2]);
  write_each(step, new_value(step.type, size_of(step.type)), 3, [&](held_value const& result, int copy) {
    vector const sum = scratch(size_of(step.type));
    vmovaps(sum, lanes(value_of(z), copy));
    if (step.type == element_type::float64) {
      vfmadd231pd(sum, lanes(value_of(x), copy), lanes(value_of(y), copy));
    } else {
      vfmadd231ps(sum, lanes(value_of(x), copy), lanes(value_of(y), copy));
    }
    vmovaps(lanes(result, copy), sum);
  });
}

void loop_writer::write_cast(instruction const& step) {
  short const slot = same(step.operands[0]);
  held_value const& from = value_of(slot);
  int const bytes = size_of(step.result);
  if (step.result == element_type::boolean) {  // whether it is not zero
    held_value result = new_value(element_type::boolean, size_of(step.type));
    if (from.uses == 0) reads_of(slot) = std::max(reads_of(slot), 1);
    return write_each(step, result, 1, [&](held_value const& to, int copy) {
      vector const zero = scratch(size_of(step.type)), value = lanes(from, copy);
      vxorps(zero, zero, zero);
      if (has_masks_) {
        compare(ops::code_of<ops::not_equal>, step.type, mask(to, copy), value, zero);
      } else {
        compare(ops::code_of<ops::not_equal>, step.type, lanes(to, copy), value, zero);
      }
    });
  }
  held_value result = new_value(step.result, bytes);
  if (from.uses == 0 && step.type != element_type::boolean) {
    for (int copy = 0; copy < copies_; ++copy) {
      take_register(result, copy);
      load_converted(lanes(result, copy), step.type, step.result, element(slot, size_of(step.type), copy));
    }
    return finish(step, result);
  }
  if (from.uses == 0) reads_of(slot) = std::max(reads_of(slot), 1);
  hold(slot, step.type, step.type == element_type::boolean ? bytes : size_of(step.type));
  write_each(step, result, 0, [&](held_value const& to, int copy) {
    if (step.type == element_type::boolean) {
      convert_truth(step.result, lanes(to, copy), from, copy);
    } else {
      convert(step.type, step.result, to.at[copy], from.at[copy]);
    }
  });
}

}  // namespace sinter::detail
