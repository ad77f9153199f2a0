#pragma once

#include <array>
#include <cstdint>

#include "math/lanes.hpp"

// Large arguments of sin, cos and tan: |x| = 2^e m with 1 <= m < 2, and as many bits of 2/pi, times 2^e, as count for
// the fraction of m 2^e 2/pi; what stands above them makes multiples of four. (Payne and Hanek, 1983.)

#if defined(__FMA__)

namespace sinter::detail {
namespace {

// Bits of 2/pi; the first one stands for 1/2.
inline constexpr std::uint64_t two_over_pi[] = {
    0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0,
    0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4,
    0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D,
    0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
};

// Bits `first` to `first` + count - 1, where bit 1 is the first.
constexpr std::uint64_t bits_of_two_over_pi(int first, int count) {
  std::uint64_t result = 0;
  for (int bit = first; bit < first + count;) {
    int const inside = (bit - 1 + 64) % 64, room = 64 - inside, left = first + count - bit;
    int const some = left < room ? left : room;
    std::uint64_t const word = bit < 1 ? 0 : two_over_pi[(bit - 1) / 64];
    result = (result << some) | ((word << inside) >> (64 - some));
    bit += some;
  }
  return result;
}

// For doubles from 2^24: four parts of 53 bits, of which the first ends at 2.
inline constexpr int first_far_double = 24, first_far_float = 15;

constexpr auto far_doubles = [] {
  std::array<std::array<double, 4>, 1024 - first_far_double> table{};
  constexpr double scale[] = {2, 0x1p-52, 0x1p-105, 0x1p-158};
  for (int row = 0; row < static_cast<int>(table.size()); ++row) {
    for (int part = 0; part < 4; ++part) {
      int const first = row + first_far_double - 53 + 53 * part;
      table[static_cast<std::size_t>(row)][static_cast<std::size_t>(part)] =
          static_cast<double>(bits_of_two_over_pi(first, 53)) * scale[part];
    }
  }
  return table;
}();

// Four rows of a table, turned into four columns.
struct columns {
  vec<double, 4> part[4];
};
SINTER_INLINE columns transposed(double const* a, double const* b, double const* c, double const* d) {
  vec<double, 4> const rows[] = {load_vec<double, 4>(a), load_vec<double, 4>(b), load_vec<double, 4>(c),
                                 load_vec<double, 4>(d)};
  vec<double, 4> const even_ab = __builtin_shufflevector(rows[0], rows[1], 0, 4, 2, 6);
  vec<double, 4> const odd_ab = __builtin_shufflevector(rows[0], rows[1], 1, 5, 3, 7);
  vec<double, 4> const even_cd = __builtin_shufflevector(rows[2], rows[3], 0, 4, 2, 6);
  vec<double, 4> const odd_cd = __builtin_shufflevector(rows[2], rows[3], 1, 5, 3, 7);
  return {{__builtin_shufflevector(even_ab, even_cd, 0, 1, 4, 5), __builtin_shufflevector(odd_ab, odd_cd, 0, 1, 4, 5),
           __builtin_shufflevector(even_ab, even_cd, 2, 3, 6, 7), __builtin_shufflevector(odd_ab, odd_cd, 2, 3, 6, 7)}};
}

// The four parts for each lane. Gathers take longer.
struct far_parts {
  lane_values<double> part[4];
};
SINTER_INLINE far_parts parts_of_rows(bits_of<lane_values<double>> rows) {
  far_parts result;
  auto const row = [&](int lane) SINTER_LAMBDA { return far_doubles[static_cast<std::size_t>(rows[lane])].data(); };
  columns const low = transposed(row(0), row(1), row(2), row(3));
  if constexpr (lanes<double> == 4) {
    for (int i = 0; i < 4; ++i) __builtin_memcpy(&result.part[i], &low.part[i], sizeof(low.part[i]));
  } else {
    columns const high = transposed(row(4), row(5), row(6), row(7));
    for (int i = 0; i < 4; ++i) {
      auto const both = __builtin_shufflevector(low.part[i], high.part[i], 0, 1, 2, 3, 4, 5, 6, 7);
      __builtin_memcpy(&result.part[i], &both, sizeof(result.part[i]));
    }
  }
  return result;
}

// x = m 2^(first + row), and a row of the table whatever x is.
template <class V>
struct far_split {
  V m;
  bits_of<V> row;
};
template <class V>
SINTER_INLINE far_split<V> far_split_of(V size) {
  constexpr int digits = of_double<V> ? 52 : 23, first = of_double<V> ? 1023 + first_far_double : 127 + first_far_float;
  constexpr int rows = of_double<V> ? 1024 - first_far_double : 128 - first_far_float;
  bits_of<V> const row = ((bits_of<V>)size >> digits) - splat_bits<element_of<V>>(first);
  bits_of<V> const mantissa = (bits_of<V>)size & bits<V>((1LL << 52) - 1, (1LL << 23) - 1);
  bits_of<V> const last = splat_bits<element_of<V>>(rows - 1), inside = row > last ? last : row;
  return {(V)(mantissa | (bits_of<V>)constant<V>(1)), inside < bits_of<V>{} ? bits_of<V>{} : inside};
}

template <class V>
SINTER_INLINE V nearest_whole(V x) {
  return round_vec<rounding::nearest_even, element_of<V>, lanes<element_of<V>>>(x);
}

// Quarter turns modulo a multiple of four, and what is left, in quarters.
template <class V>
struct far_turned {
  V whole;
  pair<V> part;
};

SINTER_INLINE far_turned<lane_values<double>> far_quarters(lane_values<double> size) {
  using V = lane_values<double>;
  far_split<V> const x = far_split_of(size);
  far_parts const c = parts_of_rows(x.row);
  pair<V> const p0 = product_of(x.m, c.part[0]), p1 = product_of(x.m, c.part[1]), p2 = product_of(x.m, c.part[2]);
  // Multiples of 2^-51 that are at most 4: every step is exact.
  V const four = constant<V>(4), top = minus_product(nearest_whole(p0.hi * constant<V>(0.25L)), four, p0.hi) + p0.lo;
  V const whole_top = nearest_whole(top), whole_next = nearest_whole(p1.hi);
  V const part_top = top - whole_top, part_next = p1.hi - whole_next, carry = nearest_whole(part_top + part_next);
  // The first of each sum is the larger one, or a multiple of the last place of the other: nothing is lost.
  pair<V> const first = sum_of(part_top - carry, part_next), second = sum_of(first.lo, p1.lo);
  pair<V> const third = sum_of(second.hi, p2.hi), all = sum_of(first.hi, third.hi);
  V const rest = all.lo + (third.lo + (second.lo + fma(x.m, c.part[3], p2.lo)));
  return {whole_top + whole_next + carry, sum_of(all.hi, rest)};
}

// For floats from 2^15 the bits of 2/pi that count lie within 256, in one register: word k of it has bits 32 k - 31 to
// 32 k. Three times 28 bits from bit 15 + row - 24 on.
struct float_parts {
  bits_of<lane_values<float>> part[3];
};
SINTER_INLINE float_parts parts_of_floats(bits_of<lane_values<float>> row) {
  using words = vec<std::uint32_t, lanes<float>>;
  static constexpr auto table = [] {
    std::array<std::uint32_t, lanes<float>> result{};
    for (int word = 0; word < 8; ++word) {
      result[static_cast<std::size_t>(word)] = static_cast<std::uint32_t>(bits_of_two_over_pi(32 * word - 31, 32));
    }
    return result;
  }();
  words const all = load_vec<std::uint32_t, lanes<float>>(table.data());
  words const start = (words)(row + splat_bits<float>(first_far_float - 24 + 31));
  words const word = start >> 5, shift = start & 31u;
  auto const at = [&](unsigned next) SINTER_LAMBDA {
#if defined(__AVX512F__)
    return (words)_mm512_maskz_permutexvar_epi32(0xFFFF, (__m512i)(word + next), (__m512i)all);
#else
    return (words)_mm256_permutevar8x32_epi32((__m256i)all, (__m256i)(word + next));
#endif
  };
  // A shift by 32 - 0 takes two steps.
  auto const window = [&](words high, words low)
                          SINTER_LAMBDA { return (high << shift) | ((low >> 1) >> (31u - shift)); };
  words const w[] = {at(0), at(1), at(2), at(3)};
  words const a = window(w[0], w[1]), b = window(w[1], w[2]), c = window(w[2], w[3]);
  constexpr std::uint32_t part = (1u << 28) - 1;
  return {{(bits_of<lane_values<float>>)(a >> 4), (bits_of<lane_values<float>>)(((a << 24) | (b >> 8)) & part),
           (bits_of<lane_values<float>>)(((b << 20) | (c >> 12)) & part)}};
}

// The first product is exact and a multiple of 2^-26, all else is less than 2^-2.
template <int Half>
SINTER_INLINE far_turned<lane_values<double>> far_quarters_of_floats(lane_values<float> m, float_parts const& c) {
  using V = lane_values<double>;
  auto const part = [&](int i) SINTER_LAMBDA { return widened<Half>(c.part[i]); };
  V const wide = widened<Half>(m), exact = wide * (part(0) * constant<V>(0x1p-3L));
  V const rest = wide * fma(part(2), constant<V>(0x1p-59L), part(1) * constant<V>(0x1p-31L));
  V const whole = nearest_whole(exact + rest), four = constant<V>(4);
  V const small = minus_product(nearest_whole(whole * constant<V>(0.25L)), four, whole);
  return {small, pair<V>{(exact - whole) + rest, V{}}};
}

// |x| = whole quarter turns + hi + lo.
SINTER_INLINE far_turned<lane_values<double>> far_turns(lane_values<double> size) {
  using V = lane_values<double>;
  far_turned<V> const x = far_quarters(size);
  V const quarter = constant<V>(0x1.921fb54442d18p0L);
  pair<V> const product = product_of(x.part.hi, quarter);
  V const rest = fma(x.part.lo, quarter, fma(x.part.hi, constant<V>(0x1.1a62633145c07p-54L), product.lo));
  return {x.whole, {product.hi, rest}};
}

SINTER_INLINE far_turned<lane_values<float>> far_turns(lane_values<float> size) {
  using V = lane_values<float>;
  using wide = lane_values<double>;
  far_split<V> const x = far_split_of(size);
  float_parts const c = parts_of_floats(x.row);
  auto const low = far_quarters_of_floats<0>(x.m, c), high = far_quarters_of_floats<1>(x.m, c);
  wide const quarter = constant<wide>(0x1.921fb54442d18p0L);
  wide const low_angle = low.part.hi * quarter, high_angle = high.part.hi * quarter;
  V const hi = narrowed(low_angle, high_angle);
  wide const low_rest = low_angle - widened<0>(hi);
  wide const high_rest = high_angle - widened<1>(hi);
  return {narrowed(low.whole, high.whole), {hi, narrowed(low_rest, high_rest)}};
}

}  // namespace
}  // namespace sinter::detail

#endif
