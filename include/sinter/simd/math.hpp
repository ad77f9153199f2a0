#pragma once

#include <sinter/simd/xsimd.hpp>

// Elementary functions of a register. They are compiled once, in the library, so that an expression costs no compile
// time for them, and so that an element has the same bits whatever the flags of the file that asks: the caller passes
// registers of its own ISA, and gets what the active ISA computes.

namespace sinter::detail {

template <class Element, class Arch>
using register_vec = vec<Element, Arch::register_bytes / static_cast<int>(sizeof(Element))>;

template <class Element, class Arch, int Operands>
struct math_signature;
template <class Element, class Arch>
struct math_signature<Element, Arch, 1> {
  using type = register_vec<Element, Arch> (*)(register_vec<Element, Arch>);
};
template <class Element, class Arch>
struct math_signature<Element, Arch, 2> {
  using type = register_vec<Element, Arch> (*)(register_vec<Element, Arch>, register_vec<Element, Arch>);
};

// Points to the function for registers of Arch: of the active ISA, or until that is known to one that asks for it. Set
// in kernels/math.cpp. A call through it costs what a direct call does.
template <class Function, class Element, class Arch, int Operands>
extern typename math_signature<Element, Arch, Operands>::type math_entry;

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif
template <class Function, class Element, class Arch, int Operands>
SINTER_INLINE auto math_function() {
  return __atomic_load_n(&math_entry<Function, Element, Arch, Operands>, __ATOMIC_RELAXED);
}
template <class Function, class Element, class Arch, int Operands>
SINTER_INLINE void set_math_function(typename math_signature<Element, Arch, Operands>::type function) {
  __atomic_store_n(&math_entry<Function, Element, Arch, Operands>, function, __ATOMIC_RELAXED);
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <int Bytes>
using arch_of_bytes =
    std::conditional_t<Bytes == 64, arch::avx512, std::conditional_t<Bytes == 32, arch::avx2, arch::baseline>>;

template <class Function, class Element, int Lanes, class... Vecs>
SINTER_INLINE vec<Element, Lanes> math_vec(Vecs... x) {
  return by_register<Element, Lanes>(
      []<class Register, class... More>(Register v, More... more) SINTER_LAMBDA {
        return math_function<Function, Element, arch_of_bytes<sizeof(Register)>, 1 + sizeof...(More)>()(v, more...);
      },
      x...);
}

}  // namespace sinter::detail
