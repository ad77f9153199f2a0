#pragma once

#include <initializer_list>

#include <sinter/shape/extents.hpp>

namespace sinter::detail {

// Braces nested Rank deep.
template <class Element, int Rank>
struct nested {
  using type = std::initializer_list<typename nested<Element, Rank - 1>::type>;
};
template <class Element>
struct nested<Element, 0> {
  using type = Element;
};
template <class Element, int Rank>
using nested_list = typename nested<Element, Rank>::type;

[[noreturn]] void throw_ragged(int axis, index_t length, index_t expected);

template <int Axis, class Element, class List>
void nested_shape(List const& list, index_t* shape) {
  shape[Axis] = static_cast<index_t>(list.size());
  if constexpr (!std::is_same_v<typename List::value_type, Element>) {
    if (list.size() > 0) {
      nested_shape<Axis + 1, Element>(*list.begin(), shape);
    } else {
      shape[Axis + 1] = 0;
    }
  }
}

template <int Axis, class Element, class List>
Element* copy_nested(List const& list, index_t const* shape, Element* to) {
  if (static_cast<index_t>(list.size()) != shape[Axis]) {
    throw_ragged(Axis, static_cast<index_t>(list.size()), shape[Axis]);
  }
  for (auto const& item : list) {
    if constexpr (std::is_same_v<typename List::value_type, Element>) {
      *to++ = item;
    } else {
      to = copy_nested<Axis + 1>(item, shape, to);
    }
  }
  return to;
}

}  // namespace sinter::detail
