#pragma once

#include <sinter/exec/fused.hpp>
#include <sinter/simd/fold.hpp>

// Rows that all read one and the same row: half of the loads of a + row.

namespace sinter::detail {

inline constexpr int repeated_registers = 8;
// What may be walked in columns: beyond L1 the loads saved are none that a loop waits for, and where the arrays stand the
// same distance from multiples of 4 KiB, loads wait for the stores of rows above (a fifth more).
inline constexpr index_t repeated_bytes = 40 * 1024;

// Columns of rows of which `repeated` is the same leaf in each: registers of it serve all rows.
template <class Arch, class Bound, int Repeated, class Row, class Element>
SINTER_INLINE void repeated_columns(typename Bound::element* to, Row at, bound_leaf<Element, Repeated> const& repeated,
                                    Bound const& tree, index_t left, index_t out_step) {
  constexpr int lanes = Row::lane_count, block = repeated_registers;
  constexpr all_lanes<lanes> all;
  using value = decltype(at(repeated, index_t{}, all));
  value held[block];
  for_registers<block>([&](auto r) SINTER_LAMBDA { held[r] = at(repeated, r * lanes, all); });
  for (;; at.next_row(), to += out_step) {
    for_registers<block>([&](auto r) SINTER_LAMBDA {
      given_cursor<lanes, Arch, Row, Repeated, value> const one{{}, at, held[r]};
      line_store{false}.put<lanes, Arch>(to, r * lanes, stored(one, tree, r * lanes, all), all);
      if constexpr (r % 4 == 3) claim_lines<4 * lanes>(to + (r - 3) * lanes + out_step);
    });
    if (--left == 0) return;
  }
}

// One leaf is the same in every row, and all go through the caches. All other rows are for another loop.
template <class Arch, class Bound, int Repeated, loop_function Otherwise>
void repeated_loop(std::byte* out, std::byte const* const* leaves, void const* context, index_t n,
                   loop_rows const& rows) {
  using element = typename Bound::element;
  constexpr int lanes = loop_lanes<Arch, Bound>, count = tree_counts<Bound>::leaves;
  constexpr index_t width = repeated_registers * lanes, most = repeated_bytes / (2 * sizeof(element));
  if (rows.kind != row_kind::plain || (n > width && n * rows.count > most)) {
    return Otherwise(out, leaves, context, n, rows);
  }
  Bound const tree = *static_cast<Bound const*>(context);
  cursor<lanes, Arch, count> at;
  at.take(leaves);
  at.take_steps(rows.steps + 1);
  auto* to = reinterpret_cast<element*>(out);
  index_t const out_step = rows.steps[0] / static_cast<index_t>(sizeof(element));
  for (; n >= width; n -= width, to += width) {
    for_each_leaf(tree, [&]<class Element, int Number>(bound_leaf<Element, Number> const& leaf) SINTER_LAMBDA {
      if constexpr (Number == Repeated) repeated_columns<Arch>(to, at, leaf, tree, rows.count, out_step);
    });
    for_each_leaf(tree, [&](auto const& leaf) SINTER_LAMBDA { at.next_columns(leaf, width); });
  }
  if (n > 0) plain_loop<Arch>(reinterpret_cast<std::byte*>(to), at.leaves, tree, n, rows);
}

}  // namespace sinter::detail
