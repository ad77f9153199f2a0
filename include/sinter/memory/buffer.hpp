#pragma once

#include <cstddef>
#include <utility>

#include <sinter/core/config.hpp>

namespace sinter::detail {

// CPUs tell by the lowest 12 bits of an address, and AMD's by a hash of the others, whether a load has to wait for a store
// before it: a loop whose output stands some lines behind an input, modulo 4 KiB, takes up to ten times as long
// (bench/spacing). A distance of one spacing is enough, so blocks of two and more begin at multiples of it.
inline constexpr std::size_t spacing = 1024;

// `bytes` of memory, not initialised, aligned to `sinter::alignment`, and to `spacing` where it is spaced. Throws
// std::bad_alloc.
constexpr bool is_spaced(std::size_t bytes) { return bytes >= 2 * spacing; }
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
