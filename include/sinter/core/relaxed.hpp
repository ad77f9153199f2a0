#pragma once

#include <sinter/core/config.hpp>

namespace sinter::detail {

// A number that one thread may read while another writes it; nothing else is ordered by it. A load is one instruction, and
// one for the compiler too, to which std::atomic's is five blocks at every place where it is inlined. Besides, <atomic>
// would take a thirtieth of the time that all headers take.
template <class Value>
struct relaxed {
  Value value;
  SINTER_INLINE Value load() const {
    Value now;
    __atomic_load(&value, &now, __ATOMIC_RELAXED);
    return now;
  }
  SINTER_INLINE void store(Value to) { __atomic_store(&value, &to, __ATOMIC_RELAXED); }
};

// A flag: who reads it set sees all that was written before it was.
struct published {
  bool value;
  SINTER_INLINE bool load() const { return __atomic_load_n(&value, __ATOMIC_ACQUIRE); }
  SINTER_INLINE void set() { __atomic_store_n(&value, true, __ATOMIC_RELEASE); }
};

}  // namespace sinter::detail
