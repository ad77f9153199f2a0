#pragma once

#include <sinter/memory/pool.hpp>

namespace sinter::detail {

struct mapping {
  void* pages = nullptr;
  std::size_t bytes = 0;
};

// A kept block of at least `bytes` and at most a quarter more, the smallest there is, or new pages. No pages: the system
// has none.
mapping take_from_pool(std::size_t bytes) noexcept;

// Keeps it within the budget, for which the blocks that waited longest go, or gives it to the system.
void give_to_pool(mapping block) noexcept;

// pool_budget(), or 0 where reading the settings fails: who frees cannot report it.
index_t budget_or_nothing() noexcept;

}  // namespace sinter::detail
