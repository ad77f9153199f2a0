#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace sinter::detail {

// Pages that hold code, read-only. None where the system gives none.
class executable {
 public:
  executable() = default;
  explicit executable(std::vector<std::uint8_t> const& code);
  executable(executable&& other) noexcept
      : pages_(std::exchange(other.pages_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  ~executable();

  bool empty() const { return pages_ == nullptr; }
  template <class Function>
  Function at(std::size_t offset) const {
    return reinterpret_cast<Function>(reinterpret_cast<std::uintptr_t>(pages_) + offset);
  }

 private:
  void* pages_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace sinter::detail
