#pragma once

#include <sinter/core/relaxed.hpp>

namespace sinter {

// Gives the memory that is kept of arrays that are gone back to the system: of large ones, and of the small ones of this
// thread. Thread-safe. O(kept blocks).
void trim() noexcept;

namespace detail {

// Blocks from here on come from the pool, smaller ones from operator new. glibc's malloc keeps 128 KiB of what is freed:
// as soon as the results of a loop are more together, every page of theirs faults again at each turn (bench/pool).
inline constexpr std::size_t pool_threshold = std::size_t{1} << 16;

// Blocks from here on lie in huge pages.
inline constexpr std::size_t huge_page_threshold = std::size_t{1} << 22;

// Two results of 2^24 doubles, which is the default of machines with little memory; of others it is a sixteenth of that.
// What does not fit lies in fresh huge pages, which cost a third to three times more than kept ones (bench/pool).
inline constexpr index_t default_pool_bytes = index_t{1} << 28;
index_t usual_pool_bytes();

// The setting pool_bytes. Defined above this layer, where the settings are; throws as reading them does.
index_t pool_budget();

// The same, written there whenever it changes; below 0 before the settings are read.
extern relaxed<index_t> known_pool_budget;

struct pool_usage {
  index_t live_bytes;  // in large blocks that are in use
  index_t peak_bytes;  // the most that live_bytes was since the last trim()
  index_t kept_bytes;  // in blocks that wait to be used again
  int kept_blocks;
};
pool_usage usage_of_pool();

// Whether this program's tools see every block as its own: under AddressSanitizer and MemorySanitizer there is no pool.
bool pool_is_bypassed();

}  // namespace detail
}  // namespace sinter
