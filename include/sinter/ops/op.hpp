#pragma once

#include <sinter/core/promote.hpp>

// An operation is one struct:
//   name             as it stands in `explain`
//   cost             ns per float64 element on AVX-512 with data in L1, measured; steers unrolling and threads
//   baseline_cost    the same in a loop of a file compiled for the baseline, where it is not about 4 * cost
//   integer_cost, integer_baseline_cost   for elements of integers (int64), where they differ
//   is_called        it is a function that fused loops leave to its kernel, on floating-point elements
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

// Division of floating-point numbers with the quotient rounded to minus infinity.
template <std::floating_point Number>
SINTER_INLINE Number floor_remainder(Number x, Number y) {
  Number rest = sizeof(Number) == 4 ? static_cast<Number>(__builtin_fmodf(static_cast<float>(x), static_cast<float>(y)))
                                    : static_cast<Number>(__builtin_fmod(x, y));
  if (rest != 0) return (rest < 0) != (y < 0) ? rest + y : rest;
  return static_cast<Number>(__builtin_copysign(0.0, static_cast<double>(y)));
}

template <std::floating_point Number>
SINTER_INLINE Number floor_quotient(Number x, Number y) {
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
}

// What an operation costs per element of its type.
template <class Op, class Element>
constexpr double cost_of() {
  if constexpr (std::integral<Element> && requires { Op::integer_cost; }) {
    return Op::integer_cost;
  } else {
    return Op::cost;
  }
}
template <class Op, class Element>
constexpr double baseline_cost_of() {
  if constexpr (std::integral<Element> && requires { Op::integer_baseline_cost; }) {
    return Op::integer_baseline_cost;
  } else if constexpr (requires { Op::baseline_cost; }) {
    return Op::baseline_cost;
  } else {
    return 4 * cost_of<Op, Element>();
  }
}

}  // namespace sinter::detail
