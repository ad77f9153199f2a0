#include "small_blocks.hpp"

#include <algorithm>

namespace sinter::detail {

constinit thread_local kept_blocks of_this_thread{};

namespace {

constinit thread_local bool is_closed = false;

// What small_size_of() rounds to.
std::size_t bytes_of_shelf(std::ptrdiff_t shelf) { return static_cast<std::size_t>(4 + shelf % 4) << (shelf / 4 + 4); }

// Gives everything back when the thread ends.
struct thread_end {
  ~thread_end() {
    is_closed = true;
    of_this_thread.is_open = false;
    drop_small_blocks();
  }
};

bool open() {
  if (is_closed) return false;
  thread_local thread_end const at_end;
  static_cast<void>(&at_end);
  return of_this_thread.is_open = true;
}

}  // namespace

bool keep_small_instead(void* block, small_size size) noexcept {
  if (!of_this_thread.is_open && !open()) return false;
  kept_blocks::shelf& shelf = of_this_thread.shelves[size.shelf];
  if (shelf.count == kept_blocks::most_of_a_size) {
    free_on_heap(shelf.blocks[0], size.rounded);
    std::copy(shelf.blocks + 1, shelf.blocks + shelf.count, shelf.blocks);
    --shelf.count;
    of_this_thread.bytes -= size.rounded;
  }
  return keep_small(block, size);
}

void drop_small_blocks() noexcept {
  for (kept_blocks::shelf& one : of_this_thread.shelves) {
    std::size_t const bytes = bytes_of_shelf(&one - of_this_thread.shelves);
    while (one.count > 0) free_on_heap(one.blocks[--one.count], bytes);
  }
  of_this_thread.bytes = 0;
}

}  // namespace sinter::detail
