#pragma once

#include <sinter/ops/arithmetic.hpp>
#include <sinter/simd/math.hpp>
#include <sinter/simd/memory.hpp>
#include <sinter/simd/power.hpp>
#include <sinter/simd/square_root.hpp>

namespace sinter::detail {

template <std::floating_point Number>
SINTER_INLINE Number truncated_remainder(Number x, Number y) {
  return sizeof(Number) == 4 ? static_cast<Number>(__builtin_fmodf(static_cast<float>(x), static_cast<float>(y)))
                             : static_cast<Number>(__builtin_fmod(x, y));
}

}  // namespace sinter::detail

namespace sinter::ops {

struct floating : same_type, floats {
  template <class Promoted>
  using operand = floating_of<Promoted>;
};

// A function that the library holds compiled (simd/math.hpp).
template <class Function>
struct elementary : floating {
  static constexpr bool is_called = true;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x) {
    return {detail::math_vec<Function, Element, Lanes>(x.value)};
  }
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x, batch<Element, Lanes, Arch> y) {
    return {detail::math_vec<Function, Element, Lanes>(x.value, y.value)};
  }
};

struct exp : elementary<exp> {
  static constexpr char const* name = "exp";
  static constexpr double cost = 0.42;
};
struct exp2 : elementary<exp2> {
  static constexpr char const* name = "exp2";
  static constexpr double cost = 0.34;
};
struct exp10 : elementary<exp10> {
  static constexpr char const* name = "exp10";
  static constexpr double cost = 0.41;
};
struct expm1 : elementary<expm1> {
  static constexpr char const* name = "expm1";
  static constexpr double cost = 0.53;
};
struct log : elementary<log> {
  static constexpr char const* name = "log";
  static constexpr double cost = 0.62;
};
struct log2 : elementary<log2> {
  static constexpr char const* name = "log2";
  static constexpr double cost = 0.63;
};
struct log10 : elementary<log10> {
  static constexpr char const* name = "log10";
  static constexpr double cost = 0.68;
};
struct log1p : elementary<log1p> {
  static constexpr char const* name = "log1p";
  static constexpr double cost = 0.92;
};
struct sin : elementary<sin> {
  static constexpr char const* name = "sin";
  static constexpr double cost = 0.67;
};
struct cos : elementary<cos> {
  static constexpr char const* name = "cos";
  static constexpr double cost = 0.65;
};
struct tan : elementary<tan> {
  static constexpr char const* name = "tan";
  static constexpr double cost = 0.93;
};
struct asin : elementary<asin> {
  static constexpr char const* name = "asin";
  static constexpr double cost = 0.58;
};
struct acos : elementary<acos> {
  static constexpr char const* name = "acos";
  static constexpr double cost = 0.58;
};
struct atan : elementary<atan> {
  static constexpr char const* name = "atan";
  static constexpr double cost = 0.69;
};
struct sinh : elementary<sinh> {
  static constexpr char const* name = "sinh";
  static constexpr double cost = 0.64;
};
struct cosh : elementary<cosh> {
  static constexpr char const* name = "cosh";
  static constexpr double cost = 0.56;
};
struct tanh : elementary<tanh> {
  static constexpr char const* name = "tanh";
  static constexpr double cost = 0.97;
};
struct asinh : elementary<asinh> {
  static constexpr char const* name = "asinh";
  static constexpr double cost = 2.1;
};
struct acosh : elementary<acosh> {
  static constexpr char const* name = "acosh";
  static constexpr double cost = 1.9;
};
struct atanh : elementary<atanh> {
  static constexpr char const* name = "atanh";
  static constexpr double cost = 1.6;
};
struct cbrt : elementary<cbrt> {
  static constexpr char const* name = "cbrt";
  static constexpr double cost = 0.85;
};
struct erf : elementary<erf> {
  static constexpr char const* name = "erf";
  static constexpr double cost = 1.2;
};
struct erfc : elementary<erfc> {
  static constexpr char const* name = "erfc";
  static constexpr double cost = 2.3;
};
struct tgamma : elementary<tgamma> {
  static constexpr char const* name = "tgamma";
  static constexpr double cost = 9.3;
};
struct lgamma : elementary<lgamma> {
  static constexpr char const* name = "lgamma";
  static constexpr double cost = 9.2;
};
struct atan2 : elementary<atan2> {
  static constexpr char const* name = "atan2";
  static constexpr double cost = 0.91;
};
struct hypot : elementary<hypot> {
  static constexpr char const* name = "hypot";
  static constexpr double cost = 0.37;
};

// x to the y. Integers by repeated squaring, modulo 2^bits; floating point as C's pow.
struct power : same_type, numbers {
  static constexpr char const* name = "pow";
  static constexpr bool is_called = true;
  static constexpr double cost = 1.4;
  static constexpr double integer_cost = 0.4;
  static constexpr double integer_baseline_cost = 4;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x, batch<Element, Lanes, Arch> y) {
    if constexpr (std::integral<Element>) {
      return {detail::power_vec<Element, Lanes>(x.value, y.value)};
    } else {
      return {detail::math_vec<power, Element, Lanes>(x.value, y.value)};
    }
  }
};

