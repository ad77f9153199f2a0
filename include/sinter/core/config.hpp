#pragma once

// Every macro of the library is defined in this file.

#include <cstddef>

#if defined(__FAST_MATH__) && !defined(SINTER_ALLOW_FAST_MATH)
#error \
    "sinter: -ffast-math removes NaN, infinities and signed zeros from the results that sinter promises; \
compile without it, or define SINTER_ALLOW_FAST_MATH to give the promises up"
#endif

#define SINTER_VERSION_MAJOR 0
#define SINTER_VERSION_MINOR 1
#define SINTER_VERSION_PATCH 0

// Small functions of the inner loops: an outlined copy would be a weak symbol with ISA-specific code in it.
#define SINTER_INLINE __attribute__((always_inline)) inline
#define SINTER_LAMBDA __attribute__((always_inline))
#define SINTER_NOINLINE __attribute__((noinline))

#if defined(__clang__)
#define SINTER_LIFETIMEBOUND [[clang::lifetimebound]]
#else
#define SINTER_LIFETIMEBOUND
#endif

// The checked build tests every index and traps the use of what no longer lives.
#if !defined(SINTER_CHECKED)
#define SINTER_CHECKED 0
#endif

// Whether loops may move 256 bits at once though there are registers of 512: by default on Zen 4, which compilers that do
// not know it take for a Zen 3 with AVX-512.
#if !defined(SINTER_HALF_REGISTERS)
#if defined(__AVX512F__) && (defined(__znver3__) || defined(__znver4__))
#define SINTER_HALF_REGISTERS 1
#else
#define SINTER_HALF_REGISTERS 0
#endif
#endif

// A file that CMake's sinter_isa_sources compiles once per ISA: its functions stand in this namespace, and the build says
// which other copies there are. Compiled in any other way it is one copy, and works too.
#if !defined(SINTER_ISA_NAMESPACE)
#define SINTER_ISA_NAMESPACE sinter_isa_baseline
#define SINTER_ISA_IS_BASELINE 1
#endif
#if defined(SINTER_ISA_HAS_AVX2)
#define SINTER_ISA_AVX2_COPY(name) &sinter_isa_avx2::name
#else
#define SINTER_ISA_AVX2_COPY(name) &sinter_isa_baseline::name
#endif
#if defined(SINTER_ISA_HAS_AVX512)
#define SINTER_ISA_AVX512_COPY(name) &sinter_isa_avx512::name
#else
#define SINTER_ISA_AVX512_COPY(name) SINTER_ISA_AVX2_COPY(name)
#endif
#if defined(SINTER_ISA_IS_BASELINE)
#define SINTER_ISA_ENTRY(name)                                                                                  \
  namespace sinter_isa_avx2 {                                                                                   \
  name##_signature name;                                                                                        \
  }                                                                                                             \
  namespace sinter_isa_avx512 {                                                                                 \
  name##_signature name;                                                                                        \
  }                                                                                                             \
  constinit std::remove_cv_t<decltype(name)> const name(&sinter_isa_baseline::name, SINTER_ISA_AVX2_COPY(name), \
                                                        SINTER_ISA_AVX512_COPY(name))
#else
#define SINTER_ISA_ENTRY(name) static_assert(true)
#endif

// Behind the body of `name` in SINTER_ISA_NAMESPACE, in the namespace where its isa_function is declared.
#define SINTER_DISPATCH(name)                                                           \
  using name##_signature = std::remove_cv_t<decltype(name)>::signature;                 \
  static_assert(std::is_same_v<decltype(SINTER_ISA_NAMESPACE::name), name##_signature>, \
                "sinter: " #name " has another signature than its isa_function");       \
  SINTER_ISA_ENTRY(name)

namespace sinter {

using index_t = std::ptrdiff_t;

// Of every owned buffer; never derived from compiler flags, so that it cannot differ between two files.
inline constexpr std::size_t alignment = 64;

inline constexpr int max_rank = 32;

}  // namespace sinter
