#pragma once

#include <utility>

#include <sinter/simd/memory.hpp>

// Folds of registers by halves: the upper half goes into the lower until one element is left.

namespace sinter::detail {

// Calls with(r) for r from 0 to Count - 1. Every index is a constant at once: an array of registers that is indexed by a
// variable, if only in a loop that is unrolled later, is written to memory wherever it changes.
template <int Count, class With>
SINTER_INLINE void for_registers(With const& with) {
  [&]<int... R>(std::integer_sequence<int, R...>)
      SINTER_LAMBDA { (with(std::integral_constant<int, R>{}), ...); }(std::make_integer_sequence<int, Count>{});
}

template <class Op, class Value, int Count, int... R>
SINTER_INLINE Value fold_halves_from(Value (&folded)[Count], std::integer_sequence<int, R...>) {
  constexpr int half = sizeof...(R);
  if constexpr (half == 0) {
    return folded[0];
  } else {
    Value halves[half] = {Op::apply(folded[R], folded[R + half])...};
    return fold_halves_from<Op>(halves, std::make_integer_sequence<int, half / 2>{});
  }
}
template <class Op, class Value, int Count>
SINTER_INLINE Value fold_halves(Value (&folded)[Count]) {
  return fold_halves_from<Op>(folded, std::make_integer_sequence<int, Count / 2>{});
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

// Folds the last `count` columns of a row, fewer than there are, into the registers of a slice. The row goes through memory:
// one copy of the tree serves all registers, and these stay where they are.
template <class Op, class Element, int Lanes, class Arch, int Block, class At>
SINTER_INLINE void fold_short_slice(batch<Element, Lanes, Arch> (&folded)[Block], index_t count, Element identity,
                                    At const& at) {
  alignas(64) Element row[Block * Lanes];
  constexpr all_lanes<Lanes> whole;
  index_t i = 0;
  for (; i + Lanes <= count; i += Lanes) store<Lanes, Arch>(row + i, at(i, whole), whole);
  vec<Element, Lanes> const nothing = splat_vec<Element, Lanes>(identity);
  if (i < count) {
    some_lanes const rest{static_cast<int>(count - i)};
    store_vec<Element, Lanes>(row + i, first_lanes<Element, Lanes>(rest.count, at(i, rest).value, nothing));
    i += Lanes;
  }
  for (; i < Block * Lanes; i += Lanes) store_vec<Element, Lanes>(row + i, nothing);
  for_registers<Block>([&](auto r) SINTER_LAMBDA {
    folded[r] = Op::apply(folded[r], load<Element, Lanes, Arch>(row + r * Lanes, whole));
  });
}

// Folds a slice of rows that follow each other: elements i, i + 1, … of the first one, as many as the registers hold, and
// those `width`, 2 * width, … further, before `end`. at(i, count) loads a register. Whole: no row is cut short.
template <class Op, bool Whole, class Element, int Lanes, class Arch, int Block, class At>
SINTER_INLINE void fold_slice(batch<Element, Lanes, Arch> (&folded)[Block], index_t i, index_t end, index_t width,
                              Element identity, At const& at) {
  constexpr all_lanes<Lanes> whole;
  if (Whole || i + Block * Lanes <= end) {
    for_registers<Block>([&](auto r) SINTER_LAMBDA { folded[r] = at(i + r * Lanes, whole); });
    i += width;
  } else {
    for_registers<Block>([&](auto r) SINTER_LAMBDA { folded[r] = batch<Element, Lanes, Arch>(identity); });
  }
  for (; i + Block * Lanes <= end; i += width) {
    for_registers<Block>([&](auto r) SINTER_LAMBDA { folded[r] = Op::apply(folded[r], at(i + r * Lanes, whole)); });
  }
  if constexpr (!Whole) {
    if (i < end) {
      fold_short_slice<Op>(folded, end - i, identity,
                           [&](index_t k, auto some) SINTER_LAMBDA { return at(i + k, some); });
    }
  }
}

}  // namespace sinter::detail
