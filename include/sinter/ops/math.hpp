#pragma once

#include <sinter/ops/op.hpp>
#include <sinter/simd/math.hpp>
#include <sinter/simd/memory.hpp>

namespace sinter::ops {

struct floating : same_type, floats {
  template <class Promoted>
  using operand = floating_of<Promoted>;
};

// A function that the library holds compiled (simd/math.hpp).
template <class Function>
struct elementary : floating {
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
  static constexpr double cost = 0.67;
};
struct exp2 : elementary<exp2> {
  static constexpr char const* name = "exp2";
  static constexpr double cost = 0.83;
};
struct exp10 : elementary<exp10> {
  static constexpr char const* name = "exp10";
  static constexpr double cost = 1.3;
};
struct expm1 : elementary<expm1> {
  static constexpr char const* name = "expm1";
  static constexpr double cost = 2.1;
};
struct log : elementary<log> {
  static constexpr char const* name = "log";
  static constexpr double cost = 1.1;
};
struct log2 : elementary<log2> {
  static constexpr char const* name = "log2";
  static constexpr double cost = 1.3;
};
struct log10 : elementary<log10> {
  static constexpr char const* name = "log10";
  static constexpr double cost = 1.3;
};
struct log1p : elementary<log1p> {
  static constexpr char const* name = "log1p";
  static constexpr double cost = 2.0;
};
struct sin : elementary<sin> {
  static constexpr char const* name = "sin";
  static constexpr double cost = 1.3;
};
struct cos : elementary<cos> {
  static constexpr char const* name = "cos";
  static constexpr double cost = 1.5;
};
struct tan : elementary<tan> {
  static constexpr char const* name = "tan";
  static constexpr double cost = 2.3;
};
struct asin : elementary<asin> {
  static constexpr char const* name = "asin";
  static constexpr double cost = 1.7;
};
struct acos : elementary<acos> {
  static constexpr char const* name = "acos";
  static constexpr double cost = 1.9;
};
struct atan : elementary<atan> {
  static constexpr char const* name = "atan";
  static constexpr double cost = 2.6;
};
struct sinh : elementary<sinh> {
  static constexpr char const* name = "sinh";
  static constexpr double cost = 2.4;
};
struct cosh : elementary<cosh> {
  static constexpr char const* name = "cosh";
  static constexpr double cost = 2.4;
};
struct tanh : elementary<tanh> {
  static constexpr char const* name = "tanh";
  static constexpr double cost = 3.6;
};
struct asinh : elementary<asinh> {
  static constexpr char const* name = "asinh";
  static constexpr double cost = 6.9;
};
struct acosh : elementary<acosh> {
  static constexpr char const* name = "acosh";
  static constexpr double cost = 5.7;
};
struct atanh : elementary<atanh> {
  static constexpr char const* name = "atanh";
  static constexpr double cost = 3.8;
};
struct cbrt : elementary<cbrt> {
  static constexpr char const* name = "cbrt";
  static constexpr double cost = 3.8;
};
struct erf : elementary<erf> {
  static constexpr char const* name = "erf";
  static constexpr double cost = 7.5;
};
struct erfc : elementary<erfc> {
  static constexpr char const* name = "erfc";
  static constexpr double cost = 8.8;
};
struct tgamma : elementary<tgamma> {
  static constexpr char const* name = "tgamma";
  static constexpr double cost = 12.0;
};
struct lgamma : elementary<lgamma> {
  static constexpr char const* name = "lgamma";
  static constexpr double cost = 12.0;
};
struct atan2 : elementary<atan2> {
  static constexpr char const* name = "atan2";
  static constexpr double cost = 3.6;
};
struct hypot : elementary<hypot> {
  static constexpr char const* name = "hypot";
  static constexpr double cost = 3.0;
};

// x to the y. Integers by repeated squaring, modulo 2^bits; floating point as C's pow.
struct power : same_type, numbers {
  static constexpr char const* name = "pow";
  static constexpr double cost = 5.0;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x, batch<Element, Lanes, Arch> y) {
    if constexpr (std::integral<Element>) {
      for (int lane = 0; lane < Lanes; ++lane) {
        x.value[lane] = detail::integer_power<Element>(x.value[lane], y.value[lane]);
      }
      return x;
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
