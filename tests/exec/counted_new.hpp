#pragma once

#include <atomic>

namespace sinter::testing {

// Calls of every form of operator new in this program.
extern std::atomic<long> allocations;

}  // namespace sinter::testing
