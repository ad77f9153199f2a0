#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <utility>
#include <vector>

#include <sinter/shape/operand.hpp>

namespace sinter::testing {

// An array as the compiled part of the library sees it, with memory of its own: row-major unless a view of it is taken.
class erased_array {
 public:
  erased_array(element_type type, std::vector<index_t> shape) : type_(type), shape_(std::move(shape)) {
    strides_.resize(shape_.size());
    index_t size = 1;
    for (std::size_t axis = shape_.size(); axis-- > 0;) {
      strides_[axis] = size;
      size *= shape_[axis];
    }
    bytes_.resize(static_cast<std::size_t>(size * size_of(type)) + 8);
  }

  template <class Element>
  static erased_array of(std::vector<index_t> shape, std::vector<Element> const& values) {
    erased_array array(element_type_of<Element>, std::move(shape));
    std::copy(values.begin(), values.end(), reinterpret_cast<Element*>(array.bytes_.data()));
    return array;
  }

  detail::operand operand() {
    return {bytes_.data() + offset_ * size_of(type_), shape_.data(), strides_.data(), static_cast<int>(shape_.size()),
            type_};
  }

  void transpose() {
    std::reverse(shape_.begin(), shape_.end());
    std::reverse(strides_.begin(), strides_.end());
  }

  // Every `step`-th element of an axis, from the last one backwards.
  void reverse_every(std::size_t axis, index_t step) {
    if (shape_[axis] > 0) offset_ += (shape_[axis] - 1) * strides_[axis];
    shape_[axis] = (shape_[axis] + step - 1) / step;
    strides_[axis] *= -step;
  }

  template <class Element>
  Element* data() {
    return reinterpret_cast<Element*>(bytes_.data());
  }

 private:
  element_type type_;
  std::vector<index_t> shape_;
  std::vector<index_t> strides_;
  std::vector<std::byte> bytes_;
  index_t offset_ = 0;
};

}  // namespace sinter::testing
