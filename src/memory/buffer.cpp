#include <cstdint>
#include <new>

#include <sinter/memory/buffer.hpp>
#include <sinter/memory/pool.hpp>

#include "pool.hpp"
#include "small_blocks.hpp"

// There when the program is linked with that sanitizer, whether this file is compiled for it or not.
extern "C" {
__attribute__((weak)) void __asan_init();  // NOLINT(bugprone-reserved-identifier,readability-identifier-naming)
__attribute__((weak)) void __msan_init();  // NOLINT(bugprone-reserved-identifier,readability-identifier-naming)
}

namespace sinter::detail {

constinit relaxed<index_t> known_pool_budget{-1};

bool pool_is_bypassed() { return __asan_init != nullptr || __msan_init != nullptr; }

namespace {

// In front of the elements of a large block. Where it came from is asked when it goes, the setting may have changed.
struct alignas(alignment) origin {
  mapping block;  // of 0 bytes: from operator new
};

void* allocate_on_heap(std::size_t bytes) {
  std::align_val_t const aligned = heap_alignment(bytes);
  try {
    return ::operator new(bytes, aligned);
  } catch (std::bad_alloc const&) {
    if (usage_of_pool().kept_blocks == 0) throw;
  }
  trim();
  return ::operator new(bytes, aligned);
}

SINTER_NOINLINE std::byte* allocate_new(std::size_t bytes) { return static_cast<std::byte*>(allocate_on_heap(bytes)); }

SINTER_NOINLINE std::byte* allocate_large(std::size_t bytes) {
  if (pool_is_bypassed()) return allocate_new(bytes);
  if (bytes > PTRDIFF_MAX - pool_threshold) throw std::bad_alloc();
  std::size_t const all = bytes + most_offset;
  mapping block;
  if (pool_budget() > 0) block = take_from_pool(all);
  if (block.pages == nullptr) block.pages = allocate_on_heap(all);  // calls the program's new_handler, and throws
  std::byte* const elements = static_cast<std::byte*>(block.pages) + block.offset;
  new (elements - sizeof(origin)) origin{block};
  return elements;
}

SINTER_NOINLINE void free_small(std::byte* block, small_size size) noexcept {
  bool const may_keep = !pool_is_bypassed() && budget_or_nothing() > 0;
  if (!may_keep || !keep_small_instead(block, size)) free_on_heap(block, size.rounded);
}

SINTER_NOINLINE void free_large(std::byte* block, std::size_t bytes) noexcept {
  if (pool_is_bypassed()) return free_on_heap(block, bytes);
  mapping const from = reinterpret_cast<origin*>(block)[-1].block;
  if (from.bytes == 0) return free_on_heap(from.pages, bytes + most_offset);
  give_to_pool(from);
}

}  // namespace

index_t read_budget() noexcept {
  try {
    return pool_budget();
  } catch (...) {
    return 0;
  }
}

std::byte* allocate(std::size_t bytes) {
  if (bytes >= pool_threshold) return allocate_large(bytes);
  small_size const size = small_size_of(bytes);
  if (void* const kept = take_small(size); kept != nullptr) return static_cast<std::byte*>(kept);
  return allocate_new(size.rounded);
}

void deallocate(std::byte* block, std::size_t bytes) noexcept {
  if (bytes >= pool_threshold) return free_large(block, bytes);
  small_size const size = small_size_of(bytes);
  if (known_pool_budget.load() <= 0 || !keep_small(block, size)) free_small(block, size);
}

}  // namespace sinter::detail
