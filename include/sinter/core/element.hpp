#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>

#include <sinter/core/config.hpp>

namespace sinter {

// The element types. A new one is a line here and in `for_each_element`.
enum class element_type : std::uint8_t {
  boolean,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  float32,
  float64,
};

inline constexpr int element_type_count = 11;

namespace detail {

template <class... Types>
struct type_list {
  static constexpr int size = sizeof...(Types);
};

template <class A, class B>
struct concat_lists;
template <class... A, class... B>
struct concat_lists<type_list<A...>, type_list<B...>> : std::type_identity<type_list<A..., B...>> {};
template <class A, class B>
using concat = typename concat_lists<A, B>::type;

using element_list = type_list<bool, std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t, std::uint16_t,
                               std::uint32_t, std::uint64_t, float, double>;

template <class Type, class List>
struct index_in;
template <class Type, class... Types>
struct index_in<Type, type_list<Types...>> {
  static constexpr int value = [] {
    constexpr bool same[] = {std::is_same_v<Type, Types>...};
    for (int i = 0; i < static_cast<int>(sizeof...(Types)); ++i) {
      if (same[i]) return i;
    }
    return -1;
  }();
};

// The element type that is an integer of Bytes bytes.
template <int Bytes, bool Signed>
struct integer_of {
  using narrow = std::conditional_t<Bytes == 1, std::int8_t, std::int16_t>;
  using wide = std::conditional_t<Bytes == 4, std::int32_t, std::int64_t>;
  using signed_type = std::conditional_t<Bytes <= 2, narrow, wide>;
  using type =
      typename std::conditional_t<Signed, std::type_identity<signed_type>, std::make_unsigned<signed_type>>::type;
};

// `long` and `long long` may both have 64 bits, and only one of them is std::int64_t.
template <class Type>
struct canonical : std::type_identity<Type> {};
template <std::integral Type>
  requires(!std::same_as<Type, bool>)
struct canonical<Type> : integer_of<sizeof(Type), std::is_signed_v<Type>> {};

}  // namespace detail

// Element types of arrays, exactly as spelled above.
template <class Type>
concept element = detail::index_in<std::remove_const_t<Type>, detail::element_list>::value >= 0;

// C++ arithmetic types that may stand beside an array in an expression.
template <class Type>
concept scalar = std::is_arithmetic_v<Type> && !std::same_as<Type, long double>;

template <element Type>
inline constexpr element_type element_type_of =
    static_cast<element_type>(detail::index_in<std::remove_const_t<Type>, detail::element_list>::value);

// bool < integer < floating: what a C++ scalar may raise an array to.
enum class kind : std::uint8_t { boolean, integer, floating };

template <class Type>
inline constexpr kind kind_of = std::same_as<Type, bool>    ? kind::boolean
                                : std::floating_point<Type> ? kind::floating
                                                            : kind::integer;

namespace detail {
// Not in the function: it would be written to the stack at every call.
inline constexpr signed char bytes_of_type[] = {1, 1, 2, 4, 8, 1, 2, 4, 8, 4, 8};
}  // namespace detail

constexpr int size_of(element_type type) { return detail::bytes_of_type[static_cast<int>(type)]; }

constexpr char const* name_of(element_type type) {
  constexpr char const* names[] = {"bool",   "int8",   "int16",  "int32",   "int64",  "uint8",
                                   "uint16", "uint32", "uint64", "float32", "float64"};
  return names[static_cast<int>(type)];
}

}  // namespace sinter
