#include "small_blocks.hpp"

#include <algorithm>
#include <new>

#include <sinter/core/config.hpp>

namespace sinter::detail {
namespace {

constexpr int sizes = 48;  // four from each power of two to the next
constexpr int most_of_a_size = 4;
constexpr std::size_t most_kept_bytes = 256 * 1024;  // that a thread keeps

struct shelf {
  void* blocks[most_of_a_size];
  int count;
};

enum class phase : unsigned char { unused, open, closed };

// Trivial, so that arrays which die after it find it.
struct kept_blocks {
  shelf shelves[sizes];
  std::size_t bytes;
  phase state;
};
constinit thread_local kept_blocks of_this_thread{};

// What small_size_of() rounds to.
std::size_t bytes_of_shelf(std::ptrdiff_t shelf) { return static_cast<std::size_t>(4 + shelf % 4) << (shelf / 4 + 4); }

// Gives everything back when the thread ends.
struct thread_end {
  ~thread_end() {
    of_this_thread.state = phase::closed;
    drop_small_blocks();
  }
};

void open() {
  thread_local thread_end const at_end;
  static_cast<void>(&at_end);
  of_this_thread.state = phase::open;
}

}  // namespace

void* take_small(small_size size) noexcept {
  shelf& from = of_this_thread.shelves[size.shelf];
  if (from.count == 0) return nullptr;
  of_this_thread.bytes -= size.rounded;
  return from.blocks[--from.count];
}

void drop_small_blocks() noexcept {
  for (shelf& one : of_this_thread.shelves) {
    std::size_t const bytes = bytes_of_shelf(&one - of_this_thread.shelves);
    while (one.count > 0) free_on_heap(one.blocks[--one.count], bytes);
  }
  of_this_thread.bytes = 0;
}

bool keep_small(void* block, small_size size) noexcept {
  if (of_this_thread.state != phase::open) {
    if (of_this_thread.state == phase::closed) return false;
    open();
  }
  shelf& to = of_this_thread.shelves[size.shelf];
  if (to.count == most_of_a_size) {  // the newest is the one that the caches still have
    free_on_heap(to.blocks[0], size.rounded);
    std::copy(to.blocks + 1, to.blocks + to.count, to.blocks);
    --to.count;
    of_this_thread.bytes -= size.rounded;
  }
  if (of_this_thread.bytes + size.rounded > most_kept_bytes) return false;
  to.blocks[to.count++] = block;
  of_this_thread.bytes += size.rounded;
  return true;
}

}  // namespace sinter::detail
