#pragma once

#include <sinter/memory/buffer.hpp>
#include <sinter/memory/pool.hpp>

namespace sinter::detail {

// Elements begin behind one to four spacings, which new blocks take in turns: of two arrays that begin alike not even the
// neighbours of an element (a stencil's) may be taken for what is stored.
inline constexpr std::size_t offsets = 4;
inline constexpr std::size_t most_offset = offsets * spacing;

struct mapping {
  void* pages = nullptr;
  std::size_t bytes = 0;
  std::size_t offset = spacing;  // of the elements
};

// A kept block of at least `bytes` and at most a quarter more, the smallest there is, or new pages. No pages: the system
// has none.
mapping take_from_pool(std::size_t bytes) noexcept;

// Keeps it within the budget, for which the blocks that waited longest go, or gives it to the system.
void give_to_pool(mapping block) noexcept;

// pool_budget(), or 0 where reading the settings fails: who frees cannot report it.
index_t read_budget() noexcept;
inline index_t budget_or_nothing() noexcept {
  index_t const known = known_pool_budget.load();
  return known >= 0 ? known : read_budget();
}

}  // namespace sinter::detail
