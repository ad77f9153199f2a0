#pragma once

#include <sinter/core/config.hpp>

namespace sinter::detail {

// The children of a node: an aggregate, so that nothing of it is left in the generated code, and by hand for few
// children, so that it costs the compiler little.
template <class... Types>
struct fields;
template <class First>
struct fields<First> {
  [[no_unique_address]] First first;
};
template <class First, class Second>
struct fields<First, Second> {
  [[no_unique_address]] First first;
  [[no_unique_address]] Second second;
};
template <class First, class Second, class Third>
struct fields<First, Second, Third> {
  [[no_unique_address]] First first;
  [[no_unique_address]] Second second;
  [[no_unique_address]] Third third;
};
template <class First, class Second, class Third, class... Rest>
struct fields<First, Second, Third, Rest...> {
  [[no_unique_address]] First first;
  [[no_unique_address]] Second second;
  [[no_unique_address]] Third third;
  [[no_unique_address]] fields<Rest...> rest;
};

template <class First, class Second, class Third, class... Rest>
SINTER_INLINE constexpr fields<First, Second, Third, Rest...> make_fields(First first, Second second, Third third,
                                                                          Rest... rest);
template <class First>
SINTER_INLINE constexpr fields<First> make_fields(First first) {
  return {static_cast<First&&>(first)};
}
template <class First, class Second>
SINTER_INLINE constexpr fields<First, Second> make_fields(First first, Second second) {
  return {static_cast<First&&>(first), static_cast<Second&&>(second)};
}
template <class First, class Second, class Third, class... Rest>
SINTER_INLINE constexpr fields<First, Second, Third, Rest...> make_fields(First first, Second second, Third third,
                                                                          Rest... rest) {
  if constexpr (sizeof...(Rest) == 0) {
    return {static_cast<First&&>(first), static_cast<Second&&>(second), static_cast<Third&&>(third)};
  } else {
    return {static_cast<First&&>(first), static_cast<Second&&>(second), static_cast<Third&&>(third),
            make_fields(static_cast<Rest&&>(rest)...)};
  }
}

// Calls function(first, second, …).
template <class Function, class First>
SINTER_INLINE constexpr decltype(auto) apply(Function&& function, fields<First> const& from) {
  return function(from.first);
}
template <class Function, class First, class Second>
SINTER_INLINE constexpr decltype(auto) apply(Function&& function, fields<First, Second> const& from) {
  return function(from.first, from.second);
}
template <class Function, class First, class Second, class Third, class... Rest>
SINTER_INLINE constexpr decltype(auto) apply(Function&& function, fields<First, Second, Third, Rest...> const& from) {
  if constexpr (sizeof...(Rest) == 0) {
    return function(from.first, from.second, from.third);
  } else {
    return apply([&](auto const&... rest)
                     SINTER_LAMBDA -> decltype(auto) { return function(from.first, from.second, from.third, rest...); },
                 from.rest);
  }
}

}  // namespace sinter::detail
