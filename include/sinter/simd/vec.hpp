#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include <sinter/core/element.hpp>
#include <sinter/simd/arch.hpp>

namespace sinter::detail {

template <int Bytes, bool Signed = true>
using lane_integer = typename integer_of<Bytes, Signed>::type;

// The compiler's vector type of Lanes elements; any power of two, narrower than a register too.
template <class Element, int Lanes>
struct vec_types {
  typedef Element aligned __attribute__((vector_size(sizeof(Element) * Lanes)));
  typedef Element unaligned __attribute__((vector_size(sizeof(Element) * Lanes), aligned(alignof(Element)), may_alias));
};

template <class Element, int Lanes>
using vec = typename vec_types<Element, Lanes>::aligned;

template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> load_vec(Element const* from) {
  return *reinterpret_cast<typename vec_types<Element, Lanes>::unaligned const*>(from);
}

template <class Element, int Lanes>
SINTER_INLINE void store_vec(Element* to, vec<Element, Lanes> value) {
  *reinterpret_cast<typename vec_types<Element, Lanes>::unaligned*>(to) = value;
}

template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> splat_vec(Element value) {
  // A shuffle of one lane; `value - vec{}` would turn -0 into 0.
  vec<Element, Lanes> one = {value};
  if constexpr (Lanes == 1) {
    return one;
  } else {
    vec<lane_integer<sizeof(Element)>, Lanes> zero = {};
#if defined(__clang__)
    for (int lane = 0; lane < Lanes; ++lane) one[lane] = value;
    (void)zero;
    return one;
#else
    return __builtin_shuffle(one, zero);
#endif
  }
}

// Lanes First, First + 1, …, and two registers as one.
template <int First, class Element, int Lanes, int... Lane>
SINTER_INLINE vec<Element, sizeof...(Lane)> pick_lanes(vec<Element, Lanes> x, std::integer_sequence<int, Lane...>) {
  return __builtin_shufflevector(x, x, (First + Lane)...);
}
template <class Element, int Lanes, int... Lane>
SINTER_INLINE vec<Element, sizeof...(Lane)> join_lanes(vec<Element, Lanes> low, vec<Element, Lanes> high,
                                                       std::integer_sequence<int, Lane...>) {
  return __builtin_shufflevector(low, high, Lane...);
}

// The first `count` lanes of a, the others of b.
template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> first_lanes(int count, vec<Element, Lanes> a, vec<Element, Lanes> b) {
#if defined(__AVX512BW__)
  if constexpr (sizeof a == 64) {
    auto const active = ~std::uint64_t{0} >> (64 - static_cast<unsigned>(count) * sizeof(Element));
    return (vec<Element, Lanes>)_mm512_mask_blend_epi8(active, (__m512i)b, (__m512i)a);
  }
#endif
  using number = lane_integer<sizeof(Element)>;
  vec<number, Lanes> place;
  for (int lane = 0; lane < Lanes; ++lane) place[lane] = static_cast<number>(lane);
  return place < splat_vec<number, Lanes>(static_cast<number>(count)) ? a : b;
}

// Calls with(r) for r from 0 to Count - 1. Every index is a constant at once: an array of registers that is indexed by a
// variable, if only in a loop that is unrolled later, is written to memory wherever it changes.
template <int Count, class With>
SINTER_INLINE void for_registers(With const& with) {
  [&]<int... R>(std::integer_sequence<int, R...>)
      SINTER_LAMBDA { (with(std::integral_constant<int, R>{}), ...); }(std::make_integer_sequence<int, Count>{});
}

}  // namespace sinter::detail
