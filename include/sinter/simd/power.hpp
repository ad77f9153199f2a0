#pragma once

#include <sinter/simd/divide.hpp>

namespace sinter::detail {

template <class Lane, int Lanes>
SINTER_INLINE vec<Lane, Lanes> same_power(vec<Lane, Lanes> square, Lane exponent) {
  if (exponent == 0) return splat_vec<Lane, Lanes>(1);
  for (; (exponent & 1) == 0; exponent = static_cast<Lane>(exponent >> 1)) square = square * square;
  vec<Lane, Lanes> result = square;
  while ((exponent = static_cast<Lane>(exponent >> 1)) != 0) {
    square = square * square;
    if ((exponent & 1) != 0) result = result * square;
  }
  return result;
}

// Exponentiation by squaring, modulo 2^bits; as many steps as the largest exponent has bits. A negative exponent gives
// 0 unless the base is 1 or -1.
template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> power_vec(vec<Element, Lanes> base, vec<Element, Lanes> exponent) {
  using lane = lane_integer<sizeof(Element), false>;
  using modular = vec<lane, Lanes>;
  Element const first = exponent[0];
  if (first >= 0 && !any_bit<Element, Lanes>(exponent ^ splat_vec<Element, Lanes>(first))) {
    return (vec<Element, Lanes>)same_power<lane, Lanes>((modular)base, static_cast<lane>(first));
  }
  modular const one = splat_vec<lane, Lanes>(1);
  if constexpr (std::is_signed_v<Element>) {
    // As 0 to the power of 2, or 1 or -1 to a positive exponent that is odd where this one is.
    vec<Element, Lanes> const units = splat_vec<Element, Lanes>(1);
    auto const negative = exponent < vec<Element, Lanes>{};
    base = (negative & (base != units) & (base != -units)) ? vec<Element, Lanes>{} : base;
    exponent = negative ? (exponent & units) | (units + units) : exponent;
  }
  modular square = (modular)base, bits = (modular)exponent, result = one;
  for (;; square = square * square) {
    modular const odd = modular{} - (bits & one);
    result = result * ((square & odd) | (one & ~odd));
    bits = bits >> 1;
    if (!any_bit<lane, Lanes>(bits)) return (vec<Element, Lanes>)result;
  }
}

}  // namespace sinter::detail
