#pragma once

#include <bit>

#include <sinter/simd/divide.hpp>

// Division of 32-bit integers by one number, through the high half of a product (Granlund and Montgomery, PLDI 1994).

namespace sinter::detail {

// Products of the low halves of 64-bit lanes.
template <int Lanes>
SINTER_INLINE vec<std::uint64_t, Lanes> product_of_words(vec<std::uint64_t, Lanes> a, vec<std::uint64_t, Lanes> b) {
  [[maybe_unused]] constexpr int bytes = 8 * Lanes;
#if defined(__AVX512F__)
  if constexpr (bytes == 64) return (vec<std::uint64_t, Lanes>)_mm512_maskz_mul_epu32(0xFF, (__m512i)a, (__m512i)b);
#endif
#if defined(__AVX2__)
  if constexpr (bytes == 32) return (vec<std::uint64_t, Lanes>)_mm256_mul_epu32((__m256i)a, (__m256i)b);
#endif
#if defined(__SSE2__)
  if constexpr (bytes == 16) return (vec<std::uint64_t, Lanes>)_mm_mul_epu32((__m128i)a, (__m128i)b);
#endif
  vec<std::uint64_t, Lanes> const words = splat_vec<std::uint64_t, Lanes>(0xFFFFFFFF);
  return (a & words) * (b & words);
}

// What depends on the divisor alone. With s = -1 for n < 0 and 0 else, floor(n / d) = s ^ floor((s ^ n) / d) for d > 0, and
// u = s ^ n is below 2^31, where floor(u / d) is the high part of one product. Other divisors are divided by as by any.
struct word_divisor {
  std::int32_t value;
  std::uint32_t factor;  // ceil(2^(32 + shift) / value)
  int shift;             // ceil(log2(value)) - 1
  std::uint32_t times;   // value, hidden: compilers make shifts and additions of a multiplication by what they know

  explicit SINTER_INLINE word_divisor(std::int32_t divisor) : value(divisor) {
    auto const magnitude = static_cast<std::uint32_t>(divisor < 2 ? 2 : divisor);
    shift = static_cast<int>(std::bit_width(magnitude - 1)) - 1;
    factor = static_cast<std::uint32_t>(((std::uint64_t{1} << (32 + shift)) - 1) / magnitude + 1);
    times = static_cast<std::uint32_t>(divisor);
    asm("" : "+r"(times));
  }

  template <bool WantsRemainder, class Arch, int Lanes>
  SINTER_INLINE vec<std::int32_t, Lanes> divide(vec<std::int32_t, Lanes> n) const {
    using words = vec<std::uint32_t, Lanes>;
    if constexpr (4 * Lanes < 16) {
      return by_any<WantsRemainder, Arch, Lanes>(n);
    } else {
      if (value < 2) [[unlikely]]
        return by_any<WantsRemainder, Arch, Lanes>(n);
      using pairs = vec<std::uint64_t, Lanes / 2>;
      words const sign = (words)(n >> 31);
      pairs const u = (pairs)((words)n ^ sign), factors = splat_vec<std::uint64_t, Lanes / 2>(factor);
      pairs const even = product_of_words<Lanes / 2>(u, factors) >> (32 + shift);
      pairs const odd = product_of_words<Lanes / 2>(u >> 32, factors) >> shift;
      pairs const high = splat_vec<std::uint64_t, Lanes / 2>(0xFFFFFFFF00000000);
      words const quotient = (words)(even | (odd & high)) ^ sign;
      if constexpr (!WantsRemainder) return (vec<std::int32_t, Lanes>)quotient;
      return (vec<std::int32_t, Lanes>)((words)n - quotient * splat_vec<std::uint32_t, Lanes>(times));
    }
  }

 private:
  template <bool WantsRemainder, class Arch, int Lanes>
  SINTER_INLINE vec<std::int32_t, Lanes> by_any(vec<std::int32_t, Lanes> n) const {
    return floor_division<large_in_library, WantsRemainder, Arch, std::int32_t, Lanes>(
        n, splat_vec<std::int32_t, Lanes>(value));
  }
};

}  // namespace sinter::detail
