#pragma once

#include <cstddef>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace bench::peers {

// A register of the widest ISA that this file is compiled for.
#if defined(__AVX512F__)
inline constexpr int register_bytes = 64;
#elif defined(__AVX__)
inline constexpr int register_bytes = 32;
#else
inline constexpr int register_bytes = 16;
#endif
typedef double register_f64 __attribute__((vector_size(register_bytes)));
typedef float register_f32 __attribute__((vector_size(register_bytes)));
inline constexpr int register_doubles = register_bytes / 8;

// Writes a register past the caches; `to` is aligned to it.
[[gnu::always_inline]] inline void store_past_caches(void* to, register_f64 value) {
#if defined(__AVX512F__)
  _mm512_stream_pd(static_cast<double*>(to), value);
#elif defined(__AVX__)
  _mm256_stream_pd(static_cast<double*>(to), value);
#elif defined(__SSE2__)
  _mm_stream_pd(static_cast<double*>(to), value);
#else
  *static_cast<register_f64*>(to) = value;
#endif
}
[[gnu::always_inline]] inline void store_past_caches(void* to, register_f32 value) {
  store_past_caches(to, reinterpret_cast<register_f64>(value));
}

// Makes such stores visible to other threads.
inline void fence_stores() {
#if defined(__SSE2__)
  _mm_sfence();
#endif
}

}  // namespace bench::peers
