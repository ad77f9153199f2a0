#pragma once

#include <sinter/array/ndarray.hpp>

namespace sinter {
namespace detail {

template <int Rank, class Range>
extents<Rank> extents_from(Range const& range, index_t rank) {
  auto result = make_extents<Rank>(rank);
  std::size_t axis = 0;
  for (auto const length : range) result[axis++] = static_cast<index_t>(length);
  return result;
}

template <std::size_t N>
using shape_braces = index_t const (&)[N];

template <class Element, int Rank>
SINTER_INLINE ndarray<Element, Rank> filled(ndarray<Element, Rank>&& array, Element value) {
  array = value;
  return static_cast<ndarray<Element, Rank>&&>(array);
}

// Element i is first + i * step, computed, not accumulated.
void fill_range(double* to, index_t n, double first, double step);
index_t range_size(double start, double stop, double step);
[[noreturn]] void throw_no_range(double start, double stop, double step);

// Integers are counted exactly: beyond 2^53 float64 is not.
template <std::integral Integer>
index_t range_size(Integer start, Integer stop, Integer step) {
  auto const distance = [](Integer low, Integer high) {
    return static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  };
  if (step == 0) throw_no_range(static_cast<double>(start), static_cast<double>(stop), 0);
  if (step > 0) {
    return start < stop ? static_cast<index_t>((distance(start, stop) - 1) / static_cast<std::uint64_t>(step) + 1) : 0;
  }
  return stop < start ? static_cast<index_t>((distance(stop, start) - 1) / distance(step, Integer(0)) + 1) : 0;
}

}  // namespace detail

// Arrays of a shape: braces give the rank, any range of integers a dynamic rank. Throw shape_error for a negative
// extent or one too large for the address space, std::bad_alloc when memory is short. O(size); empty O(1).

// Elements are not initialised.
template <element Element, std::size_t Rank>
ndarray<Element, static_cast<int>(Rank)> empty(index_t const (&shape)[Rank]) {
  return {detail::uninitialised{}, detail::extents_from<static_cast<int>(Rank)>(shape, Rank)};
}
template <element Element, detail::extent_range Range>
ndarray<Element, dynamic_rank> empty(Range const& shape) {
  return {detail::uninitialised{}, detail::extents_from<dynamic_rank>(shape, static_cast<index_t>(std::size(shape)))};
}
template <element Element, std::size_t Rank>
SINTER_INLINE auto zeros(index_t const (&shape)[Rank]) {
  return detail::filled(empty<Element>(shape), Element(0));
}
template <element Element, detail::extent_range Range>
SINTER_INLINE auto zeros(Range const& shape) {
  return detail::filled(empty<Element>(shape), Element(0));
}
template <element Element, std::size_t Rank>
SINTER_INLINE auto ones(index_t const (&shape)[Rank]) {
  return detail::filled(empty<Element>(shape), Element(1));
}
template <element Element, detail::extent_range Range>
SINTER_INLINE auto ones(Range const& shape) {
  return detail::filled(empty<Element>(shape), Element(1));
}
template <std::size_t Rank, scalar Value>
SINTER_INLINE auto full(index_t const (&shape)[Rank], Value value) {
  using type = typename detail::canonical<Value>::type;
  return detail::filled(empty<type>(shape), static_cast<type>(value));
}
template <detail::extent_range Range, scalar Value>
SINTER_INLINE auto full(Range const& shape, Value value) {
  using type = typename detail::canonical<Value>::type;
  return detail::filled(empty<type>(shape), static_cast<type>(value));
}

// The same with the element type named.
template <element Element, std::size_t Rank>
SINTER_INLINE auto full(index_t const (&shape)[Rank], std::type_identity_t<Element> value) {
  return detail::filled(empty<Element>(shape), value);
}
template <element Element, detail::extent_range Range>
SINTER_INLINE auto full(Range const& shape, std::type_identity_t<Element> value) {
  return detail::filled(empty<Element>(shape), value);
}

// start, start + step, … up to but without stop. Throws shape_error for a step of 0 or a NaN.
template <element Element>
ndarray<Element, 1> arange(Element start, std::type_identity_t<Element> stop, std::type_identity_t<Element> step = 1) {
  index_t const n = detail::range_size(start, stop, step);
  auto result = empty<Element>({n});
  Element* const to = result.data();
  for (index_t i = 0; i < n; ++i) to[i] = static_cast<Element>(start + static_cast<Element>(i) * step);
  return result;
}
template <element Element>
ndarray<Element, 1> arange(std::type_identity_t<Element> stop) {
  return arange<Element>(Element(0), stop);
}

// n values from start to stop, both included. Throws shape_error for a negative n.
template <element Element = double>
SINTER_INLINE ndarray<Element, 1> linspace(double start, double stop, index_t n) {
  auto values = empty<double>({n});
  detail::fill_range(values.data(), n, start, n > 1 ? (stop - start) / static_cast<double>(n - 1) : 0.0);
  if (n > 1) values.data()[n - 1] = stop;
  if constexpr (std::same_as<Element, double>) {
    return values;
  } else {
    return ndarray<Element, 1>(cast<Element>(values));
  }
}

// The unit matrix.
template <element Element>
SINTER_INLINE ndarray<Element, 2> eye(index_t n) {
  auto result = zeros<Element>({n, n});
  for (index_t i = 0; i < n; ++i) result.data()[i * n + i] = Element(1);
  return result;
}

// `a` as if stretched to the shape, by NumPy's rules; reads only. Throws shape_error.
template <detail::array_like Array, std::size_t Rank>
auto broadcast_to(Array const& a SINTER_LIFETIMEBOUND, index_t const (&shape)[Rank]) {
  return view<typename Array::element const, static_cast<int>(Rank)>(
      detail::broadcast<static_cast<int>(Rank)>(a.values(), {shape, static_cast<int>(Rank)}));
}
template <detail::array_like Array, detail::extent_range Range>
auto broadcast_to(Array const& a SINTER_LIFETIMEBOUND, Range const& shape) {
  auto const lengths = detail::extents_from<dynamic_rank>(shape, static_cast<index_t>(std::size(shape)));
  return view<typename Array::element const, dynamic_rank>(detail::broadcast<dynamic_rank>(a.values(), lengths));
}

template <detail::array_like Array>
auto transpose(Array&& a SINTER_LIFETIMEBOUND) {
  return static_cast<Array&&>(a).transpose();
}

// All elements along one axis, without copying where the strides allow it, else shape_error.
template <detail::array_like Array>
auto flatten(Array&& a SINTER_LIFETIMEBOUND) {
  return static_cast<Array&&>(a).reshape({index_t{-1}});
}

}  // namespace sinter
