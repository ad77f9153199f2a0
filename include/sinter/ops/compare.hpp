#pragma once

#include <sinter/ops/op.hpp>
#include <sinter/simd/memory.hpp>

namespace sinter::ops {

struct equal : to_bool, numbers {
  static constexpr char const* name = "==";
  static constexpr double cost = 0.02;
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return a == b;
  }
};
struct not_equal : to_bool, numbers {
  static constexpr char const* name = "!=";
  static constexpr double cost = 0.02;
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return a != b;
  }
};
struct less : to_bool, numbers {
  static constexpr char const* name = "<";
  static constexpr double cost = 0.02;
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return a < b;
  }
};
struct less_equal : to_bool, numbers {
  static constexpr char const* name = "<=";
  static constexpr double cost = 0.02;
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return a <= b;
  }
};
struct greater : to_bool, numbers {
  static constexpr char const* name = ">";
  static constexpr double cost = 0.02;
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return a > b;
  }
};
struct greater_equal : to_bool, numbers {
  static constexpr char const* name = ">=";
  static constexpr double cost = 0.02;
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return a >= b;
  }
};

struct is_nan : to_bool, floats {
  static constexpr char const* name = "isnan";
  static constexpr double cost = 0.02;
  template <class Promoted>
  using operand = floating_of<Promoted>;
  template <class Value>
  static SINTER_INLINE auto apply(Value a) {
    return a != a;
  }
};
struct is_finite : to_bool, floats {
  static constexpr char const* name = "isfinite";
  static constexpr double cost = 0.03;
  template <class Promoted>
  using operand = floating_of<Promoted>;
  template <class Value>
  static SINTER_INLINE auto apply(Value a) {
    return a - a == Value(0);
  }
};
struct is_inf : to_bool, floats {
  static constexpr char const* name = "isinf";
  static constexpr double cost = 0.04;
  template <class Promoted>
  using operand = floating_of<Promoted>;
  template <class Value>
  static SINTER_INLINE auto apply(Value a) {
    using element = typename Value::element_type;
    return (a == Value(std::numeric_limits<element>::infinity())) |
           (a == Value(-std::numeric_limits<element>::infinity()));
  }
};

}  // namespace sinter::ops
