#pragma once

#include <sinter/exec/fused.hpp>
#include <sinter/simd/fold.hpp>
#include <sinter/simd/transpose.hpp>

// Rows beside columns: transpose(a) + b. Squares of the one array are transposed in registers, where the rest of the tree
// finds them.

namespace sinter::detail {

// Whether a leaf can be crossed: its squares fit the registers and repay.
template <class Arch, class Bound, class Element>
inline constexpr bool can_cross = Arch::value != isa::baseline && sizeof(Element) >= 4 && loop_lanes<Arch, Bound> <= 16;

// The loop over rows of which leaf Crossed is crossed.
template <class Arch, class Bound, class Element, int Crossed>
struct crossed_rows {
  static constexpr int lanes = loop_lanes<Arch, Bound>, count = tree_counts<Bound>::leaves;
  static constexpr index_t out_bytes = sizeof(typename Bound::element), bytes = sizeof(Element);
  static constexpr index_t strip = lanes * bytes < 64 ? 64 / bytes : lanes;  // rows that share lines of the leaf
  static constexpr index_t edge_columns = 64;
  static constexpr all_lanes<lanes> whole{};
  // The other leaf is loaded before the first store of a square, if the registers suffice: where rows lie as far apart as
  // the two arrays, a multiple of 4 KiB aside, each load would wait for a store that looks like its element's.
  static constexpr bool loads_first = count == 2 && 2 * lanes + 4 <= (Arch::value == isa::avx512 ? 32 : 16);
  Bound tree;
  std::byte* out;
  index_t out_step;
  std::byte const* leaves[count];
  index_t steps[count];
  index_t column_step;  // in the crossed leaf

  crossed_rows(std::byte* to, std::byte const* const* from, Bound const& what, index_t const* row_steps)
      : tree(what), out(to), out_step(row_steps[0]), column_step(row_steps[Crossed + 1]) {
    for (int k = 0; k < count; ++k) leaves[k] = from[k];
    for (int k = 0; k < count; ++k) steps[k] = k == Crossed ? 0 : row_steps[k + 1];
  }

  SINTER_INLINE Element const* crossed_at(index_t row, index_t column) const {
    return reinterpret_cast<Element const*>(leaves[Crossed] + column * column_step) + row;
  }
  SINTER_INLINE std::byte* out_at(index_t row, index_t column) const {
    return out + row * out_step + column * out_bytes;
  }
  // Where the others are.
  SINTER_INLINE void take(std::byte const** at, index_t row, index_t column) const {
    for_each_leaf(tree, [&]<class Other, int Number>(bound_leaf<Other, Number> const&) SINTER_LAMBDA {
      constexpr index_t other_bytes = sizeof(Other);
      at[Number] = leaves[Number] + row * steps[Number] + column * other_bytes;
    });
  }

  SINTER_INLINE void run_square(index_t row, index_t column) const {
    vec<Element, lanes> square[lanes];
    load_transposed<Element, lanes>(square, crossed_at(row, column), column_step / bytes);
    std::byte const* from[count];
    take(from, row, column);
    cursor<lanes, Arch, count> at;
    at.take(from);
    at.take_steps(steps);
    std::byte* to = out_at(row, column);
    auto const put = [&](vec<Element, lanes> const& crossed, auto const& others) SINTER_LAMBDA {
      batch<Element, lanes, Arch> const given(crossed);
      given_cursor<lanes, Arch, std::remove_cvref_t<decltype(others)>, Crossed, decltype(given)> const all_leaves{
          {}, others, given};
      line_store{false}.put<lanes, Arch>(reinterpret_cast<typename Bound::element*>(to), 0,
                                         stored(all_leaves, tree, 0, whole), whole);
      to += out_step;
    };
    if constexpr (loads_first) {
      for_each_leaf(tree, [&]<class Other, int Number>(bound_leaf<Other, Number> const& leaf) SINTER_LAMBDA {
        if constexpr (Number != Crossed) {
          using value = decltype(at(leaf, index_t{}, whole));
          value others[lanes];
          for_registers<lanes>([&](auto r) SINTER_LAMBDA {
            others[r] = at(leaf, 0, whole);
            if constexpr (sizeof others[r].value >= 16) asm("" : "+v"(others[r].value));
            at.next_row();
          });
          for_registers<lanes>([&](auto r) SINTER_LAMBDA {
            put(square[r], given_cursor<lanes, Arch, decltype(at), Number, value>{{}, at, others[r]});
          });
        }
      });
    } else {
      for_registers<lanes>([&](auto r) SINTER_LAMBDA {
        put(square[r], at);
        at.next_row();
      });
    }
  }

