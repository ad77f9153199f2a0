#include <utility>

#include "loop.hpp"

namespace sinter::kernels::SINTER_KERNEL_ISA {
namespace {

template <class Element>
void gather(std::byte* to, std::byte const* from, index_t stride, index_t n) {
  auto* __restrict const out = reinterpret_cast<Element*>(to);
  auto const* const in = reinterpret_cast<Element const*>(from);
  if (stride == 1) {
    for (index_t i = 0; i < n; ++i) out[i] = in[i];
  } else if (stride == 0) {
    Element const value = *in;
    for (index_t i = 0; i < n; ++i) out[i] = value;
  } else if (stride == 2) {
    for (index_t i = 0; i < n; ++i) out[i] = in[2 * i];
  } else if (stride == -1) {
    for (index_t i = 0; i < n; ++i) out[i] = in[-i];
  } else {
    for (index_t i = 0; i < n; ++i) out[i] = in[i * stride];
  }
}

template <class Element>
void scatter(std::byte* to, std::byte const* from, index_t stride, index_t n) {
  auto* __restrict const out = reinterpret_cast<Element*>(to);
  auto const* const in = reinterpret_cast<Element const*>(from);
  constexpr int lanes = arch::register_bytes / static_cast<int>(sizeof(Element));
  index_t i = 0;
  if (stride == 2) {
    for (; i + lanes <= n; i += lanes) {
      detail::store_every_second<Element, lanes>(out + 2 * i, detail::load_vec<Element, lanes>(in + i),
                                                 all_lanes<lanes>{});
    }
  }
  for (; i < n; ++i) out[i * stride] = in[i];
}

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

template <class Element, int N>
SINTER_INLINE void load_transposed(detail::vec<Element, N> (&rows)[N], Element const* from, index_t stride) {
  constexpr std::make_integer_sequence<int, N> all;
  constexpr int half = N / 2;
  // Between the halves of 64 bytes elements move slowly: halves are loaded, which is the last round.
  constexpr bool loads_halves = sizeof(Element) * N == 64;
  for (int row = 0; row < N; ++row) {
    Element const* const at = from + row * stride;
    if constexpr (loads_halves) {
      Element const* const part = row < half ? at : at - half * stride + half;
      rows[row] = detail::join_lanes<Element, half>(detail::load_vec<Element, half>(part),
                                                    detail::load_vec<Element, half>(part + half * stride), all);
    } else {
      rows[row] = detail::load_vec<Element, N>(at);
    }
  }
  if constexpr (N > 1) swap_round<1>(rows, all);
  if constexpr (N > 2) swap_round<2>(rows, all);
  if constexpr (N > 4 && !loads_halves) swap_round<4>(rows, all);
}

template <class Element>
void transpose(std::byte* to, std::byte const* from, index_t stride, index_t rows, index_t columns) {
  constexpr int most = arch::register_bytes / static_cast<int>(sizeof(Element));
  constexpr int n = most < 8 ? most : 8;
  auto* const out = reinterpret_cast<Element*>(to);
  auto const* const in = reinterpret_cast<Element const*>(from);
  auto const one_by_one = [&](index_t first_row, index_t last_row, index_t first_column, index_t last_column) {
    for (index_t r = first_row; r < last_row; ++r) {
      for (index_t c = first_column; c < last_column; ++c) out[r * columns + c] = in[c * stride + r];
    }
  };
  index_t const square_rows = rows / n * n;
  index_t const square_columns = columns / n * n;
  for (index_t c = 0; c < square_columns; c += n) {
    for (index_t r = 0; r < square_rows; r += n) {
      detail::vec<Element, n> square[n];
      load_transposed(square, in + c * stride + r, stride);
      for (int i = 0; i < n; ++i) {
        detail::store_vec<Element, n>(out + (r + i) * columns + c, square[i]);
      }
    }
  }
  one_by_one(0, square_rows, square_columns, columns);
  one_by_one(square_rows, rows, 0, columns);
}

template <class... Elements>
void fill(detail::kernel_table& table, type_list<Elements...>) {
  int size = 0;
  ((table.gather[size] = &gather<Elements>, table.scatter[size] = &scatter<Elements>,
    table.transpose[size] = &transpose<Elements>, table.select[size] = &ternary_loop<ops::select, bool, Elements>,
    ++size),
   ...);
}

}  // namespace

void fill_moves(detail::kernel_table& table) {
  fill(table, type_list<std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>{});
}

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
