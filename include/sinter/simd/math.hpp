#pragma once

#include <sinter/simd/xsimd.hpp>

// Elementary functions of a register. They are compiled once, in the library, so that an element has the same bits
// whatever the flags of the file that asks, and so that an expression costs no compile time for them.

namespace sinter::detail {

// Defined in kernels/math.cpp, instantiated there for float and double and the arch it is compiled for.
template <class Function, class Element, class Arch>
vec<Element, Arch::register_bytes / static_cast<int>(sizeof(Element))> math_register(
    vec<Element, Arch::register_bytes / static_cast<int>(sizeof(Element))> x);
template <class Function, class Element, class Arch>
vec<Element, Arch::register_bytes / static_cast<int>(sizeof(Element))> math_register(
    vec<Element, Arch::register_bytes / static_cast<int>(sizeof(Element))> x,
    vec<Element, Arch::register_bytes / static_cast<int>(sizeof(Element))> y);

template <int Bytes>
using arch_of_bytes =
    std::conditional_t<Bytes == 64, arch::avx512, std::conditional_t<Bytes == 32, arch::avx2, arch::baseline>>;

template <class Function, class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> math_vec(vec<Element, Lanes> x) {
  return by_register<Element, Lanes>(
      []<class Vec>(Vec v) { return math_register<Function, Element, arch_of_bytes<sizeof(Vec)>>(v); }, x);
}

template <class Function, class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> math_vec(vec<Element, Lanes> x, vec<Element, Lanes> y) {
  return by_register<Element, Lanes>(
      []<class Vec>(Vec v, Vec w) { return math_register<Function, Element, arch_of_bytes<sizeof(Vec)>>(v, w); }, x, y);
}

}  // namespace sinter::detail
