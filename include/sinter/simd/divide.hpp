#pragma once

#include <sinter/simd/convert.hpp>
#include <sinter/simd/xsimd.hpp>

// Integer division of registers through floating point, which no ISA has for integers. The quotients are exact: no
// flag or ISA changes a bit. Everything that depends on the divisor alone is computed first and without a branch, so
// that loops with one divisor do it once.

namespace sinter::detail {

// a[i] = floor(a[i] / b[i]), or the remainder, for `lanes` elements of 64 bits, by the kernel of the active ISA.
void divide_lanes(std::int64_t* a, std::int64_t const* b, int lanes, bool wants_remainder);
void divide_lanes(std::uint64_t* a, std::uint64_t const* b, int lanes, bool wants_remainder);

// Whether a register holds anything but zeros.
template <class Element, int Lanes>
SINTER_INLINE bool any_bit(vec<Element, Lanes> x) {
  constexpr int bytes = sizeof(x);
#if defined(__AVX512F__)
  if constexpr (bytes == 64) return _mm512_test_epi64_mask((__m512i)x, (__m512i)x) != 0;
#endif
#if defined(__AVX__)
  if constexpr (bytes == 32) return _mm256_testz_si256((__m256i)x, (__m256i)x) == 0;
#endif
  if constexpr (bytes < 8) {
    lane_integer<bytes> whole;
    __builtin_memcpy(&whole, &x, bytes);
    return whole != 0;
  } else {
    vec<std::uint64_t, bytes / 8> const words = (vec<std::uint64_t, bytes / 8>)x;
    std::uint64_t all = 0;
    for (int word = 0; word < bytes / 8; ++word) all |= words[word];
    return all != 0;
  }
}

// Calls the function with parts of at most Most lanes.
template <int Most, class Element, int Lanes, class Function>
SINTER_INLINE vec<Element, Lanes> by_parts(vec<Element, Lanes> a, vec<Element, Lanes> b, Function const& function) {
  if constexpr (Lanes <= Most) {
    return function.template operator()<Lanes>(a, b);
  } else {
    using half = std::make_integer_sequence<int, Lanes / 2>;
    auto const low = by_parts<Most, Element, Lanes / 2>(pick_lanes<0, Element, Lanes>(a, half{}),
                                                        pick_lanes<0, Element, Lanes>(b, half{}), function);
    auto const high = by_parts<Most, Element, Lanes / 2>(pick_lanes<Lanes / 2, Element, Lanes>(a, half{}),
                                                         pick_lanes<Lanes / 2, Element, Lanes>(b, half{}), function);
    return join_lanes<Element, Lanes / 2>(low, high, std::make_integer_sequence<int, Lanes>{});
  }
}

// floor(a / b) of integers below 2^16 in float, below 2^50 in double. With h = 1/2 of the sign of b, (a + h) / b has the
// floor of a / b and stays 1 / |2 b| away from every integer, which is more than the roundings of
// a * (1 / b) + (h * (1 / b) - 1/2) lose: its nearest integer is the quotient. Adding 1.5 * 2^52 (2^22) rounds to it and leaves it
// in the low bits. A divisor of zero has the reciprocal 0, and -1/2 goes to the even neighbour 0.
template <class Element, int Lanes>
struct real_division {
  using real = std::conditional_t<(sizeof(Element) <= 2), float, double>;
  using bits = lane_integer<sizeof(real)>;
  using real_vec = vec<real, Lanes>;
  using bit_vec = vec<bits, Lanes>;
  using modular = std::make_unsigned_t<bits>;  // large operands wrap around here; their result is not used
  static constexpr real pivot = sizeof(real) == 4 ? real(12582912) : real(6755399441055744);

  real_vec dividend, divisor, shifted;

  SINTER_INLINE real_division(vec<Element, Lanes> a, vec<Element, Lanes> b) {
    dividend = real_of(a);
    divisor = real_of(b);
    real_vec const one = splat_vec<real, Lanes>(1);
    bit_vec const exists = (bit_vec)(divisor != real_vec{});
    real_vec const reciprocal = (real_vec)((bit_vec)(one / (exists ? divisor : one)) & exists);
    real_vec half = splat_vec<real, Lanes>(real(0.5));
    if constexpr (std::is_signed_v<Element>) {
      bit_vec const sign = splat_vec<bits, Lanes>(std::numeric_limits<bits>::min());
      half = (real_vec)((bit_vec)half | ((bit_vec)divisor & sign));
    }
    real_vec const shift = half * reciprocal - splat_vec<real, Lanes>(real(0.5));
    shifted = multiply_add(dividend, reciprocal, shift) + splat_vec<real, Lanes>(pivot);
  }

  SINTER_INLINE vec<Element, Lanes> quotient() const { return integer_of_shifted(shifted); }

  SINTER_INLINE vec<Element, Lanes> remainder() const {
    real_vec const pivots = splat_vec<real, Lanes>(pivot);
    real_vec const rest = multiply_add(pivots - shifted, divisor, dividend);  // exact
    return integer_of_shifted((divisor != real_vec{} ? rest : real_vec{}) + pivots);
  }

 private:
  static SINTER_INLINE vec<modular, Lanes> bits_of_pivot() {
    return splat_vec<modular, Lanes>(__builtin_bit_cast(modular, pivot));
  }

  // Contracted or not, the result is the same.
  static SINTER_INLINE real_vec multiply_add(real_vec x, real_vec y, real_vec z) {
#if defined(__FMA__)
    return fma_vec<real, Lanes>(x, y, z);
#else
    return x * y + z;
#endif
  }

