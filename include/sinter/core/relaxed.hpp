#pragma once

#include <sinter/core/config.hpp>

namespace sinter::detail {

// A number that one thread may read while another writes it; nothing else is ordered by it. A load is one instruction, and
// one for the compiler too, to which std::atomic's is five blocks at every place where it is inlined.
template <class Value>
struct relaxed {
  Value value;
  SINTER_INLINE Value load() const { return __atomic_load_n(&value, __ATOMIC_RELAXED); }
  SINTER_INLINE void store(Value to) { __atomic_store_n(&value, to, __ATOMIC_RELAXED); }
};

}  // namespace sinter::detail
