#include <new>

#include <sinter/memory/buffer.hpp>

namespace sinter::detail {

std::byte* allocate(std::size_t bytes) {
  return static_cast<std::byte*>(::operator new(bytes, std::align_val_t{alignment}));
}

void deallocate(std::byte* block, [[maybe_unused]] std::size_t bytes) noexcept {
  ::operator delete(block, std::align_val_t{alignment});
}

}  // namespace sinter::detail
