#pragma once

#include <array>
#include <cstdint>

#include "math/lanes.hpp"
#include "math/tables.hpp"

// Values from a small table for each lane: with AVX-512 from registers, which takes one step per sixteen rows and column;
// before that, row by row from memory.

#if defined(__FMA__)

namespace sinter::detail {
namespace {

#if defined(__AVX512F__)
template <auto const& Table, int Column>
struct column {
  static constexpr int rows = static_cast<int>(std::size(Table));
  alignas(64) static constexpr auto values = [] {
    std::array<double, static_cast<std::size_t>(rows)> result{};
    for (std::size_t row = 0; row < result.size(); ++row) result[row] = Table[row][Column];
    return result;
  }();

  static SINTER_INLINE __m512d sixteen_from(int first, __m512i row) {
    return _mm512_permutex2var_pd(_mm512_load_pd(values.data() + first), row,
                                  _mm512_load_pd(values.data() + first + 8));
  }
  static SINTER_INLINE lane_values<double> at(__m512i row) {
    __m512d result = sixteen_from(0, row);
    if constexpr (rows > 16) {
      __mmask8 const is_odd = _mm512_test_epi64_mask(row, _mm512_set1_epi64(16));
      result = _mm512_mask_blend_pd(is_odd, result, sixteen_from(16, row));
    }
    if constexpr (rows > 32) {
      __mmask8 const is_last = _mm512_test_epi64_mask(row, _mm512_set1_epi64(32));
      result = _mm512_mask_blend_pd(is_last, result, sixteen_from(32, row));
    }
    return (lane_values<double>)result;
  }
};
#endif

// The two columns of the row in the lowest bits of `raw`. A table has 16 rows, or 48 and the two bits above 16 rows are
// never both set.
template <auto const& Table>
SINTER_INLINE pair<lane_values<double>> looked_up(bits_of<lane_values<double>> raw) {
#if defined(__AVX512F__)
  return {column<Table, 0>::at((__m512i)raw), column<Table, 1>::at((__m512i)raw)};
#else
  constexpr long long last = std::size(Table) > 16 ? 63 : 15;
  bits_of<lane_values<double>> const row = raw & splat_bits<double>(last);
  auto const at = [&](int lane) SINTER_LAMBDA { return load_vec<double, 2>(Table[row[lane]]); };
  vec<double, 4> const even = __builtin_shufflevector(at(0), at(2), 0, 1, 2, 3);
  vec<double, 4> const odd = __builtin_shufflevector(at(1), at(3), 0, 1, 2, 3);
  return {__builtin_shufflevector(even, odd, 0, 4, 2, 6), __builtin_shufflevector(even, odd, 1, 5, 3, 7)};
#endif
}

}  // namespace
}  // namespace sinter::detail

#endif
