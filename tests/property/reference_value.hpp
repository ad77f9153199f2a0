#pragma once

#include <cmath>
#include <limits>

#include "property/reference_types.hpp"

// One element of an array, evaluated in the plainest way. The same generic lambda that builds an expression from
// arrays computes one element of the result from these.

namespace reference {

// Whether x * y + z rounds once. Set by the test around an evaluation.
inline bool contracting = false;

template <class Element>
struct value {
  using element = Element;
  Element v{};
  bool is_product = false;  // of x and y, which a sum may then take into one rounding
  Element x{};
  Element y{};
};

template <class Type>
inline constexpr bool is_value = false;
template <class Element>
inline constexpr bool is_value<value<Element>> = true;

template <class A, class B>
concept operands =
    (is_value<A> && (is_value<B> || std::is_arithmetic_v<B>)) || (std::is_arithmetic_v<A> && is_value<B>);

template <class A, class B>
struct common_of;
template <class A, class B>
struct common_of<value<A>, value<B>> : std::type_identity<promoted<A, B>> {};
template <class A, class B>
  requires std::is_arithmetic_v<B>
struct common_of<value<A>, B> : std::type_identity<beside_scalar<A, B>> {};
template <class A, class B>
  requires std::is_arithmetic_v<A>
struct common_of<A, value<B>> : std::type_identity<beside_scalar<B, A>> {};
template <class A, class B>
using common = typename common_of<A, B>::type;

template <class To, class From>
To convert(From from) {
  if constexpr (std::is_same_v<To, bool>) {
    return from != From(0);
  } else {
    return static_cast<To>(from);
  }
}

template <class To, class From>
value<To> as(value<From> const& from) {
  if constexpr (std::is_same_v<To, From>) {
    return from;
  } else {
    return {convert<To>(from.v)};
  }
}
template <class To, class From>
  requires std::is_arithmetic_v<From>
value<To> as(From from) {
  return {convert<To>(from)};
}

template <class To, class From>
value<To> cast(value<From> const& from) {
  return as<To>(from);
}

// A store to memory: no compiler takes the product into an FMA.
template <class Element>
Element rounded(Element x) {
  if constexpr (std::is_floating_point_v<Element>) {
    Element volatile stored = x;
    return stored;
  } else {
    return x;
  }
}

template <class A, class B>
  requires operands<A, B>
auto operator+(A const& left, B const& right) {
  using type = common<A, B>;
  auto const a = as<type>(left);
  auto const b = as<type>(right);
  if constexpr (std::is_same_v<type, bool>) {
    return value<bool>{a.v || b.v};
  } else if constexpr (std::is_integral_v<type>) {
    return value<type>{static_cast<type>(static_cast<std::uint64_t>(a.v) + static_cast<std::uint64_t>(b.v))};
  } else {
    if (contracting && a.is_product) return value<type>{std::fma(a.x, a.y, b.v)};
    if (contracting && b.is_product) return value<type>{std::fma(b.x, b.y, a.v)};
    return value<type>{rounded(a.v + b.v)};
  }
}

template <class A, class B>
  requires operands<A, B>
auto operator-(A const& left, B const& right) {
  using type = common<A, B>;
  static_assert(!std::is_same_v<type, bool>);
  auto const a = as<type>(left);
  auto const b = as<type>(right);
  if constexpr (std::is_integral_v<type>) {
    return value<type>{static_cast<type>(static_cast<std::uint64_t>(a.v) - static_cast<std::uint64_t>(b.v))};
  } else {
    if (contracting && a.is_product) return value<type>{std::fma(a.x, a.y, -b.v)};
    if (contracting && b.is_product) return value<type>{std::fma(-b.x, b.y, a.v)};
    return value<type>{rounded(a.v - b.v)};
  }
}

template <class A, class B>
  requires operands<A, B>
auto operator*(A const& left, B const& right) {
  using type = common<A, B>;
  type const a = as<type>(left).v;
  type const b = as<type>(right).v;
  if constexpr (std::is_same_v<type, bool>) {
    return value<bool>{a && b};
  } else if constexpr (std::is_integral_v<type>) {
    return value<type>{static_cast<type>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b))};
  } else {
    return value<type>{rounded(a * b), true, a, b};
  }
}

template <class A, class B>
  requires operands<A, B>
auto operator/(A const& left, B const& right) {
  using type = for_division<common<A, B>>;
  return value<type>{rounded(as<type>(left).v / as<type>(right).v)};
}

template <class Element>
value<Element> operator-(value<Element> const& a) {
  if constexpr (std::is_integral_v<Element>) {
    return {static_cast<Element>(std::uint64_t{0} - static_cast<std::uint64_t>(a.v))};
  } else {
    return {-a.v};
  }
}

// Rounding to minus infinity by the definition: q is the largest integer with q * b <= a (for b > 0). Division by
// zero gives 0, the smallest integer by -1 wraps around.
template <class Integer>
Integer floor_quotient(Integer a, Integer b) {
  if (b == 0) return 0;
  if constexpr (std::is_signed_v<Integer>) {
    if (b == -1) return static_cast<Integer>(std::uint64_t{0} - static_cast<std::uint64_t>(a));
  }
  auto q = static_cast<Integer>(a / b);
  if (a % b != 0 && (a < 0) != (b < 0)) q = static_cast<Integer>(q - 1);
  return q;
}

// Python's float modulo.
template <class Float>
Float floor_modulo(Float a, Float b) {
  Float const rest = std::fmod(a, b);
  if (rest != 0) return (rest < 0) != (b < 0) ? rest + b : rest;
  return std::copysign(Float(0), b);
}

template <class A, class B>
  requires operands<A, B>
auto operator%(A const& left, B const& right) {
  using type = common<A, B>;
  type const a = as<type>(left).v;
  type const b = as<type>(right).v;
  if constexpr (std::is_floating_point_v<type>) {
    return value<type>{floor_modulo(a, b)};
  } else if (b == 0) {
    return value<type>{0};
  } else {
    auto const whole = static_cast<std::uint64_t>(floor_quotient(a, b)) * static_cast<std::uint64_t>(b);
    return value<type>{static_cast<type>(static_cast<std::uint64_t>(a) - whole)};
  }
}

template <class A, class B>
  requires operands<A, B>
auto floor_divide(A const& left, B const& right) {
  using type = common<A, B>;
  type const a = as<type>(left).v;
  type const b = as<type>(right).v;
  if constexpr (std::is_floating_point_v<type>) {
    // floor(a / b), but of the exact quotient: the modulo is exact, so a - modulo is a multiple of b.
    if (b == 0) return value<type>{a / b};
    type const modulo = std::fmod(a, b);
    type quotient = rounded(a - modulo) / b;
    if (modulo != 0 && (modulo < 0) != (b < 0)) quotient -= 1;
    if (quotient == 0) return value<type>{std::copysign(type(0), a / b)};
    type const down = std::floor(quotient);
    return value<type>{quotient - down > type(0.5) ? down + 1 : down};
  } else {
    return value<type>{floor_quotient(a, b)};
  }
}
template <class A, class B>
  requires operands<A, B>
auto remainder(A const& left, B const& right) {
  return left % right;
}

}  // namespace reference
