#pragma once

#include <limits>

#include <sinter/shape/strided.hpp>

namespace sinter {

namespace detail {
inline constexpr index_t absent = std::numeric_limits<index_t>::min();
}

// Elements start, start + step, … up to but without stop, with Python's meaning of negative and absent values.
struct slice {
  index_t start = detail::absent;
  index_t stop = detail::absent;
  index_t step = 1;
};

// The whole axis; called with an expression, whether all its elements are true (array/reduce.hpp).
struct all_t {
  template <class Expression, class... Axes>
  auto operator()(Expression&& e, Axes const&... over) const;
};
struct newaxis_t {};
struct ellipsis_t {};

inline constexpr all_t all;
inline constexpr newaxis_t newaxis;    // a new axis of extent 1
inline constexpr ellipsis_t ellipsis;  // as many whole axes as are left
inline constexpr slice reversed{detail::absent, detail::absent, -1};

constexpr slice range(index_t start, index_t stop, index_t step = 1) { return {start, stop, step}; }
constexpr slice from(index_t start) { return {start, detail::absent, 1}; }
constexpr slice to(index_t stop) { return {detail::absent, stop, 1}; }
constexpr slice every(index_t step) { return {detail::absent, detail::absent, step}; }

namespace detail {

template <class Index>
inline constexpr bool is_integer_index = std::is_integral_v<Index> && !std::is_same_v<Index, bool>;
template <class Index>
inline constexpr bool is_ellipsis = std::is_same_v<Index, ellipsis_t>;
template <class Index>
inline constexpr bool is_newaxis = std::is_same_v<Index, newaxis_t>;
template <class Index>
inline constexpr bool is_slice = std::is_same_v<Index, slice> || std::is_same_v<Index, all_t>;

template <class Index>
concept index_like = is_integer_index<Index> || is_ellipsis<Index> || is_newaxis<Index> || is_slice<Index>;

// An index without its type.
struct any_index {
  enum class what : unsigned char { integer, slice, newaxis, ellipsis } kind;
  index_t integer = 0;
  slice range = {};

  template <class Index>
  static constexpr any_index of(Index const& index) {
    if constexpr (is_integer_index<Index>) {
      return {what::integer, static_cast<index_t>(index), {}};
    } else if constexpr (std::is_same_v<Index, slice>) {
      return {what::slice, 0, index};
    } else if constexpr (std::is_same_v<Index, all_t>) {
      return {what::slice, 0, {}};
    } else if constexpr (is_newaxis<Index>) {
      return {what::newaxis, 0, {}};
    } else {
      return {what::ellipsis, 0, {}};
    }
  }
};

// Rank after indexing an array of Rank axes with these.
template <int Rank, class... Indices>
constexpr int sliced_rank() {
  if constexpr (Rank == dynamic_rank) {
    return dynamic_rank;
  } else {
    constexpr int integers = (0 + ... + int{is_integer_index<Indices>});
    constexpr int added = (0 + ... + int{is_newaxis<Indices>});
    return Rank - integers + added;
  }
}

// What a slice selects of an axis.
struct axis_range {
  index_t start;
  index_t count;
};

// Python's slice.indices(). Throws shape_error for a step of 0.
axis_range resolve_any(slice range, index_t extent);

SINTER_INLINE axis_range resolve(slice range, index_t extent) {
  if (range.step != 1) return resolve_any(range, extent);
  auto const bound = [&](index_t value, index_t when_absent) SINTER_LAMBDA {
    if (value == absent) return when_absent;
    if (value < 0) value += extent;
    return value < 0 ? index_t{0} : value > extent ? extent : value;
  };
  index_t const start = bound(range.start, 0);
  index_t const stop = bound(range.stop, extent);
  return {start, stop > start ? stop - start : 0};
}

// Shape, strides and offset (in elements) of what the indices select. `shape` and `strides` have room for the
// result. Throws index_error for an integer outside its axis, shape_error for too many indices or a step of 0.
struct selection {
  int rank;
  index_t offset;
};
selection select(any_index const* indices, int count, lengths shape, lengths strides, index_t* new_shape,
                 index_t* new_strides);

[[noreturn]] void throw_index_out_of_range(index_t index, int axis, lengths shape);
[[noreturn]] void throw_wrong_index_count(int count, lengths shape);

}  // namespace detail
}  // namespace sinter
