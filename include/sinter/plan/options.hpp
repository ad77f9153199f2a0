#pragma once

#include <sinter/core/config.hpp>

namespace sinter {

// How a statement is run.
enum class mode : unsigned char {
  automatic,  // chosen per statement
  per_op,     // one operation at a time, every intermediate a whole array
  fused,      // the whole expression per register, one pass
  blocked,    // one operation at a time over blocks that stay in L1, through the kernels of the best ISA
};

char const* to_string(mode value);

// Choices for one statement; what is left out comes from `settings()`.
struct options {
  sinter::mode mode = sinter::mode::automatic;
  int threads = 0;        // 0: as many as pay, up to settings().threads
  bool contract = false;  // x * y + z rounds once, in every mode
};

}  // namespace sinter
