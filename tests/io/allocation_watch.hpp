#pragma once

#include <atomic>
#include <cstddef>

namespace sinter::testing {

// The largest block that `new` gave out in this program since a test last set this to 0.
extern std::atomic<std::size_t> largest_allocation;

}  // namespace sinter::testing
