#pragma once

#include <sinter/core/config.hpp>

namespace sinter {

// Instruction sets that sinter has code for, each holding all before it.
enum class isa : unsigned char {
  baseline,  // what the compiler emits without flags: SSE2 on x86-64
  avx2,      // x86-64-v3: AVX2 and FMA
  avx512,    // x86-64-v4: AVX-512 F, BW, CD, DQ, VL
};

// Tags: whatever contains instructions of an ISA carries its tag in its type, so that files compiled with
// different flags never share a symbol.
namespace arch {

struct baseline {
  static constexpr isa value = isa::baseline;
  static constexpr int register_bytes = 16;
};
struct avx2 {
  static constexpr isa value = isa::avx2;
  static constexpr int register_bytes = 32;
};
struct avx512 {
  static constexpr isa value = isa::avx512;
  static constexpr int register_bytes = 64;
};

}  // namespace arch

// The ISA that this file is compiled for.
#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512CD__) && defined(__AVX512DQ__) && \
    defined(__AVX512VL__)
using compiled_arch = arch::avx512;
#elif defined(__AVX2__) && defined(__FMA__)
using compiled_arch = arch::avx2;
#else
using compiled_arch = arch::baseline;
#endif

}  // namespace sinter
