#pragma once

#include <sinter/simd/memory.hpp>

// Folds of registers by halves: the upper half goes into the lower until one element is left.

namespace sinter::detail {

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

// Calls with(count) for Count, Count / 2, … 1.
template <int Count, class With>
SINTER_INLINE void for_halves(With const& with) {
  with(std::integral_constant<int, Count>{});
  if constexpr (Count > 1) for_halves<Count / 2>(with);
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

// A register down to one element. Wide registers become shorter ones: what is left needs no indices from memory then.
template <class Op, class Element, int Lanes, class Arch>
SINTER_INLINE Element fold_lanes(batch<Element, Lanes, Arch> from) {
  constexpr int half = Lanes / 2;
  if constexpr (Lanes == 1) {
    return from[0];
  } else if constexpr (sizeof from.value > 16) {
    constexpr std::make_integer_sequence<int, half> lanes;
    using short_batch = batch<Element, half, Arch>;
    return fold_lanes<Op>(Op::apply(short_batch(pick_lanes<0, Element, Lanes>(from.value, lanes)),
                                    short_batch(pick_lanes<half, Element, Lanes>(from.value, lanes))));
  } else {
    for_halves<half>([&](auto count) SINTER_LAMBDA { from = fold_upper<Op, count>(from); });
    return from[0];
  }
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
