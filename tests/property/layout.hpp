#pragma once

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

#include <sinter/sinter.hpp>

#include "property/random.hpp"

namespace sinter::testing {

using shape_type = std::vector<index_t>;

inline index_t product(shape_type const& shape) {
  return std::accumulate(shape.begin(), shape.end(), index_t{1}, std::multiplies<>());
}

inline std::string text_of(shape_type const& shape) {
  std::string text = "(";
  for (index_t const length : shape) text += std::to_string(length) + ",";
  return text + ")";
}

inline extents<dynamic_rank> extents_of(shape_type const& from) {
  extents<dynamic_rank> result(static_cast<index_t>(from.size()));
  std::copy(from.begin(), from.end(), result.begin());
  return result;
}

// Where the elements of a view lie in memory; offset and strides count elements.
struct layout {
  index_t offset = 0;
  shape_type shape;
  shape_type strides;

  template <class Element>
  auto in(Element* memory) const {
    return view<Element, dynamic_rank>(memory + offset, extents_of(shape), extents_of(strides));
  }

  // Of the element that broadcasting puts at an index of the shape, or of a larger one with `rank` axes.
  index_t place(index_t const* index, std::size_t rank) const {
    index_t at = offset;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
      if (shape[axis] != 1) at += index[rank - shape.size() + axis] * strides[axis];
    }
    return at;
  }
  index_t place(index_t const* index) const { return place(index, shape.size()); }
};

// Rank 0 to 5, at most `limit` elements; empty and size-1 axes are common.
inline shape_type random_shape(random_source& random, index_t limit) {
  index_t const lengths[] = {0, 1, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 100, 257, 1000};
  shape_type shape(static_cast<std::size_t>(random.between(0, 5)));
  for (index_t& length : shape) {
    length = random.pick(lengths);
    if (length == 0 && random.chance(80)) length = 2;
  }
  // Of the axes that are not empty: the memory of an empty array is laid out by them.
  shape_type filled = shape;
  for (index_t& length : filled) length = std::max(length, index_t{1});
  while (product(filled) > limit) {
    auto const longest = std::max_element(filled.begin(), filled.end());
    *longest /= 2;
    shape[static_cast<std::size_t>(longest - filled.begin())] = *longest;
  }
  return shape;
}

// A shape that broadcasts to `to`.
inline shape_type broadcastable(random_source& random, shape_type const& to) {
  shape_type shape = to;
  if (random.chance(25))
    shape.erase(shape.begin(), shape.begin() + random.between(0, static_cast<index_t>(shape.size())));
  for (index_t& length : shape) {
    if (random.chance(12)) length = 1;
  }
  return shape;
}

// Any order of axes, gaps between elements, negative strides, any offset; `plain`: the offset alone. `size` becomes the
// number of elements in memory, some of them behind the last that is used.
inline layout random_layout(random_source& random, shape_type shape, bool plain, index_t& size) {
  layout result{0, std::move(shape), {}};
  std::size_t const rank = result.shape.size();
  result.strides.resize(rank);
  std::vector<std::size_t> order(rank);
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (!plain && random.chance(50)) {
    for (std::size_t i = rank; i > 1; --i) {
      std::swap(order[i - 1], order[static_cast<std::size_t>(random.between(0, static_cast<index_t>(i) - 1))]);
    }
  }
  index_t stride = 1;
  result.offset = random.between(0, 9);
  for (std::size_t i = rank; i-- > 0;) {
    std::size_t const axis = order[i];
    index_t const length = result.shape[axis];
    if (!plain && random.chance(25)) stride *= random.between(1, 3);
    bool const backwards = !plain && random.chance(25);
    result.strides[axis] = backwards ? -stride : stride;
    if (backwards && length > 0) result.offset += (length - 1) * stride;
    stride *= length == 0 ? 1 : length;
  }
  size = stride + result.offset + 9;
  return result;
}

// Calls visit(index) for every index of the shape in row-major order.
template <class Visit>
void for_each_index(shape_type const& shape, Visit visit) {
  if (product(shape) == 0) return;
  shape_type index(shape.size() + 1, 0);
  for (;;) {
    visit(index.data());
    std::size_t axis = shape.size();
    while (axis > 0 && ++index[axis - 1] == shape[axis - 1]) index[--axis] = 0;
    if (axis == 0) return;
  }
}

}  // namespace sinter::testing
