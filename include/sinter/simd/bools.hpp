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

}  // namespace sinter::detail
