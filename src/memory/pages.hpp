#pragma once

#include <cstddef>

// Memory of the system, in whole pages.

namespace sinter::detail {

std::size_t round_to_pages(std::size_t bytes);

// Of the machine; 0 where this system is not asked.
std::size_t physical_bytes();

// `bytes`, a multiple of the page; from huge_page_threshold on in huge pages where the system has them. Null when there
// is none, or when this system is not asked.
void* map_pages(std::size_t bytes) noexcept;
void unmap_pages(void* pages, std::size_t bytes) noexcept;

}  // namespace sinter::detail
