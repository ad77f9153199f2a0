#pragma once

#include <cstddef>
#include <span>

#include <sinter/core/config.hpp>

namespace sinter::detail {

// Of what passes between a file and an array: large enough that system calls do not count, small enough to stay in the
// second-level cache until the bytes are put in order.
inline constexpr index_t buffer_bytes = index_t{1} << 20;

// Walks over the elements of a strided array, last axis fastest, and copies the next `count` of them to or from packed
// memory. The place is kept between calls, so a file can pass through a buffer of any size. Moves bytes only:
// elements of 1, 2, 4 or 8 bytes.
class strided_walk {
 public:
  // Strides in elements. Axes that are jointly contiguous are merged, so the inner loop is as long as possible.
  strided_walk(std::byte* data, std::span<index_t const> shape, std::span<index_t const> strides, int element_bytes);

  void gather(std::byte* packed, index_t count);         // array -> packed
  void scatter(std::byte const* packed, index_t count);  // packed -> array

  bool is_contiguous() const { return rank_ == 0 || (rank_ == 1 && strides_[0] == element_bytes_); }

 private:
  template <class Copy>
  void advance(index_t count, Copy copy);

  std::byte* next_;
  int rank_ = 0;
  int element_bytes_;
  index_t shape_[max_rank] = {};
  index_t strides_[max_rank] = {};  // in bytes
  index_t index_[max_rank] = {};
};

}  // namespace sinter::detail
