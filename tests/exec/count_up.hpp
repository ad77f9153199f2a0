#pragma once

#include <sinter/core/config.hpp>

// Elements that differ from their neighbours and fit every type.

namespace sinter::testing {

template <class Element>
Element value_at(index_t i) {
  return static_cast<Element>((i * 37 + 11) % 101);
}

template <class Element>
void count_up(Element* data, index_t n) {
  for (index_t i = 0; i < n; ++i) data[i] = value_at<Element>(i);
}

}  // namespace sinter::testing
