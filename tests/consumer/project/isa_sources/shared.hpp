#pragma once

// What every file of the program sees: code that is not inlined, state, and types with virtual functions. There must be
// one of each state, and of the code one for each ISA.

#include <stdexcept>

// 0 where this file is compiled for the baseline.
template <class Any>
[[gnu::noinline]] int flags_of() {
#if defined(__AVX512F__)
  return 2;
#elif defined(__AVX2__)
  return 1;
#else
  return 0;
#endif
}

inline int& calls() {
  static int count = 0;
  return count;
}

inline int total = 0;

struct shape {
  virtual ~shape() = default;
  virtual int flags() const { return flags_of<shape>(); }
};

struct refusal : std::runtime_error {
  using std::runtime_error::runtime_error;
};
