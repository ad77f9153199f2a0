#pragma once

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include <sinter/core/promote.hpp>
#include <sinter/simd/vec.hpp>

namespace sinter::detail {

#if defined(__AVX2__)
// Conversions to one register from half as wide an one, which g++ 12 makes of two halves that it joins. The forms with a
// mask of all lanes: g++ warns of what its own header does in those without.
template <class To, class From, int Lanes>
inline constexpr bool widens_to_register = [] {
  constexpr int bytes = sizeof(To) * Lanes;
#if defined(__AVX512BW__)
  if (bytes != 32 && bytes != 64) return false;
#else
  if (bytes != 32) return false;
#endif
  if (std::is_same_v<To, double>) return std::is_same_v<From, std::int32_t> || std::is_same_v<From, float>;
  return std::is_integral_v<To> && std::is_integral_v<From> && sizeof(To) == 2 * sizeof(From);
}();

template <class To, class From, int Lanes>
SINTER_INLINE vec<To, Lanes> widen_to_register(vec<From, Lanes> x) {
  using result = vec<To, Lanes>;
  constexpr bool has_sign = std::is_signed_v<From>;
  if constexpr (sizeof(result) == 32) {
    if constexpr (std::is_same_v<From, float>) {
      return (result)_mm256_cvtps_pd((__m128)x);
    } else if constexpr (std::is_same_v<To, double>) {
      return (result)_mm256_cvtepi32_pd((__m128i)x);
    } else if constexpr (sizeof(From) == 1) {
      return (result)(has_sign ? _mm256_cvtepi8_epi16((__m128i)x) : _mm256_cvtepu8_epi16((__m128i)x));
    } else if constexpr (sizeof(From) == 2) {
      return (result)(has_sign ? _mm256_cvtepi16_epi32((__m128i)x) : _mm256_cvtepu16_epi32((__m128i)x));
    } else {
      return (result)(has_sign ? _mm256_cvtepi32_epi64((__m128i)x) : _mm256_cvtepu32_epi64((__m128i)x));
    }
  }
#if defined(__AVX512BW__)
  else {
    constexpr auto all = static_cast<std::uint32_t>(~std::uint64_t{0} >> (64 - Lanes));
    if constexpr (std::is_same_v<From, float>) {
      return (result)_mm512_maskz_cvtps_pd(all, (__m256)x);
    } else if constexpr (std::is_same_v<To, double>) {
      return (result)_mm512_maskz_cvtepi32_pd(all, (__m256i)x);
    } else if constexpr (sizeof(From) == 1) {
      return (result)(has_sign ? _mm512_maskz_cvtepi8_epi16(all, (__m256i)x)
                               : _mm512_maskz_cvtepu8_epi16(all, (__m256i)x));
    } else if constexpr (sizeof(From) == 2) {
      return (result)(has_sign ? _mm512_maskz_cvtepi16_epi32(all, (__m256i)x)
                               : _mm512_maskz_cvtepu16_epi32(all, (__m256i)x));
    } else {
      return (result)(has_sign ? _mm512_maskz_cvtepi32_epi64(all, (__m256i)x)
                               : _mm512_maskz_cvtepu32_epi64(all, (__m256i)x));
    }
  }
#endif
}
#endif

// Element conversions of short vectors, as static_cast does them lane by lane. Integers change width in steps of
// two: the compilers turn each step into one instruction but take a conversion over several widths apart.
template <class To, class From, int Lanes>
SINTER_INLINE vec<To, Lanes> convert_vec(vec<From, Lanes> x) {
  constexpr int from_bytes = sizeof(From);
  constexpr int to_bytes = sizeof(To);
  constexpr bool integers = std::is_integral_v<To> && std::is_integral_v<From>;
#if defined(__AVX2__)
  if constexpr (widens_to_register<To, From, Lanes>) {
    return widen_to_register<To, From, Lanes>(x);
  } else if constexpr (integers && from_bytes == 8 && to_bytes == 4 && Lanes == 4) {
    auto const low = (vec<To, 8>)x;  // the low words of both halves
    return __builtin_shufflevector(__builtin_shufflevector(low, low, 0, 1, 2, 3),
                                   __builtin_shufflevector(low, low, 4, 5, 6, 7), 0, 2, 4, 6);
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
    return convert_vec<To, std::int32_t, Lanes>(convert_vec<std::int32_t, From, Lanes>(x));
  } else if constexpr (std::is_integral_v<To> && std::is_floating_point_v<From> && to_bytes < 4) {
    return convert_vec<To, std::int32_t, Lanes>(__builtin_convertvector(x, vec<std::int32_t, Lanes>));
  } else {
    return __builtin_convertvector(x, vec<To, Lanes>);
  }
}

}  // namespace sinter::detail
