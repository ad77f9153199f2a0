#include "pages.hpp"

#include <cstdint>
#if defined(__linux__)
#include <sys/mman.h>
#include <unistd.h>
#endif

#include <sinter/memory/pool.hpp>

namespace sinter::detail {

#if defined(__linux__)

namespace {

constexpr std::size_t huge_page = std::size_t{1} << 21;

void* map(std::size_t bytes) {
  void* const pages = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return pages == MAP_FAILED ? nullptr : pages;
}

// Maps more than is asked for and gives the ends back. What does not start on a huge page loses one at each end.
void* map_aligned(std::size_t bytes) {
  auto* const all = static_cast<std::byte*>(map(bytes + huge_page));
  if (all == nullptr) return nullptr;
  std::size_t const before = -reinterpret_cast<std::uintptr_t>(all) % huge_page;
  if (before > 0) munmap(all, before);
  munmap(all + before + bytes, huge_page - before);
  madvise(all + before, bytes, MADV_HUGEPAGE);  // only advice: small pages do as well
  return all + before;
}

}  // namespace

std::size_t round_to_pages(std::size_t bytes) {
  static auto const page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return (bytes + page - 1) / page * page;
}

std::size_t physical_bytes() {
  long const pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
  return pages > 0 && page > 0 ? static_cast<std::size_t>(pages) * static_cast<std::size_t>(page) : 0;
}

void* map_pages(std::size_t bytes) noexcept { return bytes < huge_page_threshold ? map(bytes) : map_aligned(bytes); }

void unmap_pages(void* pages, std::size_t bytes) noexcept { munmap(pages, bytes); }

#else

std::size_t round_to_pages(std::size_t bytes) { return bytes; }
std::size_t physical_bytes() { return 0; }
void* map_pages(std::size_t) noexcept { return nullptr; }
void unmap_pages(void*, std::size_t) noexcept {}

#endif

}  // namespace sinter::detail
