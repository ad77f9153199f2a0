#pragma once

#include <utility>

#include <sinter/simd/memory.hpp>

// Folds of registers by halves: the upper half goes into the lower until one element is left.

namespace sinter::detail {

// Every index is a constant at once: an array that is indexed by a variable would not stay in registers.
template <class Op, int Half, class Value, int Count>
SINTER_INLINE void fold_halves_from(Value (&folded)[Count]) {
  if constexpr (Half > 0) {
    for (int r = 0; r < Half; ++r) folded[r] = Op::apply(folded[r], folded[r + Half]);
    fold_halves_from<Op, Half / 2>(folded);
  }
}
template <class Op, class Value, int Count>
SINTER_INLINE Value fold_halves(Value (&folded)[Count]) {
  fold_halves_from<Op, Count / 2>(folded);
  return folded[0];
}

template <int Half, class Element, int Lanes, int... Lane>
SINTER_INLINE vec<Element, Lanes> upper_half(vec<Element, Lanes> from, std::integer_sequence<int, Lane...>) {
  return __builtin_shufflevector(from, from, ((Lane + Half) % Lanes)...);
}

// The second Half lanes into the first.
template <class Op, int Half, class Element, int Lanes, class Arch>
SINTER_INLINE batch<Element, Lanes, Arch> fold_upper(batch<Element, Lanes, Arch> from) {
  using places = std::make_integer_sequence<int, Lanes>;
  return Op::apply(from, batch<Element, Lanes, Arch>(upper_half<Half, Element, Lanes>(from.value, places{})));
}

template <class Op, int Half, class Element, int Lanes, class Arch>
SINTER_INLINE Element fold_lanes(batch<Element, Lanes, Arch> from) {
  if constexpr (Half == 0) {
    return from[0];
  } else {
    return fold_lanes<Op, Half / 2>(fold_upper<Op, Half>(from));
  }
}
template <class Op, class Element, int Lanes, class Arch>
SINTER_INLINE Element fold_lanes(batch<Element, Lanes, Arch> from) {
  return fold_lanes<Op, Lanes / 2>(from);
}

// A row of `width` elements, in its memory.
template <class Op, int Lanes, class Arch, class Element>
SINTER_INLINE Element fold_row(Element* row, int width) {
  constexpr all_lanes<Lanes> whole;
  for (int half = width / 2; half >= Lanes; half /= 2) {
    for (int i = 0; i < half; i += Lanes) {
      auto const upper = load<Element, Lanes, Arch>(row + i + half, whole);
      store<Lanes, Arch>(row + i, Op::apply(load<Element, Lanes, Arch>(row + i, whole), upper), whole);
    }
  }
  return fold_lanes<Op>(load<Element, Lanes, Arch>(row, whole));
}

// Folds the last `count` columns of a row, fewer than there are, into the registers of a slice. Through memory: one copy
// of the tree serves all registers.
template <class Op, class Element, int Lanes, class Arch, int Block, class At>
SINTER_INLINE void fold_short_slice(batch<Element, Lanes, Arch> (&folded)[Block], index_t count, At const& at) {
  alignas(64) Element row[Block * Lanes];
  constexpr all_lanes<Lanes> whole;
  for (int r = 0; r < Block; ++r) store<Lanes, Arch>(row + r * Lanes, folded[r], whole);
  for (index_t i = 0; i < count; i += Lanes) {
    auto const before = load<Element, Lanes, Arch>(row + i, whole);
    if (count - i >= Lanes) {
      store<Lanes, Arch>(row + i, Op::apply(before, at(i, whole)), whole);
    } else {
      some_lanes const rest{static_cast<int>(count - i)};
      auto const after = Op::apply(before, at(i, rest));
      store_vec<Element, Lanes>(row + i, first_lanes<Element, Lanes>(rest.count, after.value, before.value));
    }
  }
  for (int r = 0; r < Block; ++r) folded[r] = load<Element, Lanes, Arch>(row + r * Lanes, whole);
}

// Folds a slice of rows that follow each other: elements i, i + 1, … of the first one, as many as the registers hold, and
// those `width`, 2 * width, … further, before `end`. at(i, count) loads a register. Whole: no row is cut short.
template <class Op, bool Whole, class Element, int Lanes, class Arch, int Block, class At>
SINTER_INLINE void fold_slice(batch<Element, Lanes, Arch> (&folded)[Block], index_t i, index_t end, index_t width,
                              Element identity, At const& at) {
  constexpr all_lanes<Lanes> whole;
  if (Whole || i + Block * Lanes <= end) {
    for (int r = 0; r < Block; ++r) folded[r] = at(i + r * Lanes, whole);
    i += width;
  } else {
    for (int r = 0; r < Block; ++r) folded[r] = batch<Element, Lanes, Arch>(identity);
  }
  for (; i + Block * Lanes <= end; i += width) {
    for (int r = 0; r < Block; ++r) folded[r] = Op::apply(folded[r], at(i + r * Lanes, whole));
  }
  if constexpr (!Whole) {
    if (i < end) {
      fold_short_slice<Op>(folded, end - i, [&](index_t k, auto some) SINTER_LAMBDA { return at(i + k, some); });
    }
  }
}

}  // namespace sinter::detail