struct sqrt : floating {
  static constexpr char const* name = "sqrt";
  static constexpr double cost = 0.25;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x) {
    return {detail::sqrt_vec<Element, Lanes>(x.value)};
  }
  template <class Element, int Lanes, class Arch>
    requires(detail::has_second_sqrt<Element, Lanes>)
  static SINTER_INLINE batch<Element, Lanes, Arch> apply_second(batch<Element, Lanes, Arch> x) {
    return {detail::second_sqrt_vec<Element, Lanes>(x.value)};
  }
};

// 1 / sqrt(x)
struct rsqrt : floating {
  static constexpr char const* name = "rsqrt";
  static constexpr double cost = 0.36;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x) {
    return batch<Element, Lanes, Arch>(1) / sqrt::apply(x);
  }
  template <class Element, int Lanes, class Arch>
    requires(detail::has_second_sqrt<Element, Lanes>)
  static SINTER_INLINE batch<Element, Lanes, Arch> apply_second(batch<Element, Lanes, Arch> x) {
    return batch<Element, Lanes, Arch>(1) / sqrt::apply_second(x);
  }
};

// 1 / (1 + exp(-x)), by way of exp(-|x|), which does not overflow.
struct sigmoid : floating {
  static constexpr char const* name = "sigmoid";
  static constexpr double cost = 0.55;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x) {
    using value = batch<Element, Lanes, Arch>;
    value const small = exp::apply(-absolute::apply(x)), one(1);
    return where(x < value(0), small, one) / (one + small);
  }
};

struct cube : same_type, numbers {
  static constexpr char const* name = "cube";
  static constexpr double cost = 0.034;
  template <class Value>
  static SINTER_INLINE Value apply(Value x) {
    return x * x * x;
  }
};

// The size of x with the sign of y; the sign of a zero or a NaN counts.
struct copysign : floating {
  static constexpr char const* name = "copysign";
  static constexpr double cost = 0.018;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x, batch<Element, Lanes, Arch> y) {
    using integer = detail::lane_integer<sizeof(Element)>;
    using bits = detail::vec<integer, Lanes>;
    bits const size = detail::splat_vec<integer, Lanes>(std::numeric_limits<integer>::max());
    return {(detail::vec<Element, Lanes>)(((bits)x.value & size) | ((bits)y.value & ~size))};
  }
};

// The number next to x in the direction of y.
struct nextafter : floating {
  static constexpr char const* name = "nextafter";
  static constexpr double cost = 0.3;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x, batch<Element, Lanes, Arch> y) {
    using integer = detail::lane_integer<sizeof(Element)>;
    using bits = detail::vec<integer, Lanes>;
    using vector = detail::vec<Element, Lanes>;
    vector const from = x.value, to = y.value, zero = {};
    bits const one = detail::splat_vec<integer, Lanes>(1);
    bits const is_away = ~((to > from) ^ (from > zero));
    bits const smallest = ((bits)to & detail::splat_vec<integer, Lanes>(std::numeric_limits<integer>::min())) | one;
    using modular = detail::vec<detail::lane_integer<sizeof(Element), false>, Lanes>;
    bits const next = (bits)((modular)from + (modular)(is_away ? one : -one));
    bits const step = from == zero ? smallest : next;
    bits const has_nan = (from != from) | (to != to);
    return {has_nan ? from + to : from == to ? to : (vector)step};
  }
};

// x - trunc(x / y) * y exactly, with the sign of x. Integers: 0 for division by zero.
struct fmod : same_type, numbers {
  static constexpr char const* name = "fmod";
  static constexpr double cost = 3.3;
  static constexpr double integer_cost = remainder::integer_cost;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x, batch<Element, Lanes, Arch> y) {
    if constexpr (std::floating_point<Element>) {
      return by_lane([](auto a, auto b) { return detail::truncated_remainder(a, b); }, x, y);
    } else if constexpr (std::is_signed_v<Element>) {
      // The divisor's sign was asked of the remainder, where this wants the dividend's.
      batch<Element, Lanes, Arch> const zero(0), rest = remainder::apply(x, y);
      return rest - where((rest != zero) & ((rest ^ x) < zero), y, zero);
    } else {
      return remainder::apply(x, y);
    }
  }
};

// Integers are integers already: their type is kept.
template <detail::rounding Mode>
struct rounded : same_type, numbers {
  static constexpr double baseline_cost = 0.65;  // no instruction before SSE4.1
  static constexpr double cost = 0.016;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x) {
    if constexpr (std::floating_point<Element>) {
      return {detail::round_vec<Mode, Element, Lanes>(x.value)};
    } else {
      return x;
    }
  }
};

struct floor : rounded<detail::rounding::floor> {
  static constexpr char const* name = "floor";
};
struct ceil : rounded<detail::rounding::ceil> {
  static constexpr char const* name = "ceil";
};
struct trunc : rounded<detail::rounding::trunc> {
  static constexpr char const* name = "trunc";
};
// Halves go to the even neighbour.
struct round : rounded<detail::rounding::nearest_even> {
  static constexpr char const* name = "round";
};

}  // namespace sinter::ops
