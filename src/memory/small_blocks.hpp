#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <new>

#include <sinter/memory/buffer.hpp>

namespace sinter::detail {

// Blocks below pool_threshold that the thread has freed, a few of each size: the next array of that size takes one in a
// few ns, where an aligned block of the heap costs more than a small statement.

// What a request is rounded up to, so that blocks of similar arrays serve each other: at most a quarter more. Four shelves
// for each power of two: 64, 80, 96, 112, 128, 160, …
struct small_size {
  std::size_t rounded;
  int shelf;
};
inline small_size small_size_of(std::size_t bytes) {
  bytes = std::max(bytes, std::size_t{64});
  int const shift = std::max(4, static_cast<int>(std::bit_width(bytes - 1)) - 3);
  std::size_t const rounded = ((bytes - 1) >> shift << shift) + (std::size_t{1} << shift);
  int const power = static_cast<int>(std::bit_width(rounded)) - 1;
  return {rounded, (power - 6) * 4 + static_cast<int>((rounded >> (power - 2)) & 3)};
}

// What operator new is asked for, and operator delete told, of so many bytes.
inline std::align_val_t heap_alignment(std::size_t bytes) {
  return std::align_val_t{is_spaced(bytes) ? spacing : alignment};
}
inline void free_on_heap(void* block, std::size_t bytes) noexcept { ::operator delete(block, heap_alignment(bytes)); }

// A kept block of a size, or null.
void* take_small(small_size size) noexcept;

// False when the thread keeps enough, or ends.
bool keep_small(void* block, small_size size) noexcept;

// Frees what this thread keeps.
void drop_small_blocks() noexcept;

}  // namespace sinter::detail
