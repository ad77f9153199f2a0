#pragma once

#include <utility>

#include <sinter/simd/memory.hpp>

// Folds of registers by halves: the upper half goes into the lower until one element is left.

namespace sinter::detail {

template <class Op, class Element, int Lanes, class Arch, int Count>
SINTER_INLINE batch<Element, Lanes, Arch> fold_halves(batch<Element, Lanes, Arch> (&folded)[Count]) {
  for (int half = Count / 2; half > 0; half /= 2) {
    for (int r = 0; r < half; ++r) folded[r] = Op::apply(folded[r], folded[r + half]);
  }
  return folded[0];
}

template <int Half, class Element, int Lanes, int... Lane>
SINTER_INLINE vec<Element, Lanes> upper_half(vec<Element, Lanes> from, std::integer_sequence<int, Lane...>) {
  return __builtin_shufflevector(from, from, ((Lane + Half) % Lanes)...);
}

template <class Op, int Half, class Element, int Lanes, class Arch>
SINTER_INLINE Element fold_lanes(batch<Element, Lanes, Arch> from) {
  if constexpr (Half == 0) {
    return from[0];
  } else {
    using places = std::make_integer_sequence<int, Lanes>;
    batch<Element, Lanes, Arch> const upper(upper_half<Half, Element, Lanes>(from.value, places{}));
    return fold_lanes<Op, Half / 2>(batch<Element, Lanes, Arch>(Op::apply(from, upper)));
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

}  // namespace sinter::detail
