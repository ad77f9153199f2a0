#pragma once

#include <sinter/expr/make.hpp>

// Comparisons of integers by value, whatever their types: nothing is rounded or wrapped on the way, as in NumPy.

namespace sinter::detail {

// The comparison with its sides exchanged, and the one of an int64 with a uint64.
template <class Op>
struct comparison;
template <>
struct comparison<ops::equal> {
  using mirrored = ops::equal;
  using of_signed = ops::signed_equal;
};
template <>
struct comparison<ops::not_equal> {
  using mirrored = ops::not_equal;
  using of_signed = ops::signed_not_equal;
};
template <>
struct comparison<ops::less> {
  using mirrored = ops::greater;
  using of_signed = ops::signed_less;
};
template <>
struct comparison<ops::less_equal> {
  using mirrored = ops::greater_equal;
  using of_signed = ops::signed_less_equal;
};
template <>
struct comparison<ops::greater> {
  using mirrored = ops::less;
  using of_signed = ops::signed_greater;
};
template <>
struct comparison<ops::greater_equal> {
  using mirrored = ops::less_equal;
  using of_signed = ops::signed_greater_equal;
};

template <class Type>
inline constexpr bool is_integer = std::integral<Type> && !std::same_as<Type, bool>;

template <class Wide, class Narrow>
inline constexpr bool holds_every =
    std::is_signed_v<Wide> && !std::is_signed_v<Narrow>
        ? (sizeof(Wide) > sizeof(Narrow))
        : (sizeof(Wide) >= sizeof(Narrow) && std::is_signed_v<Wide> == std::is_signed_v<Narrow>);

// A tree of integers and a C++ integer that its element type may not hold.
template <class A, class B>
constexpr bool may_not_fit() {
  using array = std::remove_cvref_t<A>;
  using number = std::remove_cvref_t<B>;
  if constexpr (scalar<array> || !scalar<number>) {
    return false;
  } else if constexpr (is_integer<typename array::element> && is_integer<number>) {
    return !holds_every<typename array::element, number>;
  } else {
    return false;
  }
}

// Both are trees, the one of signed integers and the other of uint64.
template <class A, class B>
constexpr bool is_signed_with_uint64() {
  using first = std::remove_cvref_t<A>;
  using second = std::remove_cvref_t<B>;
  if constexpr (scalar<first> || scalar<second>) {
    return false;
  } else {
    return std::signed_integral<typename first::element> && std::same_as<typename second::element, std::uint64_t>;
  }
}

template <class Op, class... Children>
SINTER_INLINE auto make_node_of(Children&&... children) {
  return node<Op, std::remove_cvref_t<Children>...>(Op{}, static_cast<Children&&>(children)...);
}

// -1: below the values of Element; 1: above; 0: one of them.
template <class Element, class Number>
SINTER_INLINE int side_of(Number value) {
  if (std::is_signed_v<Number> && value < Number(0)) {
    if constexpr (!std::is_signed_v<Element>) return -1;
    return static_cast<std::int64_t>(value) < static_cast<std::int64_t>(std::numeric_limits<Element>::min()) ? -1 : 0;
  }
  return static_cast<std::uint64_t>(value) > static_cast<std::uint64_t>(std::numeric_limits<Element>::max()) ? 1 : 0;
}

// With a number that may not fit: a & ~0 against the number, or if that cannot be, a & 0 against 1. `<=` and `>` are
// `<` and `>=` of the next number, so that what is less than every element needs no element less than all others.
template <class Op, class A, class Number>
SINTER_INLINE auto compare_with_number(A&& a, Number number) {
  using element = typename std::remove_cvref_t<A>::element;
  constexpr bool next = std::same_as<Op, ops::less_equal> || std::same_as<Op, ops::greater>;
  constexpr bool ordered = !std::same_as<Op, ops::equal> && !std::same_as<Op, ops::not_equal>;
  using op = std::conditional_t < !ordered, Op,
        std::conditional_t < std::same_as<Op, ops::less> || std::same_as<Op, ops::less_equal>, ops::less,
        ops::greater_equal >>
      ;
  int const side = side_of<element>(number);
  element limit = side < 0 ? std::numeric_limits<element>::min() : static_cast<element>(number);
  bool fits = ordered ? side <= 0 : side == 0;
  if (next && side == 0) {
    fits = limit != std::numeric_limits<element>::max();
    if (fits) limit = static_cast<element>(limit + 1);
  }
  auto const all = constant<element>(static_cast<element>(fits ? ~element(0) : element(0)));
  auto masked = make_node_of<ops::bit_and>(as_tree(static_cast<A&&>(a)), all);
  return make_node_of<op>(std::move(masked), constant<element>(fits ? limit : element(1)));
}

template <class Op, class A, class B>
SINTER_INLINE auto make_comparison(A&& a, B&& b) {
  using mirrored = typename comparison<Op>::mirrored;
  if constexpr (may_not_fit<A, B>()) {
    return compare_with_number<Op>(static_cast<A&&>(a), b);
  } else if constexpr (may_not_fit<B, A>()) {
    return compare_with_number<mirrored>(static_cast<B&&>(b), a);
  } else if constexpr (is_signed_with_uint64<A, B>()) {
    return make_node_of<typename comparison<Op>::of_signed>(as_tree_of<std::uint64_t>(static_cast<A&&>(a)),
                                                            as_tree(static_cast<B&&>(b)));
  } else if constexpr (is_signed_with_uint64<B, A>()) {
    return make_node_of<typename comparison<mirrored>::of_signed>(as_tree_of<std::uint64_t>(static_cast<B&&>(b)),
                                                                  as_tree(static_cast<A&&>(a)));
  } else {
    return make_node<Op>(static_cast<A&&>(a), static_cast<B&&>(b));
  }
}

}  // namespace sinter::detail
