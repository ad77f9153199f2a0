#pragma once

#include <sinter/simd/mask.hpp>

namespace sinter {

// Lanes elements in a register: what a generic lambda given to `map` is called with. Its operators are those of
// the element type, lane by lane, with integers that wrap around; nothing is contracted to FMA.
template <element Element, int Lanes, class Arch = compiled_arch>
struct batch {
  using element_type = Element;
  using vector = detail::vec<Element, Lanes>;
  using comparison = mask<sizeof(Element), Lanes, Arch>;
  static constexpr int lanes = Lanes;

  vector value;

  batch() = default;
  SINTER_INLINE batch(vector v) : value(v) {}
  template <scalar Scalar>
  SINTER_INLINE batch(Scalar s) : value(detail::splat_vec<Element, Lanes>(static_cast<Element>(s))) {}

  SINTER_INLINE Element operator[](int lane) const { return value[lane]; }

  friend SINTER_INLINE batch operator+(batch a) { return a; }
  friend SINTER_INLINE batch operator+(batch a, batch b) {
    return wrapping(a, b, [](auto x, auto y) SINTER_LAMBDA { return x + y; });
  }
  friend SINTER_INLINE batch operator-(batch a, batch b) {
    return wrapping(a, b, [](auto x, auto y) SINTER_LAMBDA { return x - y; });
  }
  friend SINTER_INLINE batch operator*(batch a, batch b) {
    batch product = wrapping(a, b, [](auto x, auto y) SINTER_LAMBDA { return x * y; });
    if constexpr (std::is_floating_point_v<Element>) hide_product(product.value);
    return product;
  }
  friend SINTER_INLINE batch operator/(batch a, batch b)
    requires std::floating_point<Element>
  {
    return {a.value / b.value};
  }
  friend SINTER_INLINE batch operator-(batch a) {
    if constexpr (std::floating_point<Element>) {
      return {-a.value};
    } else {
      return batch(vector{}) - a;
    }
  }

  friend SINTER_INLINE batch operator&(batch a, batch b)
    requires std::integral<Element>
  {
    return {a.value & b.value};
  }
  friend SINTER_INLINE batch operator|(batch a, batch b)
    requires std::integral<Element>
  {
    return {a.value | b.value};
  }
  friend SINTER_INLINE batch operator^(batch a, batch b)
    requires std::integral<Element>
  {
    return {a.value ^ b.value};
  }
  friend SINTER_INLINE batch operator~(batch a)
    requires std::integral<Element>
  {
    return {~a.value};
  }

  friend SINTER_INLINE comparison operator==(batch a, batch b) { return {a.value == b.value}; }
  friend SINTER_INLINE comparison operator!=(batch a, batch b) { return {a.value != b.value}; }
  friend SINTER_INLINE comparison operator<(batch a, batch b) { return {a.value < b.value}; }
  friend SINTER_INLINE comparison operator<=(batch a, batch b) { return {a.value <= b.value}; }
  friend SINTER_INLINE comparison operator>(batch a, batch b) { return {a.value > b.value}; }
  friend SINTER_INLINE comparison operator>=(batch a, batch b) { return {a.value >= b.value}; }

  SINTER_INLINE batch& operator+=(batch b) { return *this = *this + b; }
  SINTER_INLINE batch& operator-=(batch b) { return *this = *this - b; }
  SINTER_INLINE batch& operator*=(batch b) { return *this = *this * b; }
  SINTER_INLINE batch& operator/=(batch b)
    requires std::floating_point<Element>
  {
    return *this = *this / b;
  }

 private:
  template <class Function>
  static SINTER_INLINE batch wrapping(batch a, batch b, Function const& function) {
    if constexpr (std::integral<Element>) {
      using modular = detail::vec<detail::lane_integer<sizeof(Element), false>, Lanes>;
      return {(vector)function((modular)a.value, (modular)b.value)};
    } else {
      return {function(a.value, b.value)};
    }
  }

  // g++ contracts x * y + z into one FMA by default. An empty instruction that may have changed the product stops
  // it; it costs nothing in the generated code.
  static SINTER_INLINE void hide_product([[maybe_unused]] vector& product) {
#if defined(__FMA__)
    if constexpr (sizeof(vector) >= 16) {
      asm("" : "+v"(product));
    } else {
      for (int lane = 0; lane < Lanes; ++lane) {
        Element one = product[lane];
        asm("" : "+x"(one));
        product[lane] = one;
      }
    }
#elif defined(__aarch64__)
    asm("" : "+w"(product));
#endif
  }
};

// x where the mask is set, y elsewhere.
template <int Bytes, element Element, int Lanes, class Arch>
SINTER_INLINE batch<Element, Lanes, Arch> where(mask<Bytes, Lanes, Arch> condition, batch<Element, Lanes, Arch> x,
                                                batch<Element, Lanes, Arch> y) {
  return {condition.template resized<sizeof(Element)>().value ? x.value : y.value};
}
template <int Bytes, element Element, int Lanes, class Arch>
SINTER_INLINE auto where(mask<Bytes, Lanes, Arch> condition, batch<Element, Lanes, Arch> x, scalar auto y) {
  return where(condition, x, batch<Element, Lanes, Arch>(y));
}
template <int Bytes, element Element, int Lanes, class Arch>
SINTER_INLINE auto where(mask<Bytes, Lanes, Arch> condition, scalar auto x, batch<Element, Lanes, Arch> y) {
  return where(condition, batch<Element, Lanes, Arch>(x), y);
}

namespace detail {

// The register type of an element in an expression: masks stand for bool.
template <class Element, int Lanes, class Arch>
struct register_of {
  using type = batch<Element, Lanes, Arch>;
};
template <int Lanes, class Arch>
struct register_of<bool, Lanes, Arch> {
  using type = mask<1, Lanes, Arch>;
};

template <class Type>
inline constexpr bool is_mask = false;
template <int Bytes, int Lanes, class Arch>
inline constexpr bool is_mask<mask<Bytes, Lanes, Arch>> = true;

template <class Type>
inline constexpr bool is_batch = false;
template <class Element, int Lanes, class Arch>
inline constexpr bool is_batch<batch<Element, Lanes, Arch>> = true;

// Whether an operation can compute the second of two registers by another unit of the CPU.
template <class Op, class Element, int Lanes, class Arch>
inline constexpr bool has_second = requires(batch<Element, Lanes, Arch> x) { Op::apply_second(x); };

}  // namespace detail
}  // namespace sinter
