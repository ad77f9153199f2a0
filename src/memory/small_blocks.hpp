#pragma once

#include <cstddef>

namespace sinter::detail {

// Blocks below pool_threshold that the thread has freed, a few of each size: the next array of that size takes one in a
// few ns, where an aligned block of the heap costs more than a small statement.

// What a request is rounded up to, so that blocks of similar arrays serve each other: at most a quarter more.
std::size_t small_block_bytes(std::size_t bytes);

// A kept block for a rounded size, or null.
void* take_small(std::size_t rounded) noexcept;

// False when the thread keeps enough, or ends.
bool keep_small(void* block, std::size_t rounded) noexcept;

// Frees what this thread keeps.
void drop_small_blocks() noexcept;

}  // namespace sinter::detail
