#pragma once

#include <sinter/simd/batch.hpp>
#include <sinter/simd/xsimd.hpp>

namespace sinter::detail {

// Byte k is bit k of a number below 16: its copies at 7 * k bits put bit k at 8 * k.
SINTER_INLINE std::uint32_t bytes_of_bits(int bits) {
  return static_cast<std::uint32_t>(bits) * 0x204081u & 0x01010101u;
}

// The bytes 1 and 0 that stand for bools in memory. Compilers narrow a mask step by step; its signs are one number.
template <int Bytes, int Lanes, class Arch>
SINTER_INLINE vec<std::int8_t, Lanes> bools_of(mask<Bytes, Lanes, Arch> from) {
  [[maybe_unused]] auto const of_signs = [](int bits) SINTER_LAMBDA {
    std::uint32_t const low = bytes_of_bits(bits & 15);
    vec<std::int8_t, Lanes> result;
    if constexpr (Lanes == 8) {
      std::uint64_t const both = low | std::uint64_t{bytes_of_bits(bits >> 4)} << 32;
      __builtin_memcpy(&result, &both, Lanes);
    } else {
      __builtin_memcpy(&result, &low, Lanes);
    }
    return result;
  };
#if !defined(__AVX512F__)
#if defined(__AVX__)
  if constexpr (Bytes == 8 && Lanes == 4) return of_signs(_mm256_movemask_pd((__m256d)from.value));
  if constexpr (Bytes == 4 && Lanes == 8) return of_signs(_mm256_movemask_ps((__m256)from.value));
#endif
#if defined(__SSE2__)
  if constexpr (Bytes == 8 && Lanes == 2) return of_signs(_mm_movemask_pd((__m128d)from.value));
  if constexpr (Bytes == 4 && Lanes == 4) return of_signs(_mm_movemask_ps((__m128)from.value));
#endif
#endif
  return from.template resized<1>().value & splat_vec<std::int8_t, Lanes>(1);
}

// The six comparisons.
enum class order : unsigned char { equal, not_equal, less, less_equal, greater, greater_equal };

// Whether a comparison goes to bytes without becoming a register of masks between: AVX-512 compares to bits.
template <class Element, int Lanes>
inline constexpr bool compares_to_bits =
#if defined(__AVX512BW__) && defined(__AVX512VL__) && defined(__BMI2__)
    (sizeof(Element) == 4 || sizeof(Element) == 8) && sizeof(Element) * Lanes == 64;
#else
    false;
#endif

// The bytes 1 and 0 for a[i] Order b[i].
template <order Order, class Element, int Lanes>
vec<std::int8_t, Lanes> bools_of_order(vec<Element, Lanes> a, vec<Element, Lanes> b);

#if defined(__AVX512BW__) && defined(__AVX512VL__) && defined(__BMI2__)
template <int Code, class Element, int Lanes>
SINTER_INLINE auto bits_of_order(vec<Element, Lanes> a, vec<Element, Lanes> b) {
  if constexpr (std::same_as<Element, double>) {
    return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, Code);
  } else if constexpr (std::same_as<Element, float>) {
    return _mm512_cmp_ps_mask((__m512)a, (__m512)b, Code);
  } else if constexpr (Lanes == 8) {
    return std::is_signed_v<Element> ? _mm512_cmp_epi64_mask((__m512i)a, (__m512i)b, Code)
                                     : _mm512_cmp_epu64_mask((__m512i)a, (__m512i)b, Code);
  } else {
    return std::is_signed_v<Element> ? _mm512_cmp_epi32_mask((__m512i)a, (__m512i)b, Code)
                                     : _mm512_cmp_epu32_mask((__m512i)a, (__m512i)b, Code);
  }
}

