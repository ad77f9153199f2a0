#pragma once

#include <limits>

#include <sinter/exec/cursor.hpp>
#include <sinter/exec/tree_facts.hpp>

// Rows of a tree without calls: to[i] = tree(i) for n elements.

namespace sinter::detail {

// What takes longer does not wait for the counting of a loop.
template <class Bound>
inline constexpr bool unrolls = tree_cost<Bound>::ns < 0.15;

// Whether the stores follow the loads of all four registers, as one that waits holds up the loads behind it: y += 3 * a
// takes a sixteenth less so. Other loops are up to a twentieth slower.
template <class Bound>
inline constexpr bool stores_last = tree_counts<Bound>::leaves == 2 && tree_counts<Bound>::nodes == 2;

// Whether a loop asks for the lines of its output some stores ahead. Stores leave in order: one whose line is not in L1
// holds up all behind it, where loads overtake each other. Where two arrays fill L1 that was a tenth of the time of 3 * a.
// Loops that load twice for each store have no load unit free for it.
template <class Cursor, class Bound>
inline constexpr bool claims_lines = tree_counts<Bound>::leaves == Cursor::still_leaves + 1;
template <class Element>
inline constexpr index_t claimed_ahead = 256 / sizeof(Element);
template <index_t Count, class Element>
SINTER_INLINE void claim_lines(Element* to) {
  constexpr index_t line = 64;  // bytes
  auto const* const at = reinterpret_cast<std::byte const*>(to);
  for (index_t k = 0; k < Count * static_cast<index_t>(sizeof(Element)); k += line) __builtin_prefetch(at + k, 1);
}

// Whether registers side by side take less time than one after the other.
template <class Bound, int Lanes, class Arch>
inline constexpr bool pairs = false;
template <class Op, class Element, class... Children, int Lanes, class Arch>
inline constexpr bool pairs<bound_node<Op, Element, Children...>, Lanes, Arch> =
    ((has_second<Op, typename Children::element, Lanes, Arch> || pairs<Children, Lanes, Arch>) || ...);

// Whether the values of four registers are stored together.
template <class Value>
inline constexpr bool joins_four = false;
template <int Bytes, int Lanes, class Arch>
inline constexpr bool joins_four<mask<Bytes, Lanes, Arch>> = packs_bools<Bytes, Lanes>;

// Where a row's values go: one after the other, through the caches or past them. Past them go whole registers to aligned
// memory, and a loop waits for that anyway: it does not need to be another one, which would cost the compiler as much.
struct line_store {
  static constexpr bool sparse = false;
  static constexpr bool near = false;
  bool streams;
  template <int Lanes, class Arch, class Element, class Value, class Count>
  SINTER_INLINE void put(Element* to, index_t i, Value const& value, Count active) const {
    if constexpr (lanes_stream<Element, Lanes> && std::same_as<Count, all_lanes<Lanes>>) {
      if (streams) [[unlikely]]
        return store_streaming<Element, Lanes>(to + i, value.value);
    }
    store<Lanes, Arch>(to + i, value, active);
  }
};

// Through the caches, of arrays that are not beyond them: their loop is half as long.
struct near_store : line_store {
  static constexpr bool near = true;
  near_store() : line_store{false} {}
};

// The same, or every second element.
struct mixed_store {
  static constexpr bool near = false;
  bool sparse;
  bool streams;
  template <int Lanes, class Arch, class Element, class Value, class Count>
  SINTER_INLINE void put(Element* to, index_t i, Value const& value, Count active) const {
    if constexpr (largest_inner(mode::fused, Arch::value, sizeof(Element)) == 2) {
      if (sparse) return store<Lanes, Arch, 2>(to + 2 * i, value, active);
    }
    line_store{streams}.put<Lanes, Arch>(to, i, value, active);
  }
};

// What is stored of a register of a tree: of a comparison at once the bytes, where that is shorter.
template <class Cursor, class Bound, class Count>
SINTER_INLINE auto stored(Cursor const& at, Bound const& tree, index_t i, Count lanes) {
  return at(tree, i, lanes);
}
template <class Cursor, class Op, class A, class B, class Count>
  requires(compares_to_bits<typename A::element, Cursor::lane_count> && requires { Op::order; })
SINTER_INLINE auto stored(Cursor const& at, bound_node<Op, bool, A, B> const& tree, index_t i, Count lanes) {
  using element = typename A::element;
  constexpr int count = Cursor::lane_count;
  auto const a = at(tree.children.first, i, lanes), b = at(tree.children.second, i, lanes);
  return batch<std::int8_t, count, typename Cursor::arch>(bools_of_order<Op::order, element, count>(a.value, b.value));
}

// Whether a loop from L1 takes as long as its loads do.
template <class Bound>
inline constexpr bool waits_for_loads = tree_cost<Bound>::ns < 0.03 * tree_counts<Bound>::leaves;

// The lengths of rows for which a loop has another form: from the one to the other, and beyond a third up to a fourth.
struct other_rows {
  static constexpr index_t never = std::numeric_limits<index_t>::max();
  index_t from = never, to = 0, beyond = never, until = never;
  bool past_caches = true;  // those too that are stored past the caches
  constexpr other_rows before() const { return {from, to, never, never, past_caches}; }
  constexpr bool none() const { return beyond == never && to == 0; }
  constexpr bool all() const { return from == 0; }
  SINTER_INLINE constexpr bool hold(index_t n, bool streams) const {
    return ((n >= from && n <= to) || (n > beyond && n <= until)) && (past_caches || !streams);
  }
};
// Zen 4 moves a register of 512 bits in halves. By registers of 256 bits two loads for a store take up to a sixth less
// where their data is in L1, and what its caches load ahead of all loops comes earlier: from the last level and from memory
// they take 4 to 12 % less; from L2 up to a fiftieth more. The rows of stencils gain everywhere, as half of their loads
// cross a line instead of all, and none waits for a store that stands just as far behind a multiple of 4 KiB (780 -> 595
// ns); but not where stores go past the caches, which takes a tenth more.
template <class Cursor, class Bound>
inline constexpr other_rows halved_rows = [] {
  using element = typename Bound::element;
  constexpr int leaves = tree_counts<Bound>::leaves, lanes = Cursor::lane_count;
  constexpr index_t l1_bytes = 32 * 1024, far_bytes = 2 * 1024 * 1024, least = 128;
  other_rows rows;
  if (waits_for_loads<Bound> && (leaves >= 5 || Cursor::still_leaves > 0)) {
    return other_rows{0, other_rows::never, other_rows::never, other_rows::never, leaves < 5};
  }
  if (waits_for_loads<Bound> && leaves == 2) {
    rows.from = least;
    rows.to = l1_bytes / (stores_last<Bound> ? tree_bytes<Bound> : bytes_of_element<Bound>);
  }
  if (unrolls<Bound> && lanes_stream<element, lanes / 2>) rows.beyond = far_bytes / bytes_of_element<Bound>;
  return rows;
}();
// CPUs that move 512 bits at once load twice for each store in a cycle, so asking for the lines of the output takes half as
// long again in L1. Where two arrays and their result fill L1 it takes a quarter less, and in L2 3 %.
template <class Cursor, class Bound>
inline constexpr other_rows claiming_rows = [] {
  constexpr index_t l1_bytes = 44 * 1024, l2_bytes = 1536 * 1024;
  // y += 3 * a has two arrays.
  constexpr index_t bytes = stores_last<Bound> ? tree_bytes<Bound> : bytes_of_element<Bound>;
  other_rows rows;
  if (!Cursor::plain || !unrolls<Bound> || tree_counts<Bound>::leaves != 2) return rows;
  rows.beyond = l1_bytes / bytes;
  rows.until = l2_bytes / bytes;
  rows.past_caches = false;
  return rows;
}();
template <class Cursor, class Bound>
inline constexpr other_rows rows_of_other_form = [] {
  constexpr int leaves = tree_counts<Bound>::leaves;
  if constexpr (!Cursor::halves || leaves == 0 || Cursor::arch::register_bytes < 64) {
    return other_rows{};
  } else {
    return SINTER_HALF_REGISTERS ? halved_rows<Cursor, Bound> : claiming_rows<Cursor, Bound>;
  }
}();

// As many whole groups of four registers as there are. Returns the number of their elements.
template <class Arch, class Bound, int Together, bool Claims, class Store, class Cursor>
SINTER_INLINE index_t run_groups(typename Bound::element* to, Store const& how, Cursor const& at, Bound const& tree,
                                 index_t n) {
  constexpr int lanes = Cursor::lane_count;
  constexpr all_lanes<lanes> all;
  index_t i = 0;
  while (i + 4 * lanes <= n) {
    if (Claims && !how.streams) claim_lines<4 * lanes>(to + i + claimed_ahead<typename Bound::element>);
    for (int first = 0; first < 4; first += Together, i += Together * lanes) {
      decltype(stored(at, tree, i, all)) values[Together];
      for (int u = 0; u < Together; ++u) values[u] = stored(at, tree, i + u * lanes, all);
      for (int u = 0; u < Together; ++u) how.template put<lanes, Arch>(to, i + u * lanes, values[u], all);
    }
  }
  return i;
}

template <class Arch, class Bound, bool Claims, class Store, class Cursor>
SINTER_INLINE index_t run_other_groups(typename Bound::element* to, Store const& how, Cursor const& at,
                                       Bound const& tree, index_t n) {
  if constexpr (SINTER_HALF_REGISTERS) {
    constexpr bool claims = Claims && rows_of_other_form<Cursor, Bound>.all();
    return run_groups<Arch, Bound, 1, claims>(to, how, at.half(), tree, n);
  } else {
    return run_groups<Arch, Bound, 1, true>(to, line_store{false}, at, tree, n);
  }
}

template <class Arch, class Bound, class Cursor, class Store>
SINTER_INLINE void run_row(typename Bound::element* to, Store const& how, Cursor const& at, Bound const& tree,
                           index_t n) {
  constexpr int lanes = Cursor::lane_count;
  constexpr all_lanes<lanes> all;
  using value = decltype(at(tree, index_t{}, all));
  index_t i = 0;
  if constexpr (Cursor::unrolls && joins_four<value>) {
    for (; i + 4 * lanes <= n;) {
      value four[4];
      for (int u = 0; u < 4; ++u, i += lanes) four[u] = at(tree, i, all);
      auto const bytes = bools_of_four(four);
      __builtin_memcpy(to + i - 4 * lanes, &bytes, sizeof bytes);
    }
  } else if constexpr (Cursor::unrolls && (unrolls<Bound> || rows_of_other_form<Cursor, Bound>.all())) {
    constexpr int together = Cursor::plain && stores_last<Bound> ? 4 : 1;
    constexpr other_rows any = rows_of_other_form<Cursor, Bound>, other = Store::near ? any.before() : any;
    constexpr bool claims = claims_lines<Cursor, Bound>;
    if (other.hold(n, how.streams)) {
      if constexpr (!other.none()) i = run_other_groups<Arch, Bound, claims>(to, how, at, tree, n);
    } else if (!how.streams) {
      i = run_groups<Arch, Bound, together, claims>(to, line_store{false}, at, tree, n);
    }
  } else if constexpr (Cursor::unrolls && pairs<Bound, lanes, Arch>) {
    constexpr int together = 1 + second_registers<typename Bound::element>;
    while (i + together * lanes <= n) {
      value values[together] = {at(tree, i, all)};
      for (int u = 1; u < together; ++u) values[u] = at(tree, i + u * lanes, second_lanes<lanes>{});
      for (int u = 0; u < together; ++u, i += lanes) how.template put<lanes, Arch>(to, i, values[u], all);
    }
  }
  for (; i + lanes <= n; i += lanes) how.template put<lanes, Arch>(to, i, stored(at, tree, i, all), all);
  some_lanes const rest{static_cast<int>(n - i)};
  if (i < n) how.template put<lanes, Arch>(to, i, stored(at, tree, i, rest), rest);
}

}  // namespace sinter::detail
