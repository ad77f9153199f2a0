#pragma once

#include <utility>

#include <sinter/simd/memory.hpp>

// Squares of elements that are read by rows and wanted by columns.

namespace sinter::detail {

// A square of N registers of N elements, rows against columns, in log2(N) rounds: round k swaps the elements whose row
// and column differ in bit k.
template <int Step, class Register, int N, int... Lane>
SINTER_INLINE void swap_round(Register (&rows)[N], std::integer_sequence<int, Lane...>) {
  for_registers<N>([&](auto row) SINTER_LAMBDA {
    if constexpr ((row & Step) == 0) {
      Register const low = rows[row];
      Register const high = rows[row + Step];
      rows[row] = __builtin_shufflevector(low, high, ((Lane & Step) != 0 ? Lane - Step + N : Lane)...);
      rows[row + Step] = __builtin_shufflevector(low, high, ((Lane & Step) != 0 ? Lane + N : Lane + Step)...);
    }
  });
}

// The next row. Compilers would keep the place of every row in a register of its own, of which there are too few.
template <class Pointer>
SINTER_INLINE void step_row(Pointer& at, index_t step) {
  at += step;
  asm("" : "+r"(at));
}

// Rows of a square of elements, `stride` apart in memory, as registers of its columns.
template <class Element, int N>
SINTER_INLINE void load_transposed(vec<Element, N> (&rows)[N], Element const* from, index_t stride) {
  constexpr std::make_integer_sequence<int, N> all;
  constexpr int half = N / 2;
  // Between the halves of 64 bytes elements move slowly: halves are loaded, which is the last round.
  constexpr bool loads_halves = sizeof(Element) * N == 64;
  constexpr int rounds = loads_halves ? half : N;
  for_registers<rounds>([&](auto row) SINTER_LAMBDA {
    if constexpr (loads_halves) {
      Element const* const below = from + half * stride;
      rows[row] = join_lanes<Element, half>(load_vec<Element, half>(from), load_vec<Element, half>(below), all);
      rows[row + half] =
          join_lanes<Element, half>(load_vec<Element, half>(from + half), load_vec<Element, half>(below + half), all);
    } else {
      rows[row] = load_vec<Element, N>(from);
    }
    step_row(from, stride);
  });
  if constexpr (rounds > 1) swap_round<1>(rows, all);
  if constexpr (rounds > 2) swap_round<2>(rows, all);
  if constexpr (rounds > 4) swap_round<4>(rows, all);
  if constexpr (rounds > 8) swap_round<8>(rows, all);
}

}  // namespace sinter::detail
