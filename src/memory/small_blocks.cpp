#include "small_blocks.hpp"

#include <algorithm>
#include <utility>

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
  std::ptrdiff_t const full = of_this_thread.latest_shelf;
  kept_blocks::shelf& shelf = of_this_thread.shelves[full];
  if (of_this_thread.latest != nullptr && shelf.count == kept_blocks::most_of_a_size) {
    free_on_heap(shelf.blocks[0], bytes_of_shelf(full));
    std::copy(shelf.blocks + 1, shelf.blocks + shelf.count, shelf.blocks);
    --shelf.count;
    of_this_thread.bytes -= bytes_of_shelf(full);
  }
  return keep_small(block, size);
}

void drop_small_blocks() noexcept {
  kept_blocks& all = of_this_thread;
  if (all.latest != nullptr) free_on_heap(std::exchange(all.latest, nullptr), bytes_of_shelf(all.latest_shelf));
  for (kept_blocks::shelf& one : all.shelves) {
    std::size_t const bytes = bytes_of_shelf(&one - all.shelves);
    while (one.count > 0) free_on_heap(one.blocks[--one.count], bytes);
  }
  all.bytes = 0;
}

}  // namespace sinter::detail
