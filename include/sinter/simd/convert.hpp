#pragma once

#if defined(__AVX512F__) && defined(__AVX512VL__)
#include <immintrin.h>
#endif

#include <sinter/core/promote.hpp>
#include <sinter/simd/vec.hpp>

namespace sinter::detail {

// Element conversions of short vectors, as static_cast does them lane by lane. Integers change width in steps of
// two: the compilers turn each step into one instruction but take a conversion over several widths apart.
template <class To, class From, int Lanes>
SINTER_INLINE vec<To, Lanes> convert_vec(vec<From, Lanes> x) {
  constexpr int from_bytes = sizeof(From);
  constexpr int to_bytes = sizeof(To);
  constexpr bool integers = std::is_integral_v<To> && std::is_integral_v<From>;
#if defined(__AVX512F__) && defined(__AVX512VL__)
  // g++ 12 makes these of two halves, and warns of what its header does in the form without a mask.
  if constexpr (Lanes == 8 && std::is_same_v<To, double> && std::is_same_v<From, std::int32_t>) {
    return (vec<To, Lanes>)_mm512_maskz_cvtepi32_pd(0xFF, (__m256i)x);
  } else if constexpr (Lanes == 8 && std::is_same_v<To, std::int32_t> && std::is_same_v<From, std::int16_t>) {
    return (vec<To, Lanes>)_mm256_cvtepi16_epi32((__m128i)x);
  } else
#endif
      if constexpr (std::is_same_v<To, From>) {
    return x;
  } else if constexpr (integers && from_bytes == to_bytes) {
    return (vec<To, Lanes>)x;
  } else if constexpr (integers && from_bytes < to_bytes) {
    using next = lane_integer<2 * from_bytes, std::is_signed_v<From>>;
    if constexpr (std::is_same_v<To, next>) {
      return __builtin_convertvector(x, vec<next, Lanes>);
    } else {
      return convert_vec<To, next, Lanes>(convert_vec<next, From, Lanes>(x));
    }
  } else if constexpr (integers) {
#if defined(__AVX512F__)
    return __builtin_convertvector(x, vec<To, Lanes>);
#else
    using next = lane_integer<from_bytes / 2, std::is_signed_v<From>>;
    return convert_vec<To, next, Lanes>(__builtin_convertvector(x, vec<next, Lanes>));
#endif
  } else if constexpr (std::is_floating_point_v<To> && std::is_integral_v<From> && from_bytes < 4) {
    return __builtin_convertvector((convert_vec<std::int32_t, From, Lanes>(x)), vec<To, Lanes>);
  } else if constexpr (std::is_integral_v<To> && std::is_floating_point_v<From> && to_bytes < 4) {
    return convert_vec<To, std::int32_t, Lanes>(__builtin_convertvector(x, vec<std::int32_t, Lanes>));
  } else {
    return __builtin_convertvector(x, vec<To, Lanes>);
  }
}

}  // namespace sinter::detail
