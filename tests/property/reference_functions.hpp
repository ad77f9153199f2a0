#pragma once

#include "property/reference_value.hpp"

namespace reference {

template <class Type>
struct plain : std::type_identity<Type> {};
template <class Element>
struct plain<value<Element>> : std::type_identity<Element> {};

// Integers are compared by value, others in their common type.
template <class A, class B>
struct compared_in : common_of<A, B> {};
template <class A, class B>
  requires(std::integral<typename plain<A>::type> && std::integral<typename plain<B>::type>)
struct compared_in<A, B> {
  __extension__ using type = __int128;
};
template <class A, class B>
using compared = typename compared_in<A, B>::type;

template <class A, class B>
  requires operands<A, B>
value<bool> operator==(A const& a, B const& b) {
  return {as<compared<A, B>>(a).v == as<compared<A, B>>(b).v};
}
template <class A, class B>
  requires operands<A, B>
value<bool> operator!=(A const& a, B const& b) {
  return {as<compared<A, B>>(a).v != as<compared<A, B>>(b).v};
}
template <class A, class B>
  requires operands<A, B>
value<bool> operator<(A const& a, B const& b) {
  return {as<compared<A, B>>(a).v < as<compared<A, B>>(b).v};
}
template <class A, class B>
  requires operands<A, B>
value<bool> operator<=(A const& a, B const& b) {
  return {as<compared<A, B>>(a).v <= as<compared<A, B>>(b).v};
}
template <class A, class B>
  requires operands<A, B>
value<bool> operator>(A const& a, B const& b) {
  return {as<compared<A, B>>(a).v > as<compared<A, B>>(b).v};
}
template <class A, class B>
  requires operands<A, B>
value<bool> operator>=(A const& a, B const& b) {
  return {as<compared<A, B>>(a).v >= as<compared<A, B>>(b).v};
}

template <class A, class B>
  requires operands<A, B>
auto operator&(A const& a, B const& b) {
  using type = common<A, B>;
  auto const x = static_cast<std::uint64_t>(as<type>(a).v);
  auto const y = static_cast<std::uint64_t>(as<type>(b).v);
  return value<type>{static_cast<type>(x & y)};
}
template <class A, class B>
  requires operands<A, B>
auto operator|(A const& a, B const& b) {
  using type = common<A, B>;
  auto const x = static_cast<std::uint64_t>(as<type>(a).v);
  auto const y = static_cast<std::uint64_t>(as<type>(b).v);
  return value<type>{static_cast<type>(x | y)};
}
template <class A, class B>
  requires operands<A, B>
auto operator^(A const& a, B const& b) {
  using type = common<A, B>;
  auto const x = static_cast<std::uint64_t>(as<type>(a).v);
  auto const y = static_cast<std::uint64_t>(as<type>(b).v);
  return value<type>{static_cast<type>(x ^ y)};
}
template <class Element>
value<Element> operator~(value<Element> const& a) {
  if constexpr (std::is_same_v<Element, bool>) {
    return {!a.v};
  } else {
    return {static_cast<Element>(~a.v)};
  }
}

// Counts below 0 and from the width on shift everything out.
template <class A, class B>
  requires operands<A, B>
auto operator<<(A const& left, B const& right) {
  using type = common<A, B>;
  type const a = as<type>(left).v;
  type const b = as<type>(right).v;
  if (b < 0 || static_cast<std::uint64_t>(b) >= 8 * sizeof(type)) return value<type>{0};
  return value<type>{static_cast<type>(static_cast<std::uint64_t>(a) << b)};
}
template <class A, class B>
  requires operands<A, B>
auto operator>>(A const& left, B const& right) {
  using type = common<A, B>;
  type const a = as<type>(left).v;
  type const b = as<type>(right).v;
  if (b < 0 || static_cast<std::uint64_t>(b) >= 8 * sizeof(type)) return value<type>{static_cast<type>(a < 0 ? -1 : 0)};
  return value<type>{static_cast<type>(a >> b)};
}

template <class A, class B>
  requires operands<A, B>
value<bool> operator&&(A const& a, B const& b) {
  return {as<bool>(a).v && as<bool>(b).v};
}
template <class A, class B>
  requires operands<A, B>
value<bool> operator||(A const& a, B const& b) {
  return {as<bool>(a).v || as<bool>(b).v};
}
template <class Element>
value<bool> operator!(value<Element> const& a) {
  return {!as<bool>(a).v};
}
template <class A, class B>
  requires operands<A, B>
value<bool> logical_xor(A const& a, B const& b) {
  return {as<bool>(a).v != as<bool>(b).v};
}

template <class A, class B>
  requires operands<A, B>
auto maximum(A const& left, B const& right) {
  using type = common<A, B>;
  type const a = as<type>(left).v;
  type const b = as<type>(right).v;
  return value<type>{a != a ? a : a > b ? a : b};
}
template <class A, class B>
  requires operands<A, B>
auto minimum(A const& left, B const& right) {
  using type = common<A, B>;
  type const a = as<type>(left).v;
  type const b = as<type>(right).v;
  return value<type>{a != a ? a : a < b ? a : b};
}
template <class X, class Low, class High>
auto clip(X const& x, Low const& low, High const& high) {
  return minimum(maximum(x, low), high);
}

template <class X, class Y, class Z>
auto fma(value<X> const& x, Y const& y, Z const& z) {
  using type = for_division<common<value<common<value<X>, Y>>, Z>>;
  return value<type>{std::fma(as<type>(x).v, as<type>(y).v, as<type>(z).v)};
}

template <class Condition, class X, class Y>
  requires operands<X, Y>
auto where(value<Condition> const& condition, X const& x, Y const& y) {
  using type = common<X, Y>;
  return value<type>{as<bool>(condition).v ? as<type>(x).v : as<type>(y).v};
}
template <class Condition, class X>
  requires std::is_arithmetic_v<X>
value<X> where(value<Condition> const& condition, X x, X y) {
  return {as<bool>(condition).v ? x : y};
}

template <class Element>
auto sqrt(value<Element> const& a) {
  using type = for_sqrt<Element>;
  return value<type>{std::sqrt(convert<type>(a.v))};
}
template <class Element>
value<Element> abs(value<Element> const& a) {
  if constexpr (std::is_floating_point_v<Element>) {
    return {std::fabs(a.v)};
  } else {
    return a.v < 0 ? value<Element>{(-a).v} : value<Element>{a.v};
  }
}
template <class Element>
value<Element> square(value<Element> const& a) {
  return {(a * a).v};
}
template <class Element>
value<Element> floor(value<Element> const& a) {
  if constexpr (std::is_floating_point_v<Element>) {
    return {std::floor(a.v)};
  } else {
    return {a.v};
  }
}
template <class Element>
value<Element> ceil(value<Element> const& a) {
  return {std::ceil(a.v)};
}
template <class Element>
value<Element> trunc(value<Element> const& a) {
  return {std::trunc(a.v)};
}
template <class Element>
value<Element> round(value<Element> const& a) {
  return {std::nearbyint(a.v)};
}
template <class Element>
value<bool> isnan(value<Element> const& a) {
  return {std::isnan(convert<for_sqrt<Element>>(a.v))};
}
template <class Element>
value<bool> isfinite(value<Element> const& a) {
  return {std::isfinite(convert<for_sqrt<Element>>(a.v))};
}
template <class Element>
value<bool> isinf(value<Element> const& a) {
  return {std::isinf(convert<for_sqrt<Element>>(a.v))};
}

// By repeated multiplication, modulo 2^64; a negative exponent gives the integer part of the fraction.
template <class Base, class Exponent>
  requires(operands<Base, Exponent> && std::is_integral_v<common<Base, Exponent>>)
auto pow(Base const& base, Exponent const& exponent) {
  using type = common<Base, Exponent>;
  auto const x = as<type>(base).v;
  auto const y = as<type>(exponent).v;
  if (y < 0) return value<type>{static_cast<type>(x == 1 ? 1 : x == static_cast<type>(-1) ? (y % 2 != 0 ? -1 : 1) : 0)};
  std::uint64_t result = 1;
  std::uint64_t power = static_cast<std::uint64_t>(x);
  for (auto left = static_cast<std::uint64_t>(y); left > 0; left /= 2, power *= power) {
    if (left % 2 == 1) result *= power;
  }
  return value<type>{static_cast<type>(result)};
}

}  // namespace reference
