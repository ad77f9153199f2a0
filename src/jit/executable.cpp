#include "executable.hpp"

#include <cstring>
#include <sys/mman.h>

namespace sinter::detail {

// Written first and executable then, never both: some systems forbid that.
executable::executable(std::vector<std::uint8_t> const& code) {
  if (code.empty()) return;
  void* const pages = ::mmap(nullptr, code.size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) return;
  std::memcpy(pages, code.data(), code.size());
  if (::mprotect(pages, code.size(), PROT_READ | PROT_EXEC) != 0) {
    ::munmap(pages, code.size());
    return;
  }
  pages_ = pages;
  bytes_ = code.size();
}

executable::~executable() {
  if (pages_ != nullptr) ::munmap(pages_, bytes_);
}

}  // namespace sinter::detail
