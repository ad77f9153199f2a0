#pragma once

#include <string>

#include <sinter/shape/extents.hpp>

namespace sinter::detail {

// A shape or strides without its type.
struct lengths {
  index_t const* data;
  int rank;

  SINTER_INLINE constexpr lengths(index_t const* from, int count) : data(from), rank(count) {}
  template <class Range>
    requires requires(Range const& range) {
      { range.data() } -> std::convertible_to<index_t const*>;
    }
  SINTER_INLINE constexpr lengths(Range const& range) : data(range.data()), rank(static_cast<int>(range.size())) {}

  SINTER_INLINE constexpr index_t operator[](int axis) const { return data[axis]; }
};

// "(2, 3)", "(4,)", "()".
std::string to_string(lengths shape);

// Number of elements. Throws shape_error for a negative extent and when elements * element_bytes overflows.
index_t checked_size(lengths shape, std::size_t element_bytes);

// Number of elements of a shape that has been checked.
SINTER_INLINE constexpr index_t size_of_shape(lengths shape) {
  index_t product = 1;
  for (int axis = 0; axis < shape.rank; ++axis) product *= shape[axis];
  return product;
}

// The same without a loop.
template <std::size_t Rank>
SINTER_INLINE constexpr index_t size_of_shape(std::array<index_t, Rank> const& shape) {
  return [&]<std::size_t... Axis>(std::index_sequence<Axis...>)
             SINTER_LAMBDA { return (index_t{1} * ... * shape[Axis]); }(std::make_index_sequence<Rank>());
}

// Of any rank: mostly one or two factors, for which a loop of vectors, as the compiler would make it, is 200 bytes of
// code and 2 ns.
SINTER_INLINE index_t size_of_shape(dynamic_extents const& shape) {
  index_t product = 1;
  for (index_t const length : shape) {
    product *= length;
    asm("" : "+r"(product));
  }
  return product;
}

// The same for short extents, whose product cannot overflow, in bytes neither, without a call.
template <std::size_t Rank>
SINTER_INLINE index_t checked_size(std::array<index_t, Rank> const& shape, std::size_t element_bytes) {
  std::uint64_t bits = 0;
  for (index_t const extent : shape) bits |= static_cast<std::uint64_t>(extent);
  if (bits >> (59 / (Rank == 0 ? 1 : Rank)) == 0) [[likely]]
    return size_of_shape(shape);
  return checked_size(lengths(shape), element_bytes);
}

SINTER_INLINE constexpr bool same_shape(lengths a, lengths b) {
  if (a.rank != b.rank) return false;
  for (int axis = 0; axis < a.rank; ++axis) {
    if (a[axis] != b[axis]) return false;
  }
  return true;
}

// The same without a loop.
template <std::size_t Rank>
SINTER_INLINE constexpr bool same_shape(std::array<index_t, Rank> const& a, std::array<index_t, Rank> const& b) {
  return [&]<std::size_t... Axis>(std::index_sequence<Axis...>)
             SINTER_LAMBDA { return ((a[Axis] == b[Axis]) && ...); }(std::make_index_sequence<Rank>());
}

constexpr void row_major_strides(lengths shape, index_t* strides) {
  index_t stride = 1;
  for (int axis = shape.rank - 1; axis >= 0; --axis) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
}

// Whether the elements lie in memory in row-major order without gaps; extents of 0 and 1 have no stride.
SINTER_INLINE constexpr bool is_contiguous(lengths shape, index_t const* strides) {
  index_t expected = 1;
  for (int axis = shape.rank - 1; axis >= 0; --axis) {
    if (shape[axis] == 0) return true;
    if (shape[axis] != 1 && strides[axis] != expected) return false;
    expected *= shape[axis];
  }
  return true;
}

// Stretches `shape` (rank axes, aligned to the right) so that `other` broadcasts with it. False if it cannot.
constexpr bool broadcast_into(index_t* shape, int rank, lengths other) {
  for (int axis = 0; axis < other.rank; ++axis) {
    index_t& length = shape[rank - other.rank + axis];
    if (other[axis] == length || other[axis] == 1) continue;
    if (length != 1) return false;
    length = other[axis];
  }
  return true;
}

[[noreturn]] void throw_shape_mismatch(char const* operation, lengths a, lengths b);
[[noreturn]] void throw_not_broadcastable(lengths from, lengths to);

}  // namespace sinter::detail
