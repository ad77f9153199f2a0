#include "pool.hpp"

#include <algorithm>
#include <pthread.h>
#include <type_traits>

#include "pages.hpp"
#include "small_blocks.hpp"

// Pages that a freed array leaves are kept for the next one: to fault and clear them anew costs several times what an
// expression does to them.

namespace sinter::detail {
namespace {

constexpr int most_kept = 256;  // looked through at every request

// Lives as long as the process: static arrays may be freed after every destructor has run.
struct pool_state {
  pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
  mapping kept[most_kept] = {};  // the one that waits longest first
  int count = 0;
  std::size_t kept_bytes = 0;
  std::size_t live_bytes = 0;
  std::size_t peak_bytes = 0;
  std::size_t turn = 0;
};
static_assert(std::is_trivially_destructible_v<pool_state>);
constinit pool_state pool;

class pool_lock {
 public:
  pool_lock() { pthread_mutex_lock(&pool.guard); }
  ~pool_lock() { pthread_mutex_unlock(&pool.guard); }
  pool_lock(pool_lock const&) = delete;
  pool_lock& operator=(pool_lock const&) = delete;
};

// A thread that holds the lock does not exist in a forked child.
[[maybe_unused]] int const watches_forks =
    pthread_atfork([] { pthread_mutex_lock(&pool.guard); }, [] { pthread_mutex_unlock(&pool.guard); },
                   [] { pthread_mutex_unlock(&pool.guard); });

mapping remove(int at) {
  mapping const found = pool.kept[at];
  std::copy(pool.kept + at + 1, pool.kept + pool.count, pool.kept + at);
  --pool.count;
  pool.kept_bytes -= found.bytes;
  return found;
}

// The smallest of those that fit, the last one freed among equals: more of it is in the caches. -1: none fits.
int best_fit(std::size_t bytes) {
  int best = -1;
  std::size_t most = bytes + bytes / 4;
  for (int at = pool.count - 1; at >= 0; --at) {
    std::size_t const has = pool.kept[at].bytes;
    if (has < bytes || has > most) continue;
    best = at;
    most = has - 1;
  }
  return best;
}

void add_live(std::size_t bytes) {
  pool.live_bytes += bytes;
  pool.peak_bytes = std::max(pool.peak_bytes, pool.live_bytes);
}

mapping take_kept(std::size_t bytes) {
  pool_lock const lock;
  int const at = best_fit(bytes);
  if (at < 0) return {};
  add_live(pool.kept[at].bytes);
  return remove(at);
}

// What has to leave so that `block` can be kept: an older one, or `block` itself. No pages: it is kept.
mapping keep_or_evict(mapping block, std::size_t budget, std::size_t no_longer_live) {
  pool_lock const lock;
  pool.live_bytes -= no_longer_live;
  // A program that needs little is not made to hold much: at most as much again as it once used.
  std::size_t const limit = std::min(budget, pool.peak_bytes);
  if (block.bytes > limit) return block;
  if (pool.count == most_kept || pool.kept_bytes + block.bytes > limit) return remove(0);
  pool.kept[pool.count++] = block;
  pool.kept_bytes += block.bytes;
  return {};
}

}  // namespace

index_t usual_pool_bytes() { return std::max(default_pool_bytes, static_cast<index_t>(physical_bytes() / 16)); }

mapping take_from_pool(std::size_t bytes) noexcept {
  bytes = round_to_pages(bytes);
  if (mapping const found = take_kept(bytes); found.pages != nullptr) return found;
  mapping block{map_pages(bytes), bytes};
  if (block.pages == nullptr) {
    trim();
    block.pages = map_pages(bytes);
    if (block.pages == nullptr) return {};
  }
  pool_lock const lock;
  add_live(bytes);
  block.offset = (pool.turn++ % offsets + 1) * spacing;
  return block;
}

void give_to_pool(mapping block) noexcept {
  auto const budget = static_cast<std::size_t>(budget_or_nothing());
  mapping leaves = keep_or_evict(block, budget, block.bytes);
  while (leaves.pages != nullptr) {
    unmap_pages(leaves.pages, leaves.bytes);  // takes long: not under the lock
    if (leaves.pages == block.pages) return;
    leaves = keep_or_evict(block, budget, 0);
  }
}

pool_usage usage_of_pool() {
  pool_lock const lock;
  auto const signed_of = [](std::size_t bytes) { return static_cast<index_t>(bytes); };
  return {signed_of(pool.live_bytes), signed_of(pool.peak_bytes), signed_of(pool.kept_bytes), pool.count};
}

}  // namespace sinter::detail

namespace sinter {

void trim() noexcept {
  using namespace detail;
  drop_small_blocks();
  for (;;) {
    mapping oldest;
    {
      pool_lock const lock;
      pool.peak_bytes = pool.live_bytes;
      if (pool.count == 0) return;
      oldest = remove(0);
    }
    unmap_pages(oldest.pages, oldest.bytes);
  }
}

}  // namespace sinter
