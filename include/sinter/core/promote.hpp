#pragma once

#include <sinter/core/element.hpp>

namespace sinter {
namespace detail {

// NumPy 2's table: the smallest type that holds both; uint64 with a signed type gives float64.
template <class A, class B>
constexpr auto promote_arrays() {
  if constexpr (std::same_as<A, B>) {
    return A{};
  } else if constexpr (std::same_as<A, bool>) {
    return B{};
  } else if constexpr (std::same_as<B, bool>) {
    return A{};
  } else if constexpr (std::floating_point<A> && std::floating_point<B>) {
    return double{};
  } else if constexpr (std::floating_point<A> || std::floating_point<B>) {
    using integer = std::conditional_t<std::floating_point<A>, B, A>;
    using floating = std::conditional_t<std::floating_point<A>, A, B>;
    if constexpr (sizeof(integer) <= 2) {
      return floating{};
    } else {
      return double{};
    }
  } else if constexpr (std::is_signed_v<A> == std::is_signed_v<B>) {
    if constexpr (sizeof(A) >= sizeof(B)) {
      return A{};
    } else {
      return B{};
    }
  } else {
    using signed_type = std::conditional_t<std::is_signed_v<A>, A, B>;
    using unsigned_type = std::conditional_t<std::is_signed_v<A>, B, A>;
    if constexpr (sizeof(signed_type) > sizeof(unsigned_type)) {
      return signed_type{};
    } else if constexpr (sizeof(unsigned_type) < 8) {
      return typename integer_of<2 * static_cast<int>(sizeof(unsigned_type)), true>::type{};
    } else {
      return double{};
    }
  }
}

}  // namespace detail

// Common element type of two arrays, by NumPy 2's rules.
template <element A, element B>
using promoted = decltype(detail::promote_arrays<std::remove_const_t<A>, std::remove_const_t<B>>());

// Element type that a C++ scalar takes beside an array of Element: the array's own, unless the scalar's kind is
// higher; then int64 for integers and float64 for floating point.
template <element Element, scalar Scalar>
using weak = std::conditional_t<kind_of<Scalar> <= kind_of<Element>, std::remove_const_t<Element>,
                                std::conditional_t<kind_of<Scalar> == kind::integer, std::int64_t, double>>;

// Element type of a function that leaves the integers (exp, sqrt, …): NumPy's, except that 8-bit integers give
// float32 where NumPy has float16.
template <element Element>
using floating_of = std::conditional_t<std::floating_point<Element>, std::remove_const_t<Element>,
                                       std::conditional_t<(sizeof(Element) <= 2), float, double>>;

}  // namespace sinter