  // What no square covers goes through a copy.
  SINTER_NOINLINE void run_edge(index_t first_row, index_t last_row, index_t first_column, index_t last_column) const {
    Element memory[lanes * edge_columns];
    index_t row_steps[count + 1] = {out_step};
    for (int k = 0; k < count; ++k) row_steps[k + 1] = k == Crossed ? edge_columns * bytes : steps[k];
    for (index_t row = first_row; row < last_row; row += lanes) {
      index_t const high = last_row - row < lanes ? last_row - row : lanes;
      for (index_t column = first_column; column < last_column; column += edge_columns) {
        index_t const wide = last_column - column < edge_columns ? last_column - column : edge_columns;
        for (index_t c = 0; c < wide; ++c) {
          Element const* const one = crossed_at(row, column + c);
          for (index_t r = 0; r < high; ++r) memory[r * edge_columns + c] = one[r];
        }
        std::byte const* from[count];
        take(from, row, column);
        from[Crossed] = reinterpret_cast<std::byte const*>(memory);
        plain_loop<Arch>(out_at(row, column), from, tree, wide, {high, row_steps, nullptr, 1, row_kind::plain, false});
      }
    }
  }

  void run(index_t rows, index_t n) const {
    crossed_rows const self = *this;  // in registers
    index_t const high = rows / lanes * lanes, wide = n / lanes * lanes;
    for (index_t first = 0; first < high; first += strip) {
      index_t const end = high - first < strip ? high : first + strip;
      for (index_t column = 0; column < wide; column += lanes) {
        for (index_t row = first; row < end; row += lanes) self.run_square(row, column);
      }
    }
    if (wide < n) run_edge(0, high, wide, n);
    if (high < rows) run_edge(high, rows, 0, n);
  }
};

// fused_loop, and where one leaf is crossed.
template <class Arch, class Bound>
void crossing_loop(std::byte* out, std::byte const* const* leaves, void const* context, index_t n,
                   loop_rows const& rows) {
  if (rows.kind != row_kind::crossed) return fused_loop<Arch, Bound>(out, leaves, context, n, rows);
  Bound const& tree = *static_cast<Bound const*>(context);
  for_each_leaf(tree, [&]<class Element, int Number>(bound_leaf<Element, Number> const&) {
    if constexpr (can_cross<Arch, Bound, Element>) {
      if (rows.inner[Number] == crossed_inner) {
        crossed_rows<Arch, Bound, Element, Number>(out, leaves, tree, rows.steps).run(rows.count, n);
      }
    }
  });
}

// Which leaves can be crossed, one by one.
template <class Arch, class Bound>
struct crossing {
  unsigned char leaves = 0;
  constexpr crossing() { keep(std::type_identity<Bound>{}); }

 private:
  template <class Other>
  constexpr void keep(std::type_identity<Other>) {}
  template <class Element, int Number>
  constexpr void keep(std::type_identity<bound_leaf<Element, Number>>) {
    if (can_cross<Arch, Bound, Element>) leaves = static_cast<unsigned char>(leaves | 1 << Number);
  }
  template <class Op, class Element, class... Children>
  constexpr void keep(std::type_identity<bound_node<Op, Element, Children...>>) {
    (keep(std::type_identity<Children>{}), ...);
  }
};

}  // namespace sinter::detail
