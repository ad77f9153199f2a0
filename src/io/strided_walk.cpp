#include "strided_walk.hpp"

#include <algorithm>
#include <cstring>

namespace sinter::detail {
namespace {

template <int Bytes>
void copy_run(std::byte* to, index_t to_stride, std::byte const* from, index_t from_stride, index_t count) {
  for (index_t i = 0; i < count; ++i) std::memcpy(to + i * to_stride, from + i * from_stride, Bytes);
}

// Strides in bytes.
void copy_run(int bytes, std::byte* to, index_t to_stride, std::byte const* from, index_t from_stride, index_t count) {
  if (to_stride == bytes && from_stride == bytes) {
    std::memcpy(to, from, static_cast<std::size_t>(count * bytes));
    return;
  }
  switch (bytes) {
    case 1:
      return copy_run<1>(to, to_stride, from, from_stride, count);
    case 2:
      return copy_run<2>(to, to_stride, from, from_stride, count);
    case 4:
      return copy_run<4>(to, to_stride, from, from_stride, count);
    default:
      return copy_run<8>(to, to_stride, from, from_stride, count);
  }
}

}  // namespace

strided_walk::strided_walk(std::byte* data, std::span<index_t const> shape, std::span<index_t const> strides,
                           int element_bytes)
    : next_(data), element_bytes_(element_bytes) {
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    if (shape[axis] == 1) continue;
    auto const stride = strides[axis] * element_bytes;
    if (rank_ > 0 && strides_[rank_ - 1] == stride * shape[axis]) {
      shape_[rank_ - 1] *= shape[axis];
      strides_[rank_ - 1] = stride;
    } else {
      shape_[rank_] = shape[axis];
      strides_[rank_] = stride;
      ++rank_;
    }
  }
}

template <class Copy>
void strided_walk::advance(index_t count, Copy copy) {
  if (rank_ == 0) {
    if (count > 0) copy(next_, index_t{element_bytes_}, index_t{1});
    return;
  }
  int const inner = rank_ - 1;
  while (count > 0) {
    auto const run = std::min(count, shape_[inner] - index_[inner]);
    copy(next_, strides_[inner], run);
    count -= run;
    index_[inner] += run;
    next_ += run * strides_[inner];
    for (int axis = inner; axis > 0 && index_[axis] == shape_[axis]; --axis) {
      next_ += strides_[axis - 1] - shape_[axis] * strides_[axis];
      index_[axis] = 0;
      ++index_[axis - 1];
    }
  }
}

void strided_walk::gather(std::byte* packed, index_t count) {
  advance(count, [&](std::byte const* from, index_t stride, index_t run) {
    copy_run(element_bytes_, packed, element_bytes_, from, stride, run);
    packed += run * element_bytes_;
  });
}

void strided_walk::scatter(std::byte const* packed, index_t count) {
  advance(count, [&](std::byte* to, index_t stride, index_t run) {
    copy_run(element_bytes_, to, stride, packed, element_bytes_, run);
    packed += run * element_bytes_;
  });
}

}  // namespace sinter::detail
