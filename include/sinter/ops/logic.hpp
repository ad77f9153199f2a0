#pragma once

#include <sinter/ops/op.hpp>
#include <sinter/simd/memory.hpp>

namespace sinter::ops {

// Truth of any element: every operand is converted to bool first.
struct truth : booleans {
  template <class Promoted>
  using operand = bool;
  template <class Element>
  using result = bool;
  static constexpr double cost = 0.016;
};

struct logical_and : truth {
  static constexpr char const* name = "logical_and";
  template <class A, class B>
  static SINTER_INLINE auto apply(A a, B b) {
    return a & b;
  }
};
struct logical_or : truth {
  static constexpr char const* name = "logical_or";
  template <class A, class B>
  static SINTER_INLINE auto apply(A a, B b) {
    return a | b;
  }
};
struct logical_xor : truth {
  static constexpr char const* name = "logical_xor";
  template <class A, class B>
  static SINTER_INLINE auto apply(A a, B b) {
    return a ^ b;
  }
};
struct logical_not : truth {
  static constexpr char const* name = "logical_not";
  template <class A>
  static SINTER_INLINE auto apply(A a) {
    return ~a;
  }
};

struct bit_and : same_type, integers {
  static constexpr char const* name = "&";
  static constexpr double cost = 0.016;
  template <class Value>
  static SINTER_INLINE Value apply(Value a, Value b) {
    return a & b;
  }
};
struct bit_or : same_type, integers {
  static constexpr char const* name = "|";
  static constexpr double cost = 0.016;
  template <class Value>
  static SINTER_INLINE Value apply(Value a, Value b) {
    return a | b;
  }
};
struct bit_xor : same_type, integers {
  static constexpr char const* name = "^";
  static constexpr double cost = 0.016;
  template <class Value>
  static SINTER_INLINE Value apply(Value a, Value b) {
    return a ^ b;
  }
};
struct bit_not : same_type, integers {
  static constexpr char const* name = "~";
  static constexpr double cost = 0.016;
  template <class Value>
  static SINTER_INLINE Value apply(Value a) {
    return ~a;
  }
};

// Counts outside 0 … bits - 1 shift everything out, as in NumPy.
struct shift_left : same_type, integers {
  static constexpr char const* name = "<<";
  static constexpr double cost = 0.033;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> a,
                                                         batch<Element, Lanes, Arch> count) {
    using modular = detail::vec<detail::lane_integer<sizeof(Element), false>, Lanes>;
    using vector = typename batch<Element, Lanes, Arch>::vector;
    constexpr int bits = 8 * sizeof(Element);
    modular const inside = (modular)count.value & splat_modular<Element, Lanes>(bits - 1);
    vector const shifted = (vector)((modular)a.value << inside);
    return {(modular)count.value < splat_modular<Element, Lanes>(bits) ? shifted : vector{}};
  }

  template <class Element, int Lanes>
  static SINTER_INLINE auto splat_modular(int value) {
    using lane = detail::lane_integer<sizeof(Element), false>;
    return detail::splat_vec<lane, Lanes>(static_cast<lane>(value));
  }
};

struct shift_right : same_type, integers {
  static constexpr char const* name = ">>";
  static constexpr double cost = 0.035;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> a,
                                                         batch<Element, Lanes, Arch> count) {
    using modular = detail::vec<detail::lane_integer<sizeof(Element), false>, Lanes>;
    using vector = typename batch<Element, Lanes, Arch>::vector;
    constexpr int bits = 8 * sizeof(Element);
    auto const last = shift_left::splat_modular<Element, Lanes>(bits - 1);
    auto const all_out = (modular)count.value > last;
    modular const inside = all_out ? last : (modular)count.value;
    vector const shifted = a.value >> (vector)inside;
    if constexpr (std::is_signed_v<Element>) {
      return {shifted};  // a sign fills, so one position less than all of them is all of them
    } else {
      return {all_out ? vector{} : shifted};
    }
  }
};

}  // namespace sinter::ops
