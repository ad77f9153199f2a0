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
  std::size_t const last = std::max(bytes, std::size_t{64}) - 1;
  int const shift = static_cast<int>(std::bit_width(last)) - 3;
  std::size_t const quarter = last >> shift;  // 4 to 7
  return {(quarter + 1) << shift, 4 * shift + static_cast<int>(quarter) - (4 * 3 + 7)};
}

// What operator new is asked for, and operator delete told, of so many bytes.
inline std::align_val_t heap_alignment(std::size_t bytes) {
  return std::align_val_t{is_spaced(bytes) ? spacing : alignment};
}
inline void free_on_heap(void* block, std::size_t bytes) noexcept { ::operator delete(block, heap_alignment(bytes)); }

// What a thread keeps. Trivial, so that arrays which die after it find it.
struct alignas(64) kept_blocks {
  static constexpr int sizes = 48;  // four from each power of two to the next
  static constexpr int most_of_a_size = 4;
  static constexpr std::size_t most_bytes = 256 * 1024;
  struct shelf {
    void* blocks[most_of_a_size];
    int count;
  };
  // The block freed last, in the line that every call looks at: fresh results take and free one and the same.
  void* latest;
  int latest_shelf;
  bool is_open;  // from the first block on until the thread ends
  std::size_t bytes;
  shelf shelves[sizes];
};
extern constinit thread_local kept_blocks of_this_thread;

// Frees what this thread keeps.
void drop_small_blocks() noexcept;

// A kept block of a size, or null.
inline void* take_small(small_size size) noexcept {
  kept_blocks& from = of_this_thread;
  void* block = from.latest;
  if (block != nullptr && from.latest_shelf == size.shelf) {
    from.latest = nullptr;
  } else {
    kept_blocks::shelf& shelf = from.shelves[size.shelf];
    if (shelf.count == 0) return nullptr;
    block = shelf.blocks[--shelf.count];
  }
  from.bytes -= size.rounded;
  return block;
}

// False, and nothing done, where there is no room, or the thread keeps nothing yet or any more.
inline bool keep_small(void* block, small_size size) noexcept {
  kept_blocks& to = of_this_thread;
  if (!to.is_open || to.bytes + size.rounded > kept_blocks::most_bytes) return false;
  if (to.latest != nullptr) {
    kept_blocks::shelf& shelf = to.shelves[to.latest_shelf];
    if (shelf.count == kept_blocks::most_of_a_size) return false;
    shelf.blocks[shelf.count++] = to.latest;
  }
  to.latest = block;
  to.latest_shelf = size.shelf;
  to.bytes += size.rounded;
  return true;
}

// The same, after the oldest block of a full shelf has left for the latest: the newest is the one that the caches still
// have. False where the thread keeps enough, or ends.
bool keep_small_instead(void* block, small_size size) noexcept;

}  // namespace sinter::detail
