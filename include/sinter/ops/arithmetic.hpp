#pragma once

#include <sinter/ops/op.hpp>
#include <sinter/simd/divide_by.hpp>
#include <sinter/simd/memory.hpp>

namespace sinter::ops {

struct add : same_type, numbers {
  static constexpr char const* name = "+";
  static constexpr double cost = 0.016;
  template <class Value>
  static SINTER_INLINE Value apply(Value a, Value b) {
    return a + b;
  }
};

struct subtract : same_type, numbers {
  static constexpr char const* name = "-";
  static constexpr double cost = 0.016;
  template <class Value>
  static SINTER_INLINE Value apply(Value a, Value b) {
    return a - b;
  }
};

struct multiply : same_type, numbers {
  static constexpr char const* name = "*";
  static constexpr double cost = 0.016;
  static constexpr double integer_baseline_cost = 0.35;  // of pieces
  template <class Value>
  static SINTER_INLINE Value apply(Value a, Value b) {
    return a * b;
  }
};

struct square : same_type, numbers {
  static constexpr char const* name = "square";
  static constexpr double cost = 0.012;
  template <class Value>
  static SINTER_INLINE Value apply(Value a) {
    return a * a;
  }
};

// True division: integers are divided as float64.
struct divide : same_type, floats {
  static constexpr char const* name = "/";
  static constexpr double cost = 0.13;
  static constexpr double baseline_cost = 0.3;
  template <class Promoted>
  using operand = std::conditional_t<std::floating_point<Promoted>, Promoted, double>;
  template <class Value>
  static SINTER_INLINE Value apply(Value a, Value b) {
    return a / b;
  }
};

// x * y + z rounded once.
struct fused_multiply_add : same_type, floats {
  static constexpr char const* name = "fma";
  static constexpr double cost = 0.034;
  template <class Promoted>
  using operand = std::conditional_t<std::floating_point<Promoted>, Promoted, double>;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x, batch<Element, Lanes, Arch> y,
                                                         batch<Element, Lanes, Arch> z) {
    return {detail::fma_vec<Element, Lanes>(x.value, y.value, z.value)};
  }
};

// The larger; NaN if either is NaN. Of two zeros the second, as NumPy and the x86 instruction do.
struct maximum : same_type, numbers {
  static constexpr char const* name = "maximum";
  static constexpr double cost = 0.04;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> a, batch<Element, Lanes, Arch> b) {
    if constexpr (std::floating_point<Element>) {
      return {detail::max_or_nan<Element, Lanes>(a.value, b.value)};
    } else {
      return where(a > b, a, b);
    }
  }
};

struct minimum : same_type, numbers {
  static constexpr char const* name = "minimum";
  static constexpr double cost = 0.04;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> a, batch<Element, Lanes, Arch> b) {
    if constexpr (std::floating_point<Element>) {
      return {detail::min_or_nan<Element, Lanes>(a.value, b.value)};
    } else {
      return where(a < b, a, b);
    }
  }
};

struct negate : same_type, numbers {
  static constexpr char const* name = "-";
  static constexpr double cost = 0.016;
  template <class Value>
  static SINTER_INLINE Value apply(Value a) {
    return -a;
  }
};

// The absolute value of the smallest signed integer is itself, as in NumPy.
struct absolute : same_type, numbers {
  static constexpr char const* name = "abs";
  static constexpr double cost = 0.016;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> a) {
    if constexpr (std::floating_point<Element>) {
      using bits = detail::lane_integer<sizeof(Element)>;
      using bit_vec = detail::vec<bits, Lanes>;
      bit_vec const magnitude = detail::splat_vec<bits, Lanes>(std::numeric_limits<bits>::max());
      return {(typename batch<Element, Lanes, Arch>::vector)((bit_vec)a.value & magnitude)};
    } else if constexpr (std::is_signed_v<Element>) {
      return where(a < batch<Element, Lanes, Arch>(0), -a, a);
    } else {
      return a;
    }
  }
};

// Applies a scalar function to every lane: for what no vector instruction does.
template <class Function, class Element, int Lanes, class Arch, class... Rest>
SINTER_INLINE batch<Element, Lanes, Arch> by_lane(Function const& function, batch<Element, Lanes, Arch> a,
                                                  Rest... rest) {
  for (int lane = 0; lane < Lanes; ++lane) a.value[lane] = function(a.value[lane], rest.value[lane]...);
  return a;
}

// Quotient rounded to minus infinity. Integers: 0 for division by zero, wrap-around for the smallest by -1.
struct floor_divide : same_type, numbers {
  static constexpr char const* name = "floor_divide";
  static constexpr double cost = 4.2;
  static constexpr double integer_cost = 0.2;
  static constexpr double integer_baseline_cost = 0.9;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> a, batch<Element, Lanes, Arch> b) {
    if constexpr (std::integral<Element>) {
      return {detail::floor_division<detail::large_in_library, false, Arch, Element, Lanes>(a.value, b.value)};
    } else {
      return by_lane([](auto x, auto y) { return detail::floor_quotient(x, y); }, a, b);
    }
  }
  template <int Lanes, class Arch>
  static SINTER_INLINE batch<std::int32_t, Lanes, Arch> apply(batch<std::int32_t, Lanes, Arch> a,
                                                              detail::word_divisor b) {
    return {b.divide<false, Arch, Lanes>(a.value)};
  }
};

// a - floor_divide(a, b) * b, with the divisor's sign. Integers: 0 for division by zero.
struct remainder : same_type, numbers {
  static constexpr char const* name = "remainder";
  static constexpr double cost = 3.7;
  static constexpr double integer_cost = 0.25;
  static constexpr double integer_baseline_cost = 1.3;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> a, batch<Element, Lanes, Arch> b) {
    if constexpr (std::integral<Element>) {
      return {detail::floor_division<detail::large_in_library, true, Arch, Element, Lanes>(a.value, b.value)};
    } else {
      return by_lane([](auto x, auto y) { return detail::floor_remainder(x, y); }, a, b);
    }
  }
  template <int Lanes, class Arch>
  static SINTER_INLINE batch<std::int32_t, Lanes, Arch> apply(batch<std::int32_t, Lanes, Arch> a,
                                                              detail::word_divisor b) {
    return {b.divide<true, Arch, Lanes>(a.value)};
  }
};

}  // namespace sinter::ops
