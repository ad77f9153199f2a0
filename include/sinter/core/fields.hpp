#pragma once

#include <type_traits>
#include <utility>

#include <sinter/core/config.hpp>

namespace sinter::detail {

// A tuple without constructors and functions of its own: nothing of it is left in the generated code, in a large
// function too.
template <class... Types>
struct fields {};
template <class First, class... Rest>
struct fields<First, Rest...> {
  static constexpr std::size_t size = 1 + sizeof...(Rest);
  First first;
  [[no_unique_address]] fields<Rest...> rest;
};

template <class First, class... Rest>
SINTER_INLINE constexpr fields<std::remove_cvref_t<First>, std::remove_cvref_t<Rest>...> make_fields(First&& first,
                                                                                                   Rest&&... rest) {
  if constexpr (sizeof...(Rest) == 0) {
    return {static_cast<First&&>(first), {}};
  } else {
    return {static_cast<First&&>(first), make_fields(static_cast<Rest&&>(rest)...)};
  }
}

template <std::size_t Index, class Fields>
SINTER_INLINE constexpr auto const& get(Fields const& from) {
  if constexpr (Index == 0) {
    return from.first;
  } else {
    return get<Index - 1>(from.rest);
  }
}

// Calls function(first, second, …).
template <class Function, class Fields>
SINTER_INLINE constexpr decltype(auto) apply(Function&& function, Fields const& from) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) SINTER_LAMBDA -> decltype(auto) {
    return function(detail::get<I>(from)...);
  }(std::make_index_sequence<Fields::size>{});
}

}  // namespace sinter::detail
