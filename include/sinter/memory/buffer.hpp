#pragma once

#include <cstddef>
#include <utility>

#include <sinter/core/config.hpp>

namespace sinter::detail {

// `bytes` of memory aligned to `sinter::alignment`, not initialised. Throws std::bad_alloc.
std::byte* allocate(std::size_t bytes);
void deallocate(std::byte* block, std::size_t bytes) noexcept;

// An owning aligned block.
class buffer {
 public:
  buffer() = default;
  explicit buffer(std::size_t bytes) : data_(bytes == 0 ? nullptr : allocate(bytes)), bytes_(bytes) {}
  buffer(buffer&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  buffer& operator=(buffer&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~buffer() {
    if (data_ != nullptr) deallocate(data_, bytes_);
  }

  std::byte* data() const { return data_; }
  std::size_t bytes() const { return bytes_; }

 private:
  std::byte* data_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace sinter::detail