template <order Order, class Element, int Lanes>
SINTER_INLINE vec<std::int8_t, Lanes> bools_of_order(vec<Element, Lanes> a, vec<Element, Lanes> b) {
  constexpr int floats[] = {_CMP_EQ_OQ, _CMP_NEQ_UQ, _CMP_LT_OQ, _CMP_LE_OQ, _CMP_GT_OQ, _CMP_GE_OQ};
  constexpr int integers[] = {_MM_CMPINT_EQ, _MM_CMPINT_NE,  _MM_CMPINT_LT,
                              _MM_CMPINT_LE, _MM_CMPINT_NLE, _MM_CMPINT_NLT};
  constexpr int code = (std::floating_point<Element> ? floats : integers)[static_cast<int>(Order)];
  auto const bits = bits_of_order<code, Element, Lanes>(a, b);
  vec<std::int8_t, Lanes> result;
  if constexpr (Lanes == 8) {  // by the units for whole numbers, which have nothing else to do
    std::uint64_t const bytes = _pdep_u64(bits, 0x0101010101010101);
    __builtin_memcpy(&result, &bytes, Lanes);
  } else {
    __m128i const bytes = _mm_maskz_mov_epi8(bits, _mm_set1_epi8(1));
    __builtin_memcpy(&result, &bytes, Lanes);
  }
  return result;
}
#endif

// Whether four masks are packed to bytes together: by instructions that AVX-512 has no need of.
template <int Bytes, int Lanes>
inline constexpr bool packs_bools =
#if defined(__AVX512F__) || !defined(__SSE2__)
    false;
#elif defined(__AVX2__)
    Bytes >= 4 && Bytes * Lanes == 32;
#else
    Bytes >= 4 && Bytes * Lanes == 16;
#endif

#if defined(__SSE2__)
// The bytes 1 and 0 of four masks, one after the other.
template <int Bytes, int Lanes, class Arch>
SINTER_INLINE auto bools_of_four(mask<Bytes, Lanes, Arch> const (&from)[4]) {
#if defined(__AVX2__)
  if constexpr (Bytes == 4) {
    __m256i const low = _mm256_packs_epi32((__m256i)from[0].value, (__m256i)from[1].value);
    __m256i const high = _mm256_packs_epi32((__m256i)from[2].value, (__m256i)from[3].value);
    __m256i const order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    __m256i const bytes = _mm256_permutevar8x32_epi32(_mm256_packs_epi16(low, high), order);
    return (vec<std::int8_t, 32>)_mm256_and_si256(bytes, _mm256_set1_epi8(1));
  } else {
    __m256 const low = _mm256_shuffle_ps((__m256)from[0].value, (__m256)from[1].value, 0x88);
    __m256 const high = _mm256_shuffle_ps((__m256)from[2].value, (__m256)from[3].value, 0x88);
    __m256i const words = _mm256_packs_epi32((__m256i)low, (__m256i)high);
    __m128i const bytes = _mm_packs_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
    __m128i const order = _mm_setr_epi8(0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15);
    return (vec<std::int8_t, 16>)_mm_and_si128(_mm_shuffle_epi8(bytes, order), _mm_set1_epi8(1));
  }
#else
  if constexpr (Bytes == 4) {
    __m128i const low = _mm_packs_epi32((__m128i)from[0].value, (__m128i)from[1].value);
    __m128i const high = _mm_packs_epi32((__m128i)from[2].value, (__m128i)from[3].value);
    return (vec<std::int8_t, 16>)_mm_and_si128(_mm_packs_epi16(low, high), _mm_set1_epi8(1));
  } else {
    __m128 const low = _mm_shuffle_ps((__m128)from[0].value, (__m128)from[1].value, 0x88);
    __m128 const high = _mm_shuffle_ps((__m128)from[2].value, (__m128)from[3].value, 0x88);
    __m128i const words = _mm_packs_epi32((__m128i)low, (__m128i)high);
    __m128i const bytes = _mm_and_si128(_mm_packs_epi16(words, words), _mm_set1_epi8(1));
    vec<std::int8_t, 8> result;
    __builtin_memcpy(&result, &bytes, sizeof result);
    return result;
  }
#endif
}
#endif

}  // namespace sinter::detail
