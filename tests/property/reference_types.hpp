#pragma once

#include <cstdint>
#include <tuple>
#include <type_traits>

// The type rules again, written down from NumPy's documentation and not from the library: what the tests compare with.

namespace reference {

using element_types = std::tuple<bool, std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t,
                                 std::uint16_t, std::uint32_t, std::uint64_t, float, double>;

inline constexpr int type_count = std::tuple_size_v<element_types>;

template <class Element, int Number = 0>
constexpr int number_of() {
  if constexpr (std::is_same_v<Element, std::tuple_element_t<Number, element_types>>) {
    return Number;
  } else {
    return number_of<Element, Number + 1>();
  }
}

// numpy.promote_types for every pair, in the order of element_types.
inline constexpr int promotion_table[type_count][type_count] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10},            // bool
    {1, 1, 2, 3, 4, 2, 3, 4, 10, 9, 10},           // int8
    {2, 2, 2, 3, 4, 2, 3, 4, 10, 9, 10},           // int16
    {3, 3, 3, 3, 4, 3, 3, 4, 10, 10, 10},          // int32
    {4, 4, 4, 4, 4, 4, 4, 4, 10, 10, 10},          // int64
    {5, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10},            // uint8
    {6, 3, 3, 3, 4, 6, 6, 7, 8, 9, 10},            // uint16
    {7, 4, 4, 4, 4, 7, 7, 7, 8, 10, 10},           // uint32
    {8, 10, 10, 10, 10, 8, 8, 8, 8, 10, 10},       // uint64
    {9, 9, 9, 10, 10, 9, 9, 10, 10, 9, 10},        // float32
    {10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10},  // float64
};

template <class A, class B>
using promoted = std::tuple_element_t<promotion_table[number_of<A>()][number_of<B>()], element_types>;

template <class Type>
inline constexpr int kind = std::is_same_v<Type, bool> ? 0
                            : std::is_integral_v<Type> ? 1
                                                       : 2;

// Element beside a C++ scalar: its own type unless the scalar's kind is higher.
template <class Element, class Scalar>
using beside_scalar = std::conditional_t<kind<Scalar> <= kind<Element>, Element,
                                         std::conditional_t<kind<Scalar> == 1, std::int64_t, double>>;

template <class Element>
using for_division = std::conditional_t<std::is_floating_point_v<Element>, Element, double>;

// The type of sqrt and of its like. NumPy has float16 for 8-bit integers; sinter's smallest is float32.
template <class Element>
using for_sqrt = std::conditional_t<std::is_floating_point_v<Element>, Element,
                                    std::conditional_t<(sizeof(Element) <= 2), float, double>>;

}  // namespace reference
