#include "allocation_watch.hpp"

#include <cstdlib>
#include <new>

std::atomic<std::size_t> sinter::testing::largest_allocation{0};

void* operator new(std::size_t bytes) {
  auto& largest = sinter::testing::largest_allocation;
  std::size_t seen = largest;
  while (bytes > seen && !largest.compare_exchange_weak(seen, bytes)) {
  }
  if (void* const memory = std::malloc(bytes == 0 ? 1 : bytes)) return memory;
  throw std::bad_alloc();
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
