#pragma once

#include <sinter/ops/op.hpp>
#include <sinter/simd/memory.hpp>

namespace sinter::ops {

struct equal : to_bool, numbers {
  static constexpr char const* name = "==";
  static constexpr detail::order order = detail::order::equal;
  static constexpr double cost = 0.02;
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return a == b;
  }
};
struct not_equal : to_bool, numbers {
  static constexpr char const* name = "!=";
  static constexpr detail::order order = detail::order::not_equal;
  static constexpr double cost = 0.02;
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return a != b;
  }
};
struct less : to_bool, numbers {
  static constexpr char const* name = "<";
  static constexpr detail::order order = detail::order::less;
  static constexpr double cost = 0.02;
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return a < b;
  }
};
struct less_equal : to_bool, numbers {
  static constexpr char const* name = "<=";
  static constexpr detail::order order = detail::order::less_equal;
  static constexpr double cost = 0.02;
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return a <= b;
  }
};
struct greater : to_bool, numbers {
  static constexpr char const* name = ">";
  static constexpr detail::order order = detail::order::greater;
  static constexpr double cost = 0.02;
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return a > b;
  }
};
struct greater_equal : to_bool, numbers {
  static constexpr char const* name = ">=";
  static constexpr detail::order order = detail::order::greater_equal;
  static constexpr double cost = 0.02;
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return a >= b;
  }
};

// An int64 on the left compared with a uint64, both given as uint64: exact, where their common type float64 is not.
struct of_signed : to_bool {
  static constexpr double cost = 0.03;
  template <class Element>
  static constexpr bool accepts = std::same_as<Element, std::uint64_t>;

 protected:
  static SINTER_INLINE bool negative(std::uint64_t a) { return static_cast<std::int64_t>(a) < 0; }
  template <int Lanes, class Arch>
  static SINTER_INLINE mask<8, Lanes, Arch> negative(batch<std::uint64_t, Lanes, Arch> a) {
    return {(detail::vec<std::int64_t, Lanes>)a.value < detail::vec<std::int64_t, Lanes>{}};
  }
  // Of elements and of registers.
  template <class Truth>
  static SINTER_INLINE Truth both(Truth a, Truth b) {
    return static_cast<Truth>(a & b);
  }
  template <class Truth>
  static SINTER_INLINE Truth either(Truth a, Truth b) {
    return static_cast<Truth>(a | b);
  }
};

struct signed_equal : of_signed {
  static constexpr char const* name = "==";
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return both(!negative(a), a == b);
  }
};
struct signed_not_equal : of_signed {
  static constexpr char const* name = "!=";
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return either(negative(a), a != b);
  }
};
struct signed_less : of_signed {
  static constexpr char const* name = "<";
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return either(negative(a), a < b);
  }
};
struct signed_less_equal : of_signed {
  static constexpr char const* name = "<=";
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return either(negative(a), a <= b);
  }
};
struct signed_greater : of_signed {
  static constexpr char const* name = ">";
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return both(!negative(a), a > b);
  }
};
struct signed_greater_equal : of_signed {
  static constexpr char const* name = ">=";
  template <class Value>
  static SINTER_INLINE auto apply(Value a, Value b) {
    return both(!negative(a), a >= b);
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
