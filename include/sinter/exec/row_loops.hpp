#pragma once

#include <sinter/exec/cursor.hpp>
#include <sinter/exec/tree_facts.hpp>

// Rows of a tree without calls: to[i] = tree(i) for n elements.

namespace sinter::detail {

// What takes longer does not wait for the counting of a loop.
template <class Bound>
inline constexpr bool unrolls = tree_cost<Bound>::ns < 0.15;

// Whether the values of four registers are stored together.
template <class Value>
inline constexpr bool joins_four = false;
template <int Bytes, int Lanes, class Arch>
inline constexpr bool joins_four<mask<Bytes, Lanes, Arch>> = packs_bools<Bytes, Lanes>;

struct through_caches {
  static constexpr bool unrolls = true;
  template <int Lanes, class Arch, class Element, class Value>
  static SINTER_INLINE void put(Element* to, Value const& value) {
    store<Lanes, Arch>(to, value, all_lanes<Lanes>{});
  }
};
// To whole registers of memory, for which a loop waits anyway.
struct past_caches {
  static constexpr bool unrolls = false;
  template <int Lanes, class Arch, class Element, class Value>
  static SINTER_INLINE void put(Element* to, Value const& value) {
    store_streaming<Element, Lanes>(to, value.value);
  }
};

// The whole registers of a row; returns how many elements they are.
template <class Store, class Arch, class Element, class Cursor, class Bound>
SINTER_INLINE index_t register_row(Element* to, Cursor const& at, Bound const& tree, index_t n) {
  constexpr int lanes = Cursor::lane_count;
  constexpr all_lanes<lanes> all;
  using value = decltype(at(tree, index_t{}, all));
  index_t i = 0;
  if constexpr (joins_four<value>) {
    for (; i + 4 * lanes <= n;) {
      value four[4];
      for (int u = 0; u < 4; ++u, i += lanes) four[u] = at(tree, i, all);
      auto const bytes = bools_of_four(four);
      __builtin_memcpy(to + i - 4 * lanes, &bytes, sizeof bytes);
    }
  } else if constexpr (Store::unrolls && unrolls<Bound>) {
    for (; i + 4 * lanes <= n;) {
      for (int u = 0; u < 4; ++u, i += lanes) Store::template put<lanes, Arch>(to + i, at(tree, i, all));
    }
  }
  for (; i + lanes <= n; i += lanes) Store::template put<lanes, Arch>(to + i, at(tree, i, all));
  return i;
}

template <class Arch, class Bound, class Cursor>
SINTER_INLINE void plain_row(typename Bound::element* to, Cursor const& at, Bound const& tree, index_t n) {
  constexpr int lanes = Cursor::lane_count;
  index_t const i = register_row<through_caches, Arch>(to, at, tree, at.readable(n));
  some_lanes const rest{static_cast<int>(n - i)};
  if (i < n) store<lanes, Arch>(to + i, at(tree, i, rest), rest);
}

// Past the caches; whole registers only.
template <class Arch, class Bound, class Cursor>
SINTER_INLINE void stream_row(typename Bound::element* to, Cursor const& at, Bound const& tree, index_t n) {
  register_row<past_caches, Arch>(to, at, tree, n);
}

}  // namespace sinter::detail
