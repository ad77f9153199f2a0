#pragma once

#include <utility>

#include <sinter/simd/fold.hpp>

#include "loop.hpp"

// As many registers as they have lanes, each folded to one result, side by side.

namespace sinter::kernels::SINTER_KERNEL_ISA {
namespace {

template <int Half, bool High, class Vector, int... Lane>
SINTER_INLINE Vector pick(Vector a, Vector b, std::integer_sequence<int, Lane...>) {
  constexpr int lanes = sizeof...(Lane);
  return __builtin_shufflevector(
      a, b, (Lane / Half / 2 * 2 * Half + Lane % Half + (High ? Half : 0) + (Lane / Half % 2) * lanes)...);
}

// Segments of 2 * Half lanes in both, by halves: segments of Half lanes that alternate.
template <class Op, int Half, class Element, int Lanes>
SINTER_INLINE batch<Element, Lanes, arch> merged(batch<Element, Lanes, arch> a, batch<Element, Lanes, arch> b) {
  using places = std::make_integer_sequence<int, Lanes>;
  using value = batch<Element, Lanes, arch>;
  return Op::apply(value(pick<Half, false>(a.value, b.value, places{})),
                   value(pick<Half, true>(a.value, b.value, places{})));
}

// One result for each of `Lanes` rows; elements of fewer than four bytes are not put side by side.
template <class Op, int Half, class Element, int Lanes>
SINTER_INLINE batch<Element, Lanes, arch> across(batch<Element, Lanes, arch> (&row)[Lanes]) {
  if constexpr (Half == 0 || sizeof(Element) < 4) {
    return row[0];
  } else {
    for (int r = 0; r < Half; ++r) row[r] = merged<Op, Half>(row[r], row[r + Half]);
    return across<Op, Half / 2>(row);
  }
}

}  // namespace
}  // namespace sinter::kernels::SINTER_KERNEL_ISA
