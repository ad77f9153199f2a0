#include "loop_writer.hpp"

// The instructions of one operation on one register: what ops/ and simd/ say of it, bit for bit.

namespace sinter::detail {

void loop_writer::apply(short code, element_type type, vector to, vector from, int copy) {
  bool const wide = is_wide(type);
  vector const zero = scratch(size_of(type));
  auto const round = [&](int how) {
    if (has_masks_) {
      wide ? vrndscalepd(to, from, static_cast<std::uint8_t>(how))
           : vrndscaleps(to, from, static_cast<std::uint8_t>(how));
    } else {
      wide ? vroundpd(to, from, static_cast<std::uint8_t>(how)) : vroundps(to, from, static_cast<std::uint8_t>(how));
    }
  };
  switch (code) {
    case ops::code_of<ops::square>:
      return apply(ops::code_of<ops::multiply>, type, to, from, from);
    case ops::code_of<ops::negate>:
      if (is_float(type))
        return apply_to_bits(ops::code_of<ops::bit_xor>, to, from,
                             sign_constant(sign_constant_of(true, wide), size_of(type)));
      apply_to_bits(ops::code_of<ops::bit_xor>, zero, zero, zero);
      return wide ? vpsubq(to, zero, from) : vpsubd(to, zero, from);
    case ops::code_of<ops::absolute>:
      if (is_float(type)) {
        return apply_to_bits(ops::code_of<ops::bit_and>, to, from,
                             sign_constant(sign_constant_of(false, wide), size_of(type)));
      }
      return wide ? vpabsq(to, from) : vpabsd(to, from);
    case ops::code_of<ops::sqrt>:
      return take_root(type, to, from, copy);
    case ops::code_of<ops::floor>:
      return round(9);
    case ops::code_of<ops::ceil>:
      return round(10);
    case ops::code_of<ops::trunc>:
      return round(11);
    case ops::code_of<ops::bit_not>:
      if (has_masks_) {
        vpternlogd(zero, zero, zero, 0xff);
      } else {
        vpcmpeqd(zero, zero, zero);
      }
      return apply_to_bits(ops::code_of<ops::bit_xor>, to, from, zero);
    default:
      throw does_not_fit{};
  }
}

void loop_writer::apply_to_bits(short code, vector to, vector left, Xbyak::Operand const& right) {
  if (code == ops::code_of<ops::bit_and>) return has_masks_ ? vpandd(to, left, right) : vpand(to, left, right);
  if (code == ops::code_of<ops::bit_or>) return has_masks_ ? vpord(to, left, right) : vpor(to, left, right);
  return has_masks_ ? vpxord(to, left, right) : vpxor(to, left, right);
}

void loop_writer::apply(short code, element_type type, vector to, vector left, Xbyak::Operand const& right) {
  bool const wide = is_wide(type), floats = is_float(type);
  switch (code) {
    case ops::code_of<ops::add>:
      if (floats) return wide ? vaddpd(to, left, right) : vaddps(to, left, right);
      return wide ? vpaddq(to, left, right) : vpaddd(to, left, right);
    case ops::code_of<ops::subtract>:
      if (floats) return wide ? vsubpd(to, left, right) : vsubps(to, left, right);
      return wide ? vpsubq(to, left, right) : vpsubd(to, left, right);
    case ops::code_of<ops::multiply>:
      if (floats) return wide ? vmulpd(to, left, right) : vmulps(to, left, right);
      return wide ? vpmullq(to, left, right) : vpmulld(to, left, right);
    case ops::code_of<ops::divide>:
      return wide ? vdivpd(to, left, right) : vdivps(to, left, right);
    case ops::code_of<ops::maximum>:
      return larger_or_smaller(true, type, to, left, right);
    case ops::code_of<ops::minimum>:
      return larger_or_smaller(false, type, to, left, right);
    default:
      return apply_to_bits(code, to, left, right);
  }
}

// The instructions give the second of two zeros, and of a number and NaN: the first is taken where it is NaN.
void loop_writer::larger_or_smaller(bool larger, element_type type, vector to, vector left,
                                    Xbyak::Operand const& right) {
  bool const wide = is_wide(type);
  if (type == element_type::int32) return larger ? vpmaxsd(to, left, right) : vpminsd(to, left, right);
  if (type == element_type::int64) {
    if (has_masks_) return larger ? vpmaxsq(to, left, right) : vpminsq(to, left, right);
    vector const other = lanes_of(1, 8), is_larger = scratch(8);
    vmovups(other, right);
    vpcmpgtq(is_larger, left, other);
    return larger ? vblendvpd(to, other, left, is_larger) : vblendvpd(to, left, other, is_larger);
  }
  vector const number = scratch(size_of(type));
  if (wide) {
    larger ? vmaxpd(number, left, right) : vminpd(number, left, right);
  } else {
    larger ? vmaxps(number, left, right) : vminps(number, left, right);
  }
  constexpr std::uint8_t ordered = 7, unordered = 3;
  if (has_masks_) {
    wide ? vcmppd(k2, left, left, ordered) : vcmpps(k2, left, left, ordered);
    return wide ? vblendmpd(to | k2, left, number) : vblendmps(to | k2, left, number);
  }
  vector const is_nan = lanes_of(1, size_of(type));
  wide ? vcmppd(is_nan, left, left, unordered) : vcmpps(is_nan, left, left, unordered);
  wide ? vblendvpd(to, number, left, is_nan) : vblendvps(to, number, left, is_nan);
}

namespace {

struct predicate {
  std::uint8_t of_floats;    // quiet where C++'s is
  std::uint8_t of_integers;  // of AVX-512
};
constexpr predicate predicate_of(short code) {
  switch (code) {
    case ops::code_of<ops::equal>:
      return {0x00, 0};
    case ops::code_of<ops::not_equal>:
      return {0x04, 4};
    case ops::code_of<ops::less>:
      return {0x11, 1};
    case ops::code_of<ops::less_equal>:
      return {0x12, 2};
    case ops::code_of<ops::greater>:
      return {0x1e, 6};
    case ops::code_of<ops::greater_equal>:
      return {0x1d, 5};
    default:
      return {0x03, 0};  // isnan: unordered
  }
}

}  // namespace

void loop_writer::compare(short code, element_type type, Xbyak::Opmask to, vector left, Xbyak::Operand const& right) {
  predicate const how = predicate_of(code);
  if (is_float(type)) {
    return is_wide(type) ? vcmppd(to, left, right, how.of_floats) : vcmpps(to, left, right, how.of_floats);
  }
  is_wide(type) ? vpcmpq(to, left, right, how.of_integers) : vpcmpd(to, left, right, how.of_integers);
}

// AVX2 compares integers by == and > only.
void loop_writer::compare(short code, element_type type, vector to, vector left, Xbyak::Operand const& right) {
  bool const wide = is_wide(type);
  if (is_float(type)) {
    std::uint8_t const how = predicate_of(code).of_floats;
    return wide ? vcmppd(to, left, right, how) : vcmpps(to, left, right, how);
  }
  vector const other = lanes_of(1, size_of(type)), ones = scratch(size_of(type));
  vmovups(other, right);
  bool const by_equality = code == ops::code_of<ops::equal> || code == ops::code_of<ops::not_equal>;
  bool const swaps = code == ops::code_of<ops::less> || code == ops::code_of<ops::greater_equal>;
  vector const a = swaps ? other : left, b = swaps ? left : other;
  if (by_equality) {
    wide ? vpcmpeqq(to, a, b) : vpcmpeqd(to, a, b);
  } else {
    wide ? vpcmpgtq(to, a, b) : vpcmpgtd(to, a, b);
  }
  bool const inverts = code == ops::code_of<ops::not_equal> || code == ops::code_of<ops::less_equal> ||
                       code == ops::code_of<ops::greater_equal>;
  if (!inverts) return;
  vpcmpeqd(ones, ones, ones);
  vpxor(to, to, ones);
}

void loop_writer::blend(element_type type, vector to, vector unset, vector set, held_value const& truth, int copy) {
  bool const wide = is_wide(type);
  if (!has_masks_) {
    return wide ? vblendvpd(to, unset, set, lanes(truth, copy)) : vblendvps(to, unset, set, lanes(truth, copy));
  }
  wide ? vblendmpd(to | mask(truth, copy), unset, set) : vblendmps(to | mask(truth, copy), unset, set);
}

}  // namespace sinter::detail
