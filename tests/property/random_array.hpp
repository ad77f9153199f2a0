#pragma once

#include <memory>
#include <utility>

#include "property/layout.hpp"

namespace sinter::testing {

// Elements in memory of their own, laid out at random. The memory around them is filled too.
template <class Element>
class random_array {
 public:
  random_array(random_source& random, shape_type shape, bool plain)
      : layout_(random_layout(random, std::move(shape), plain, size_)),
        memory_(std::make_unique<Element[]>(static_cast<std::size_t>(size_))) {
    for (index_t i = 0; i < size_; ++i) memory_[static_cast<std::size_t>(i)] = random_element<Element>(random);
  }

  auto view() const { return layout_.in<Element const>(memory_.get()); }

  // The element that broadcasting puts at an index of the larger shape.
  Element at(index_t const* index, std::size_t rank) const {
    return memory_[static_cast<std::size_t>(layout_.place(index, rank))];
  }

  Element* memory() const { return memory_.get(); }
  index_t memory_size() const { return size_; }

 private:
  index_t size_ = 0;
  layout layout_;
  std::unique_ptr<Element[]> memory_;
};

}  // namespace sinter::testing
