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

namespace sinter {

using index_t = std::ptrdiff_t;

// Of every owned buffer; never derived from compiler flags, so that it cannot differ between two files.
inline constexpr std::size_t alignment = 64;

inline constexpr int max_rank = 32;

}  // namespace sinter