  static SINTER_INLINE vec<Element, Lanes> integer_of_shifted(real_vec x) {
    bit_vec result = (bit_vec)x;
    if constexpr (sizeof(Element) == 8) result = (bit_vec)((vec<modular, Lanes>)result - bits_of_pivot());
    return convert_vec<Element, bits, Lanes>(result);
  }

  static SINTER_INLINE real_vec real_of(vec<Element, Lanes> x) {
    if constexpr (sizeof(Element) == 8) {
      vec<modular, Lanes> const lifted = (vec<modular, Lanes>)x + bits_of_pivot();
      return (real_vec)lifted - splat_vec<real, Lanes>(pivot);
    } else if constexpr (std::same_as<Element, std::uint32_t>) {
      real const lift = real(4503599627370496);
      bit_vec const low = convert_vec<bits, Element, Lanes>(x);
      return (real_vec)(low | splat_vec<bits, Lanes>(__builtin_bit_cast(bits, lift))) - splat_vec<real, Lanes>(lift);
    } else {
      return convert_vec<real, Element, Lanes>(x);
    }
  }
};

#if defined(__AVX2__)
// The quotients of 8 elements of 32 bits, which take two registers of double: their low words, by two instructions.
template <class Element>
SINTER_INLINE vec<Element, 8> quotient_of_words(vec<Element, 8> a, vec<Element, 8> b) {
  constexpr std::make_integer_sequence<int, 4> half;
  real_division<Element, 4> const low(pick_lanes<0, Element, 8>(a, half), pick_lanes<0, Element, 8>(b, half));
  real_division<Element, 4> const high(pick_lanes<4, Element, 8>(a, half), pick_lanes<4, Element, 8>(b, half));
  __m256 const words = _mm256_shuffle_ps((__m256)low.shifted, (__m256)high.shifted, 0x88);
  return (vec<Element, 8>)_mm256_permute4x64_epi64((__m256i)words, 0xD8);
}
#endif

// Whether an element of either has 2^50 or more (of its magnitude): too many for double.
template <class Element, int Lanes>
SINTER_INLINE bool any_large(vec<Element, Lanes> a, vec<Element, Lanes> b) {
  using modular = vec<std::uint64_t, Lanes>;
  modular const limit = splat_vec<std::uint64_t, Lanes>(std::uint64_t{1} << 50);
  if constexpr (std::is_signed_v<Element>) {
    return any_bit<std::uint64_t, Lanes>((((modular)a + limit) | ((modular)b + limit)) >> 51);
  } else {
    return any_bit<std::uint64_t, Lanes>((a | b) >> 50);
  }
}

// Large operands of a user's loop go to the library, as no loop should carry code for them.
struct large_in_library {
  template <bool WantsRemainder, class Element, int Lanes>
  static SINTER_INLINE vec<Element, Lanes> divide(vec<Element, Lanes> a, vec<Element, Lanes> b) {
    divide_lanes(reinterpret_cast<Element*>(&a), reinterpret_cast<Element const*>(&b), Lanes, WantsRemainder);
    return a;
  }
};

// The quotient rounded to minus infinity, or the remainder with the divisor's sign. 0 for division by zero; the smallest
// integer by -1 wraps around.
template <class Large, bool WantsRemainder, class Arch, class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> floor_division(vec<Element, Lanes> a, vec<Element, Lanes> b) {
  using real = typename real_division<Element, 1>::real;
  constexpr int most = Arch::register_bytes / static_cast<int>(sizeof(real));
  if constexpr (sizeof(Element) == 1) {
    using wide = lane_integer<2, std::is_signed_v<Element>>;
    return by_parts<Arch::register_bytes / 2, Element, Lanes>(
        a, b, []<int Part>(vec<Element, Part> x, vec<Element, Part> y) SINTER_LAMBDA {
          return convert_vec<Element, wide, Part>(floor_division<Large, WantsRemainder, Arch, wide, Part>(
              convert_vec<wide, Element, Part>(x), convert_vec<wide, Element, Part>(y)));
        });
  } else if constexpr (sizeof(Element) == 8) {
    vec<Element, Lanes> const result =
        by_parts<most, Element, Lanes>(a, b, []<int Part>(vec<Element, Part> x, vec<Element, Part> y) SINTER_LAMBDA {
          real_division<Element, Part> const division(x, y);
          return WantsRemainder ? division.remainder() : division.quotient();
        });
    if (__builtin_expect(any_large<Element, Lanes>(a, b), 0)) {
      return Large::template divide<WantsRemainder, Element, Lanes>(a, b);
    }
    return result;
  } else {
    using modular = vec<lane_integer<sizeof(Element), false>, Lanes>;
    // The remainder of division by one is zero, as that of division by zero has to be.
    if constexpr (WantsRemainder) b = b - (vec<Element, Lanes>)(b == vec<Element, Lanes>{});
    vec<Element, Lanes> const quotient = [&]() SINTER_LAMBDA {
#if defined(__AVX2__)
      if constexpr (sizeof(Element) == 4 && Lanes == 8 && most == 4) {
        return quotient_of_words<Element>(a, b);
      } else
#endif
      {
        return by_parts<most, Element, Lanes>(a, b,
                                              []<int Part>(vec<Element, Part> x, vec<Element, Part> y) SINTER_LAMBDA {
                                                return real_division<Element, Part>(x, y).quotient();
                                              });
      }
    }();
    if constexpr (!WantsRemainder) return quotient;
    return (vec<Element, Lanes>)((modular)a - (modular)quotient * (modular)b);
  }
}

}  // namespace sinter::detail
