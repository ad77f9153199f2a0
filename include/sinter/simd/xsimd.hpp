#pragma once

#include <limits>
#include <xsimd/xsimd.hpp>

#include <sinter/simd/vec.hpp>

// The only file that knows xsimd: functions of a whole register that the language has no operator for. Works with
// xsimd 8.1 to 14; what 8.1 lacks or has wrong on AVX-512 is written with intrinsics.

namespace sinter::detail {

#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__)
template <int Bytes>
using xsimd_arch = std::conditional_t<Bytes == 64, xsimd::avx512bw,
                                      std::conditional_t<Bytes == 32, xsimd::fma3<xsimd::avx2>, xsimd::sse4_1>>;
#elif defined(__AVX2__) && defined(__FMA__)
template <int Bytes>
using xsimd_arch = std::conditional_t<Bytes == 32, xsimd::fma3<xsimd::avx2>, xsimd::sse4_1>;
#elif defined(__SSE4_1__)
template <int Bytes>
using xsimd_arch = xsimd::sse4_1;
#elif defined(__SSE2__)
template <int Bytes>
using xsimd_arch = xsimd::sse2;
#endif

// Calls the function with registers of at least 16 bytes; a narrower vec is padded with zeros.
template <class Element, int Lanes, class Function, class... Vecs>
SINTER_INLINE vec<Element, Lanes> by_register(Function const& function, Vecs... x) {
  constexpr int bytes = sizeof(Element) * Lanes;
  if constexpr (bytes < 16) {
    auto const pad = [](auto narrow) {
      vec<Element, 16 / sizeof(Element)> padded = {};
      __builtin_memcpy(&padded, &narrow, bytes);
      return padded;
    };
    auto const result = function(pad(x)...);
    vec<Element, Lanes> narrow;
    __builtin_memcpy(&narrow, &result, bytes);
    return narrow;
  } else {
    return function(x...);
  }
}

#if defined(__SSE2__)

template <class Element, int Lanes>
using xsimd_batch = xsimd::batch<Element, xsimd_arch<sizeof(Element) * Lanes>>;

template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> sqrt_vec(vec<Element, Lanes> x) {
  return by_register<Element, Lanes>(
      []<class Vec>(Vec v) -> Vec {
#if defined(__AVX512F__)
        if constexpr (sizeof(Vec) == 64 && sizeof(Element) == 8) return (Vec)_mm512_maskz_sqrt_pd(0xFF, (__m512d)v);
        if constexpr (sizeof(Vec) == 64 && sizeof(Element) == 4) return (Vec)_mm512_maskz_sqrt_ps(0xFFFF, (__m512)v);
#endif
        return (Vec)xsimd::sqrt(xsimd_batch<Element, sizeof(Vec) / sizeof(Element)>((v))).data;
      },
      x);
}

#else

template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> sqrt_vec(vec<Element, Lanes> x) {
  for (int lane = 0; lane < Lanes; ++lane) {
    x[lane] = sizeof(Element) == 4 ? static_cast<Element>(__builtin_sqrtf(static_cast<float>(x[lane])))
                                   : static_cast<Element>(__builtin_sqrt(static_cast<double>(x[lane])));
  }
  return x;
}

#endif

enum class rounding { floor, ceil, trunc, nearest_even };

// Rounds |x| < 2^(mantissa bits) by adding and subtracting that power; larger values are integers already. For
// CPUs without a rounding instruction; keeps the sign of zero.
template <rounding Mode, class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> round_by_addition(vec<Element, Lanes> x) {
  using integer = lane_integer<sizeof(Element)>;
  using vector = vec<Element, Lanes>;
  using bits = vec<integer, Lanes>;
  bits const sign_bit = splat_vec<integer, Lanes>(std::numeric_limits<integer>::min());
  vector const limit = splat_vec<Element, Lanes>(sizeof(Element) == 4 ? Element(8388608) : Element(4503599627370496));
  vector const one = splat_vec<Element, Lanes>(Element(1));
  bits const sign = (bits)x & sign_bit;
  vector const magnitude = (vector)((bits)x & ~sign_bit);
  vector shifted = magnitude + limit;
  asm("" : "+m"(shifted));  // the sum is rounded to the element type here, on every FPU
  vector rounded = (vector)((bits)(shifted - limit) | sign);
  if constexpr (Mode == rounding::floor) rounded = rounded - (rounded > x ? one : vector{});
  if constexpr (Mode == rounding::ceil) rounded = rounded + (rounded < x ? one : vector{});
  if constexpr (Mode == rounding::trunc) {
    vector const down = (vector)((bits)rounded & ~sign_bit);
    rounded = down - (down > magnitude ? one : vector{});
  }
  rounded = (vector)(((bits)rounded & ~sign_bit) | sign);
  return magnitude < limit ? rounded : x;
}

#if defined(__AVX512F__)
// The unmasked intrinsics make g++ 12 warn of an uninitialised source.
template <rounding Mode, class Element>
SINTER_INLINE vec<Element, 64 / sizeof(Element)> round_avx512(vec<Element, 64 / sizeof(Element)> x) {
  constexpr int control = Mode == rounding::floor   ? _MM_FROUND_TO_NEG_INF
                          : Mode == rounding::ceil  ? _MM_FROUND_TO_POS_INF
                          : Mode == rounding::trunc ? _MM_FROUND_TO_ZERO
                                                    : _MM_FROUND_TO_NEAREST_INT;
  if constexpr (sizeof(Element) == 8) {
    return (vec<Element, 8>)_mm512_maskz_roundscale_pd(0xFF, (__m512d)x, control);
  } else {
    return (vec<Element, 16>)_mm512_maskz_roundscale_ps(0xFFFF, (__m512)x, control);
  }
}
#endif

template <rounding Mode, class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> round_vec(vec<Element, Lanes> x) {
#if defined(__SSE4_1__)
  return by_register<Element, Lanes>(
      []<class Vec>(Vec v) -> Vec {
#if defined(__AVX512F__)
        if constexpr (sizeof(Vec) == 64) return (Vec)round_avx512<Mode, Element>(v);
#endif
        xsimd_batch<Element, sizeof(Vec) / sizeof(Element)> const b((v));
        if constexpr (Mode == rounding::floor) return (Vec)xsimd::floor(b).data;
        if constexpr (Mode == rounding::ceil) return (Vec)xsimd::ceil(b).data;
        if constexpr (Mode == rounding::trunc) return (Vec)xsimd::trunc(b).data;
        if constexpr (Mode == rounding::nearest_even) return (Vec)xsimd::nearbyint(b).data;
      },
      x);
#else
  return round_by_addition<Mode, Element, Lanes>(x);
#endif
}

// x > y ? x : y, which is the second one when either is NaN and when both are zero: one instruction on x86.
template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> max_or_second(vec<Element, Lanes> x, vec<Element, Lanes> y) {
  constexpr int bytes = sizeof(Element) * Lanes;
#if defined(__AVX512F__)
  if constexpr (bytes == 64 && sizeof(Element) == 8) {
    return (vec<Element, Lanes>)_mm512_maskz_max_pd(0xFF, (__m512d)x, (__m512d)y);
  } else if constexpr (bytes == 64) {
    return (vec<Element, Lanes>)_mm512_maskz_max_ps(0xFFFF, (__m512)x, (__m512)y);
  } else
#endif
#if defined(__AVX__)
      if constexpr (bytes == 32 && sizeof(Element) == 8) {
    return (vec<Element, Lanes>)_mm256_max_pd((__m256d)x, (__m256d)y);
  } else if constexpr (bytes == 32) {
    return (vec<Element, Lanes>)_mm256_max_ps((__m256)x, (__m256)y);
  } else
#endif
#if defined(__SSE2__)
      if constexpr (bytes == 16 && sizeof(Element) == 8) {
    return (vec<Element, Lanes>)_mm_max_pd((__m128d)x, (__m128d)y);
  } else if constexpr (bytes == 16) {
    return (vec<Element, Lanes>)_mm_max_ps((__m128)x, (__m128)y);
  } else
#endif
  {
    return x > y ? x : y;
  }
}

// max_or_second, but x where that is NaN; under a mask that is one instruction less.
template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> max_or_nan(vec<Element, Lanes> x, vec<Element, Lanes> y) {
#if defined(__AVX512F__)
  if constexpr (sizeof x == 64 && sizeof(Element) == 8) {
    __mmask8 const is_number = _mm512_cmp_pd_mask((__m512d)x, (__m512d)x, _CMP_ORD_Q);
    return (vec<Element, Lanes>)_mm512_mask_max_pd((__m512d)x, is_number, (__m512d)x, (__m512d)y);
  } else if constexpr (sizeof x == 64) {
    __mmask16 const is_number = _mm512_cmp_ps_mask((__m512)x, (__m512)x, _CMP_ORD_Q);
    return (vec<Element, Lanes>)_mm512_mask_max_ps((__m512)x, is_number, (__m512)x, (__m512)y);
  }
#endif
  vec<Element, Lanes> const number = max_or_second<Element, Lanes>(x, y);
  return x != x ? x : number;
}

// x < y ? x : y, which is the second one when either is NaN and when both are zero: one instruction on x86.
template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> min_or_second(vec<Element, Lanes> x, vec<Element, Lanes> y) {
  constexpr int bytes = sizeof(Element) * Lanes;
#if defined(__AVX512F__)
  if constexpr (bytes == 64 && sizeof(Element) == 8) {
    return (vec<Element, Lanes>)_mm512_maskz_min_pd(0xFF, (__m512d)x, (__m512d)y);
  } else if constexpr (bytes == 64) {
    return (vec<Element, Lanes>)_mm512_maskz_min_ps(0xFFFF, (__m512)x, (__m512)y);
  } else
#endif
#if defined(__AVX__)
      if constexpr (bytes == 32 && sizeof(Element) == 8) {
    return (vec<Element, Lanes>)_mm256_min_pd((__m256d)x, (__m256d)y);
  } else if constexpr (bytes == 32) {
    return (vec<Element, Lanes>)_mm256_min_ps((__m256)x, (__m256)y);
  } else
#endif
#if defined(__SSE2__)
      if constexpr (bytes == 16 && sizeof(Element) == 8) {
    return (vec<Element, Lanes>)_mm_min_pd((__m128d)x, (__m128d)y);
  } else if constexpr (bytes == 16) {
    return (vec<Element, Lanes>)_mm_min_ps((__m128)x, (__m128)y);
  } else
#endif
  {
    return x < y ? x : y;
  }
}

// min_or_second, but x where that is NaN; under a mask that is one instruction less.
template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> min_or_nan(vec<Element, Lanes> x, vec<Element, Lanes> y) {
#if defined(__AVX512F__)
  if constexpr (sizeof x == 64 && sizeof(Element) == 8) {
    __mmask8 const is_number = _mm512_cmp_pd_mask((__m512d)x, (__m512d)x, _CMP_ORD_Q);
    return (vec<Element, Lanes>)_mm512_mask_min_pd((__m512d)x, is_number, (__m512d)x, (__m512d)y);
  } else if constexpr (sizeof x == 64) {
    __mmask16 const is_number = _mm512_cmp_ps_mask((__m512)x, (__m512)x, _CMP_ORD_Q);
    return (vec<Element, Lanes>)_mm512_mask_min_ps((__m512)x, is_number, (__m512)x, (__m512)y);
  }
#endif
  vec<Element, Lanes> const number = min_or_second<Element, Lanes>(x, y);
  return x != x ? x : number;
}

// x * y + z rounded once. Without the instruction the C library computes it lane by lane, exactly but slowly.
template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> fma_vec(vec<Element, Lanes> x, vec<Element, Lanes> y, vec<Element, Lanes> z) {
#if defined(__FMA__)
  constexpr int bytes = sizeof(Element) * Lanes;
#if defined(__AVX512F__)
  if constexpr (bytes == 64 && sizeof(Element) == 8) {
    return (vec<Element, Lanes>)_mm512_fmadd_pd((__m512d)x, (__m512d)y, (__m512d)z);
  } else if constexpr (bytes == 64) {
    return (vec<Element, Lanes>)_mm512_fmadd_ps((__m512)x, (__m512)y, (__m512)z);
  } else
#endif
      if constexpr (bytes == 32 && sizeof(Element) == 8) {
    return (vec<Element, Lanes>)_mm256_fmadd_pd((__m256d)x, (__m256d)y, (__m256d)z);
  } else if constexpr (bytes == 32) {
    return (vec<Element, Lanes>)_mm256_fmadd_ps((__m256)x, (__m256)y, (__m256)z);
  } else if constexpr (bytes == 16 && sizeof(Element) == 8) {
    return (vec<Element, Lanes>)_mm_fmadd_pd((__m128d)x, (__m128d)y, (__m128d)z);
  } else if constexpr (bytes == 16) {
    return (vec<Element, Lanes>)_mm_fmadd_ps((__m128)x, (__m128)y, (__m128)z);
  } else
#endif
  {
    for (int lane = 0; lane < Lanes; ++lane) {
      if constexpr (sizeof(Element) == 4) {
        x[lane] = __builtin_fmaf(x[lane], y[lane], z[lane]);
      } else {
        x[lane] = __builtin_fma(x[lane], y[lane], z[lane]);
      }
    }
    return x;
  }
}

}  // namespace sinter::detail
