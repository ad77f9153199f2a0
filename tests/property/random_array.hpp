#pragma once

#include <cstddef>
#include <cstring>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "property/layout.hpp"

namespace sinter::testing {

// Equal bits; any NaN for any NaN.
template <class Element>
bool same_bits(Element a, Element b) {
  if constexpr (std::is_floating_point_v<Element>) {
    if (a != a && b != b) return true;
  }
  return std::memcmp(&a, &b, sizeof a) == 0;
}

// An element type without its name.
struct tested_type {
  std::size_t size;
  void (*fill)(void* memory, index_t n, random_source& random);
  bool (*same)(void const* a, void const* b);
  std::string (*text)(void const* element);
};
template <class Element>
inline constexpr tested_type tested_type_of = {
    sizeof(Element),
    [](void* memory, index_t n, random_source& random) {
      for (index_t i = 0; i < n; ++i) static_cast<Element*>(memory)[i] = random_element<Element>(random);
    },
    [](void const* a, void const* b) {
      return same_bits(*static_cast<Element const*>(a), *static_cast<Element const*>(b));
    },
    [](void const* element) { return ::testing::PrintToString(*static_cast<Element const*>(element)); }};

// Elements in memory of their own, laid out at random. The memory around them is filled too, so that a stray store shows.
class any_array {
 public:
  any_array(tested_type const& type, random_source& random, shape_type shape, bool plain)
      : type_(type), layout_(random_layout(random, std::move(shape), plain, size_)), memory_(fresh()) {
    type.fill(memory_.get(), size_, random);
  }

  layout const& where() const { return layout_; }
  index_t size() const { return size_; }
  std::size_t bytes() const { return static_cast<std::size_t>(size_) * type_.size; }
  std::byte* memory() const { return memory_.get(); }
  std::unique_ptr<std::byte[]> fresh() const { return std::make_unique<std::byte[]>(bytes()); }

  // The element that broadcasting puts at an index of the larger shape.
  std::byte* at(index_t const* index, std::size_t rank) const { return element(layout_.place(index, rank)); }
  std::byte* element(index_t place) const { return memory_.get() + static_cast<std::size_t>(place) * type_.size; }

  template <class Element>
  auto as() const {
    return layout_.in(reinterpret_cast<Element*>(memory_.get()));
  }

  std::string text() const { return text_of(layout_.shape) + text_of(layout_.strides); }

 private:
  tested_type const& type_;
  index_t size_ = 0;
  layout layout_;
  std::unique_ptr<std::byte[]> memory_;
};

template <class Element>
class random_array : private any_array {
 public:
  random_array(random_source& random, shape_type shape, bool plain)
      : any_array(tested_type_of<Element>, random, std::move(shape), plain) {}

  auto view() const { return as<Element const>(); }
  Element at(index_t const* index, std::size_t rank) const {
    return *reinterpret_cast<Element const*>(any_array::at(index, rank));
  }
  Element* memory() const { return reinterpret_cast<Element*>(any_array::memory()); }
  index_t memory_size() const { return size(); }
};

}  // namespace sinter::testing
