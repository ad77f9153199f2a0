#pragma once

#include <compare>
#include <iterator>
#include <utility>

#include <sinter/shape/strided.hpp>

namespace sinter::detail {

// Random access to the elements of a view in row-major order; O(rank) per access.
template <class Element, int Rank>
class strided_iterator {
 public:
  using value_type = std::remove_const_t<Element>;
  using difference_type = index_t;
  using reference = Element&;
  using pointer = Element*;
  using iterator_category = std::random_access_iterator_tag;

  strided_iterator() = default;
  strided_iterator(strided<Element, Rank> const& over, index_t position) : over_(over), position_(position) {}

  reference operator*() const { return at(position_); }
  pointer operator->() const { return &at(position_); }
  reference operator[](index_t distance) const { return at(position_ + distance); }

  strided_iterator& operator++() { return *this += 1; }
  strided_iterator& operator--() { return *this -= 1; }
  strided_iterator operator++(int) { return std::exchange(*this, *this + 1); }
  strided_iterator operator--(int) { return std::exchange(*this, *this - 1); }
  strided_iterator& operator+=(index_t distance) {
    position_ += distance;
    return *this;
  }
  strided_iterator& operator-=(index_t distance) { return *this += -distance; }

  friend strided_iterator operator+(strided_iterator it, index_t distance) { return it += distance; }
  friend strided_iterator operator+(index_t distance, strided_iterator it) { return it += distance; }
  friend strided_iterator operator-(strided_iterator it, index_t distance) { return it -= distance; }
  friend index_t operator-(strided_iterator const& a, strided_iterator const& b) { return a.position_ - b.position_; }
  friend bool operator==(strided_iterator const& a, strided_iterator const& b) { return a.position_ == b.position_; }
  friend std::strong_ordering operator<=>(strided_iterator const& a, strided_iterator const& b) {
    return a.position_ <=> b.position_;
  }

 private:
  reference at(index_t position) const {
    index_t offset = 0;
    for (std::size_t axis = over_.shape.size(); axis-- > 0;) {
      offset += position % over_.shape[axis] * over_.strides[axis];
      position /= over_.shape[axis];
    }
    return over_.data[offset];
  }

  strided<Element, Rank> over_;
  index_t position_ = 0;
};

}  // namespace sinter::detail
