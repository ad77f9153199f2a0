#pragma once

#include <sinter/core/promote.hpp>

// An operation is one struct:
//   name             as it stands in `explain`
//   cost             ns per float64 element on AVX-512 with data in L1, measured; steers unrolling and threads
//   baseline_cost    the same in a loop of a file compiled for the baseline, where it is not about 4 * cost
//   accepts<E>       the element types that there is a kernel for
//   operand<P>       the type that operands of common type P are converted to
//   result<E>        the element type of the result
//   apply(batch…)    the operation on registers; the only form, so that tails and bodies agree bit for bit
// It must also stand in the list of ops/list.hpp.

namespace sinter::ops {

struct same_type {
  template <class Promoted>
  using operand = Promoted;
  template <class Element>
  using result = Element;
};

struct to_bool {
  static constexpr double baseline_cost = 0.35;  // short vectors of bool are packed piece by piece
  template <class Promoted>
  using operand = std::conditional_t<std::same_as<Promoted, bool>, std::uint8_t, Promoted>;
  template <class Element>
  using result = bool;
};

struct numbers {
  template <class Element>
  static constexpr bool accepts = !std::same_as<Element, bool>;
};
struct integers {
  template <class Element>
  static constexpr bool accepts = std::integral<Element> && !std::same_as<Element, bool>;
};
struct floats {
  template <class Element>
  static constexpr bool accepts = std::floating_point<Element>;
};
struct booleans {
  template <class Element>
  static constexpr bool accepts = std::same_as<Element, bool>;
};

}  // namespace sinter::ops

namespace sinter::detail {

// Integer and floating-point division with the quotient rounded to minus infinity, defined for every operand.
template <class Number>
SINTER_INLINE Number floor_remainder(Number x, Number y) {
  if constexpr (std::floating_point<Number>) {
    Number rest = sizeof(Number) == 4
                      ? static_cast<Number>(__builtin_fmodf(static_cast<float>(x), static_cast<float>(y)))
                      : static_cast<Number>(__builtin_fmod(x, y));
    if (rest != 0) return (rest < 0) != (y < 0) ? rest + y : rest;
    return static_cast<Number>(__builtin_copysign(0.0, static_cast<double>(y)));
  } else {
    if (y == 0) return 0;
    if constexpr (std::is_signed_v<Number>) {
      if (y == -1) return 0;  // the smallest integer by -1 would trap
      auto const rest = static_cast<Number>(x % y);
      return rest != 0 && (rest < 0) != (y < 0) ? static_cast<Number>(rest + y) : rest;
    } else {
      return static_cast<Number>(x % y);
    }
  }
}

template <class Number>
SINTER_INLINE Number floor_quotient(Number x, Number y) {
  if constexpr (std::floating_point<Number>) {
    if (y == 0) return x / y;
    Number const rest = sizeof(Number) == 4
                            ? static_cast<Number>(__builtin_fmodf(static_cast<float>(x), static_cast<float>(y)))
                            : static_cast<Number>(__builtin_fmod(x, y));
    Number quotient = (x - rest) / y;
    if (rest != 0 && (rest < 0) != (y < 0)) quotient -= 1;
    if (quotient == 0) return static_cast<Number>(__builtin_copysign(0.0, static_cast<double>(x / y)));
    Number const down = sizeof(Number) == 4 ? static_cast<Number>(__builtin_floorf(static_cast<float>(quotient)))
                                            : static_cast<Number>(__builtin_floor(quotient));
    return quotient - down > Number(0.5) ? down + 1 : down;
  } else {
    if (y == 0) return 0;
    if constexpr (std::is_signed_v<Number>) {
      using modular = std::make_unsigned_t<Number>;
      if (y == -1) return static_cast<Number>(modular(0) - static_cast<modular>(x));
      auto const quotient = static_cast<Number>(x / y);
      return x % y != 0 && (x < 0) != (y < 0) ? static_cast<Number>(quotient - 1) : quotient;
    } else {
      return static_cast<Number>(x / y);
    }
  }
}

// Exponentiation by squaring, modulo 2^bits. A negative exponent gives 0 unless the base is 1 or -1.
template <class Integer>
SINTER_INLINE Integer integer_power(Integer base, Integer exponent) {
  using modular = std::uint64_t;
  if constexpr (std::is_signed_v<Integer>) {
    if (exponent < 0) return base == 1 ? Integer(1) : base != -1 ? Integer(0) : (exponent & 1) != 0 ? base : Integer(1);
  }
  auto result = modular{1};
  auto square = static_cast<modular>(base);
  for (auto bits = static_cast<modular>(exponent); bits != 0; bits >>= 1) {
    if ((bits & 1) != 0) result *= square;
    square *= square;
  }
  return static_cast<Integer>(result);
}

}  // namespace sinter::detail
