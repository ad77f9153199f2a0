#include <sinter/simd/transpose.hpp>

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
      detail::load_transposed(square, in + c * stride + r, stride);
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
