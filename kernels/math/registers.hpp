#pragma once

#include <limits>
#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "loop.hpp"

// Registers of the ISA that this file is compiled for, lane by lane.

namespace sinter::detail {
namespace {

using kernels::SINTER_KERNEL_ISA::arch;

template <class Element>
inline constexpr int lanes = arch::register_bytes / static_cast<int>(sizeof(Element));
template <class Element>
using lane_values = vec<Element, lanes<Element>>;
template <class Element>
using lane_mask = vec<lane_integer<sizeof(Element)>, lanes<Element>>;

template <class Mask>
SINTER_INLINE bool any_lane(Mask mask) {
#if defined(__AVX512DQ__)
  return _mm512_movepi32_mask((__m512i)mask) != 0;
#elif defined(__AVX2__)
  return _mm256_movemask_epi8((__m256i)mask) != 0;
#elif defined(__SSE2__)
  return _mm_movemask_epi8((__m128i)mask) != 0;
#else
  bool any = false;
  for (std::size_t lane = 0; lane < sizeof(mask) / sizeof(mask[0]); ++lane) any |= mask[lane] != 0;
  return any;
#endif
}

template <class Element>
SINTER_INLINE lane_values<Element> blend(lane_mask<Element> where, lane_values<Element> yes, lane_values<Element> no) {
  return where ? yes : no;
}

template <class Element>
SINTER_INLINE lane_values<Element> splat(long double value) {
  return splat_vec<Element, lanes<Element>>(static_cast<Element>(value));
}

template <class Element>
SINTER_INLINE lane_mask<Element> splat_bits(long long value) {
  using integer = lane_integer<sizeof(Element)>;
  return splat_vec<integer, lanes<Element>>(static_cast<integer>(value));
}

template <class Element>
inline constexpr lane_integer<sizeof(Element)> sign_bit = std::numeric_limits<lane_integer<sizeof(Element)>>::min();

template <class Element>
SINTER_INLINE lane_values<Element> magnitude(lane_values<Element> x) {
  return (lane_values<Element>)((lane_mask<Element>)x & ~splat_bits<Element>(sign_bit<Element>));
}

// x must not be negative.
template <class Element>
SINTER_INLINE lane_values<Element> with_sign_of(lane_values<Element> x, lane_values<Element> sign) {
  return (lane_values<Element>)((lane_mask<Element>)x |
                                ((lane_mask<Element>)sign & splat_bits<Element>(sign_bit<Element>)));
}

template <class Element>
inline constexpr bool is_double = sizeof(Element) == 8;

}  // namespace
}  // namespace sinter::detail
