#pragma once

#include <utility>

#include <sinter/simd/memory.hpp>

// Squares of elements that are read by rows and wanted by columns.

namespace sinter::detail {

// A square of N registers of N elements, rows against columns, in log2(N) rounds: round k swaps the elements whose row
// and column differ in bit k.
template <int Step, class Register, int N, int... Lane>
SINTER_INLINE void swap_round(Register (&rows)[N], std::integer_sequence<int, Lane...>) {
  for (int row = 0; row < N; ++row) {
    if ((row & Step) != 0) continue;
    Register const low = rows[row];
    Register const high = rows[row + Step];
    rows[row] = __builtin_shufflevector(low, high, ((Lane & Step) != 0 ? Lane - Step + N : Lane)...);
    rows[row + Step] = __builtin_shufflevector(low, high, ((Lane & Step) != 0 ? Lane + N : Lane + Step)...);
  }
}

// Rows of a square of elements, `stride` apart in memory, as registers of its columns.
template <class Element, int N>
SINTER_INLINE void load_transposed(vec<Element, N> (&rows)[N], Element const* from, index_t stride) {
  constexpr std::make_integer_sequence<int, N> all;
  constexpr int half = N / 2;
  // Between the halves of 64 bytes elements move slowly: halves are loaded, which is the last round.
  constexpr bool loads_halves = sizeof(Element) * N == 64;
  for (int row = 0; row < N; ++row) {
    Element const* const at = from + row * stride;
    if constexpr (loads_halves) {
      Element const* const part = row < half ? at : at - half * stride + half;
      rows[row] =
          join_lanes<Element, half>(load_vec<Element, half>(part), load_vec<Element, half>(part + half * stride), all);
    } else {
      rows[row] = load_vec<Element, N>(at);
    }
  }
  constexpr int rounds = loads_halves ? half : N;
  if constexpr (rounds > 1) swap_round<1>(rows, all);
  if constexpr (rounds > 2) swap_round<2>(rows, all);
  if constexpr (rounds > 4) swap_round<4>(rows, all);
  if constexpr (rounds > 8) swap_round<8>(rows, all);
}

}  // namespace sinter::detail
