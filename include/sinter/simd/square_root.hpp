#pragma once

#include <sinter/simd/vec.hpp>

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include <immintrin.h>
#endif

// Square roots without the CPU's divider, which takes some 16 cycles for a register and is the only one of its kind: a loop
// that gives it every other register is 1.7 times as fast. Goldschmidt's iterations from an estimate of 14 bits, and a
// last step with the exact remainder, after which the result is rounded correctly (P. Markstein, IA-64 and Elementary
// Functions, 2000, section 9.4).

namespace sinter::detail {

template <class Element, int Lanes>
inline constexpr bool has_second_sqrt = false;
template <class Element, int Lanes>
vec<Element, Lanes> second_sqrt_vec(vec<Element, Lanes> from);

#if defined(__AVX512F__) && defined(__AVX512DQ__)

template <>
inline constexpr bool has_second_sqrt<double, 8> = true;
template <>
inline constexpr bool has_second_sqrt<float, 16> = true;

// The instructions for one type.
template <class Element>
struct root_steps;
template <>
struct root_steps<double> {
  using type = __m512d;
  static constexpr int iterations = 2;
  static SINTER_INLINE type all(double x) { return _mm512_set1_pd(x); }
  static SINTER_INLINE type root(type x) { return _mm512_maskz_sqrt_pd(0xFF, x); }
  static SINTER_INLINE type times(type a, type b) { return _mm512_mul_pd(a, b); }
  static SINTER_INLINE type plus_product(type a, type b, type c) { return _mm512_fmadd_pd(b, c, a); }
  static SINTER_INLINE type less_product(type a, type b, type c) { return _mm512_fnmadd_pd(b, c, a); }
  // Where the remainder is no subnormal number: from 2^-968 on. All other numbers but zeros are left to the divider.
  static SINTER_INLINE __mmask8 in_range(type x) {
    __m512i const from_least = _mm512_sub_epi64(_mm512_castpd_si512(x), _mm512_set1_epi64(0x0370000000000000));
    return _mm512_cmplt_epu64_mask(from_least, _mm512_set1_epi64(0x7ff0000000000000 - 0x0370000000000000));
  }
  static SINTER_INLINE bool are_all(__mmask8 in_range, type x) {
    __mmask8 const zeros = _mm512_cmp_pd_mask(x, _mm512_setzero_pd(), _CMP_EQ_OQ);
    return (in_range | zeros) == 0xFF;
  }
  static SINTER_INLINE type estimate(__mmask8 some, type x) { return _mm512_maskz_rsqrt14_pd(some, x); }
  static SINTER_INLINE type half(__mmask8 some, type x) {
    return _mm512_castsi512_pd(
        _mm512_maskz_sub_epi64(some, _mm512_castpd_si512(x), _mm512_set1_epi64(0x0010000000000000)));
  }
};
template <>
struct root_steps<float> {
  using type = __m512;
  static constexpr int iterations = 1;
  static SINTER_INLINE type all(float x) { return _mm512_set1_ps(x); }
  static SINTER_INLINE type root(type x) { return _mm512_maskz_sqrt_ps(0xFFFF, x); }
  static SINTER_INLINE type times(type a, type b) { return _mm512_mul_ps(a, b); }
  static SINTER_INLINE type plus_product(type a, type b, type c) { return _mm512_fmadd_ps(b, c, a); }
  static SINTER_INLINE type less_product(type a, type b, type c) { return _mm512_fnmadd_ps(b, c, a); }
  static SINTER_INLINE __mmask16 in_range(type x) {  // from 2^-100 on
    __m512i const from_least = _mm512_sub_epi32(_mm512_castps_si512(x), _mm512_set1_epi32(0x0d800000));
    return _mm512_cmplt_epu32_mask(from_least, _mm512_set1_epi32(0x7f800000 - 0x0d800000));
  }
  static SINTER_INLINE bool are_all(__mmask16 in_range, type x) {
    __mmask16 const zeros = _mm512_cmp_ps_mask(x, _mm512_setzero_ps(), _CMP_EQ_OQ);
    return (in_range | zeros) == 0xFFFF;
  }
  static SINTER_INLINE type estimate(__mmask16 some, type x) { return _mm512_maskz_rsqrt14_ps(some, x); }
  static SINTER_INLINE type half(__mmask16 some, type x) {
    return _mm512_castsi512_ps(_mm512_maskz_sub_epi32(some, _mm512_castps_si512(x), _mm512_set1_epi32(0x00800000)));
  }
};

template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> second_sqrt_vec(vec<Element, Lanes> from) {
  using with = root_steps<Element>;
  auto const x = (typename with::type)from;
  auto const some = with::in_range(x);
  if (!with::are_all(some, x)) [[unlikely]]
    return (vec<Element, Lanes>)with::root(x);
  auto const inverse = with::estimate(some, x);  // 0 for 0, as all that follows
  auto root = with::times(x, inverse);
  auto half = with::half(some, inverse);  // of 1 / sqrt(x)
  for (int i = 0; i < with::iterations; ++i) {
    auto const error = with::less_product(with::all(Element(0.5)), half, root);
    root = with::plus_product(root, root, error);
    half = with::plus_product(half, half, error);
  }
  auto const remainder = with::less_product(x, root, root);
  return (vec<Element, Lanes>)with::plus_product(root, remainder, half);
}

#endif

}  // namespace sinter::detail
