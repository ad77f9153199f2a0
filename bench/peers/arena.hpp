#pragma once

#include <cstddef>
#include <memory>

#include "rows.hpp"

namespace bench::peers {

// Memory aligned to a huge page, on huge pages where the system gives them.
class block {
 public:
  block() = default;
  explicit block(std::size_t bytes);

  std::byte* data() const { return memory_.get(); }
  std::size_t size() const { return size_; }

 private:
  struct unmap {
    std::size_t bytes;
    void operator()(std::byte* memory) const;
  };
  std::unique_ptr<std::byte, unmap> memory_;
  std::size_t size_ = 0;
};

// The operands of all rows, filled once. The values are those that python/operands.py makes: between 0.5 and 1.5, or
// between 0 and 255, without a period.
class arena {
 public:
  explicit arena(index_t largest);

  // Binds a layout to the memory.
  void bind(problem& to) const;
  // Puts the output back to what it was before the first statement: operand 4, or bytes that are no result.
  void reset_output(problem const& of, row const& what) const;

 private:
  block f64_[5], f32_[5], i32_[2], i16_[1], out_;
};

}  // namespace bench::peers
