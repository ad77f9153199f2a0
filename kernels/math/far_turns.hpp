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
#if defined(__AVX512F__)
  columns const high = transposed(row(4), row(5), row(6), row(7));
  for (int i = 0; i < 4; ++i) {
    result.part[i] = __builtin_shufflevector(low.part[i], high.part[i], 0, 1, 2, 3, 4, 5, 6, 7);
  }
#else
  for (int i = 0; i < 4; ++i) result.part[i] = low.part[i];
#endif
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

// Quarter turns, of which the last bits count, and what is left, in quarters.
template <class V>
struct far_turned {
  bits_of<V> raw;
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
  return {(bits_of<V>)(whole_top + whole_next + carry + rounder<V>()), sum_of(all.hi, rest)};
}

// For floats from 2^15: 29 bits from bit e - 24 on, whose product with m is exact and a multiple of 2^-27, and the next 53.
constexpr auto far_floats = [] {
  std::array<std::array<double, 2>, 128 - first_far_float> table{};
  for (int row = 0; row < static_cast<int>(table.size()); ++row) {
    int const first = row + first_far_float - 24;
    table[static_cast<std::size_t>(row)] = {static_cast<double>(bits_of_two_over_pi(first, 29)) * 0x1p-4,
                                            static_cast<double>(bits_of_two_over_pi(first + 29, 53)) * 0x1p-57};
  }
  return table;
}();

// Both for the lanes of a half.
struct float_parts {
  lane_values<double> first, next;
};
template <int Half>
SINTER_INLINE float_parts parts_of_floats(std::int32_t const* rows) {
  constexpr int from = Half * lanes<double>;
  auto const four = [&](int lane) SINTER_LAMBDA {
    auto const row = [&](int i) SINTER_LAMBDA {
      return load_vec<double, 2>(far_floats[static_cast<std::size_t>(rows[i])].data());
    };
    vec<double, 4> const even = __builtin_shufflevector(row(lane), row(lane + 2), 0, 1, 2, 3);
    vec<double, 4> const odd = __builtin_shufflevector(row(lane + 1), row(lane + 3), 0, 1, 2, 3);
    struct both {
      vec<double, 4> first, next;
    };
    return both{__builtin_shufflevector(even, odd, 0, 4, 2, 6), __builtin_shufflevector(even, odd, 1, 5, 3, 7)};
  };
  auto const low = four(from);
#if defined(__AVX512F__)
  auto const high = four(from + 4);
  return {__builtin_shufflevector(low.first, high.first, 0, 1, 2, 3, 4, 5, 6, 7),
          __builtin_shufflevector(low.next, high.next, 0, 1, 2, 3, 4, 5, 6, 7)};
#else
  return {low.first, low.next};
#endif
}

template <int Half>
SINTER_INLINE far_turned<lane_values<double>> far_quarters_of_floats(lane_values<float> mantissa,
                                                                     float_parts const& c) {
  using V = lane_values<double>;
  V const m = widened<Half>(mantissa), exact = m * c.first, rest = m * c.next;
  V const shifted = (exact + rest) + rounder<V>();
  return {(bits_of<V>)shifted, {(exact - (shifted - rounder<V>())) + rest, V{}}};
}

template <int... Lane>
SINTER_INLINE bits_of<lane_values<float>> low_words(bits_of<lane_values<double>> low, bits_of<lane_values<double>> high,
                                                    std::integer_sequence<int, Lane...>) {
  using words = bits_of<lane_values<float>>;
  return __builtin_shufflevector((words)low, (words)high, (2 * Lane)...);
}

// |x| = quarter turns + hi + lo.
SINTER_INLINE far_turned<lane_values<double>> far_turns(lane_values<double> size) {
  using V = lane_values<double>;
  far_turned<V> const x = far_quarters(size);
  V const quarter = constant<V>(0x1.921fb54442d18p0L);
  pair<V> const product = product_of(x.part.hi, quarter);
  V const rest = fma(x.part.lo, quarter, fma(x.part.hi, constant<V>(0x1.1a62633145c07p-54L), product.lo));
  return {x.raw, {product.hi, rest}};
}

SINTER_INLINE far_turned<lane_values<float>> far_turns(lane_values<float> size) {
  using V = lane_values<float>;
  using wide = lane_values<double>;
  far_split<V> const x = far_split_of(size);
  alignas(64) std::int32_t rows[lanes<float>];
  store_vec<std::int32_t, lanes<float>>(rows, x.row);
  asm("" : "+m"(rows));  // compilers would take the register apart instead, which takes longer
  auto const low = far_quarters_of_floats<0>(x.m, parts_of_floats<0>(rows));
  auto const high = far_quarters_of_floats<1>(x.m, parts_of_floats<1>(rows));
  wide const quarter = constant<wide>(0x1.921fb54442d18p0L);
  wide const low_angle = low.part.hi * quarter, high_angle = high.part.hi * quarter;
  V const hi = narrowed(low_angle, high_angle);
  wide const low_rest = low_angle - widened<0>(hi);
  wide const high_rest = high_angle - widened<1>(hi);
  auto const raw = low_words(low.raw, high.raw, std::make_integer_sequence<int, lanes<float>>{});
  return {raw, {hi, narrowed(low_rest, high_rest)}};
}

}  // namespace
}  // namespace sinter::detail

#endif
