#pragma once

#include <cstring>
#include <memory>
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

// Elements in memory of their own: any order of axes, gaps between elements, negative strides, any offset. The
// memory around them is filled, so that a stray store shows.
template <class Element>
class random_array {
 public:
  random_array(random_source& random, shape_type shape, bool plain) : shape_(std::move(shape)) {
    std::size_t const rank = shape_.size();
    strides_.resize(rank);
    std::vector<std::size_t> order(rank);
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (!plain && random.chance(50)) {
      for (std::size_t i = rank; i > 1; --i) {
        std::swap(order[i - 1], order[static_cast<std::size_t>(random.between(0, static_cast<index_t>(i) - 1))]);
      }
    }
    index_t stride = 1;
    offset_ = random.between(0, 9);
    for (std::size_t i = rank; i-- > 0;) {
      std::size_t const axis = order[i];
      if (!plain && random.chance(25)) stride *= random.between(1, 3);
      bool const backwards = !plain && random.chance(25);
      strides_[axis] = backwards ? -stride : stride;
      if (backwards && shape_[axis] > 0) offset_ += (shape_[axis] - 1) * stride;
      stride *= shape_[axis] == 0 ? 1 : shape_[axis];
    }
    size_ = stride + offset_ + 9;
    memory_ = std::make_unique<Element[]>(static_cast<std::size_t>(size_));
    for (index_t i = 0; i < size_; ++i) memory_[static_cast<std::size_t>(i)] = random_element<Element>(random);
  }

  auto view() const {
    return sinter::view<Element, dynamic_rank>(memory_.get() + offset_, extents_of(shape_), extents_of(strides_));
  }
  auto reading_view() const {
    return sinter::view<Element const, dynamic_rank>(memory_.get() + offset_, extents_of(shape_), extents_of(strides_));
  }

  // The element that broadcasting puts at an index of the larger shape.
  Element at(index_t const* index, std::size_t rank) const {
    index_t place = offset_;
    for (std::size_t axis = 0; axis < shape_.size(); ++axis) {
      if (shape_[axis] != 1) place += index[rank - shape_.size() + axis] * strides_[axis];
    }
    return memory_[static_cast<std::size_t>(place)];
  }
  index_t place(index_t const* index) const {
    index_t place = offset_;
    for (std::size_t axis = 0; axis < shape_.size(); ++axis) place += index[axis] * strides_[axis];
    return place;
  }

  Element* memory() const { return memory_.get(); }
  index_t memory_size() const { return size_; }
  shape_type const& shape() const { return shape_; }
  shape_type const& strides() const { return strides_; }

  static extents<dynamic_rank> extents_of(shape_type const& from) {
    extents<dynamic_rank> result(static_cast<index_t>(from.size()));
    std::copy(from.begin(), from.end(), result.begin());
    return result;
  }

 private:
  shape_type shape_;
  shape_type strides_;
  index_t offset_ = 0;
  index_t size_ = 0;
  std::unique_ptr<Element[]> memory_;
};

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
