#pragma once

#include <cstddef>
#include <new>
#include <sys/mman.h>
#include <unistd.h>

namespace sinter::testing {

// Memory between two pages that nobody may touch: an access one byte outside ends the program.
class guarded {
 public:
  explicit guarded(std::size_t bytes) : page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))) {
    bytes_ = (bytes + page_ - 1) / page_ * page_;
    void* const all = mmap(nullptr, bytes_ + 2 * page_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) throw std::bad_alloc();
    all_ = static_cast<std::byte*>(all);
    if (mprotect(all_ + page_, bytes_, PROT_READ | PROT_WRITE) != 0) throw std::bad_alloc();
  }
  guarded(guarded const&) = delete;
  guarded& operator=(guarded const&) = delete;
  ~guarded() { munmap(all_, bytes_ + 2 * page_); }

  // n elements, `skip` elements behind the first page or before the last one.
  template <class Element>
  Element* first(std::ptrdiff_t skip = 0) const {
    return reinterpret_cast<Element*>(all_ + page_) + skip;
  }
  template <class Element>
  Element* last(std::ptrdiff_t n, std::ptrdiff_t skip = 0) const {
    return reinterpret_cast<Element*>(all_ + page_ + bytes_) - n - skip;
  }

 private:
  std::size_t page_;
  std::size_t bytes_;
  std::byte* all_;
};

}  // namespace sinter::testing
