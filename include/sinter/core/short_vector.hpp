#pragma once

#include <memory>

#include <sinter/core/config.hpp>

namespace sinter::detail {

// A fixed number of values, chosen at run time, without the heap up to Inline of them. The values are not
// initialised.
template <class Value, int Inline>
class short_vector {
 public:
  explicit short_vector(std::size_t size) : size_(size) {
    if (size > Inline) heap_.reset(new Value[size]);
  }

  short_vector(short_vector const& other) : short_vector(other.size_) {
    for (std::size_t i = 0; i < size_; ++i) data()[i] = other[i];
  }
  short_vector& operator=(short_vector const&) = delete;

  std::size_t size() const { return size_; }
  Value* data() { return heap_ ? heap_.get() : inline_; }
  Value const* data() const { return heap_ ? heap_.get() : inline_; }
  Value* begin() { return data(); }
  Value* end() { return data() + size_; }
  Value const* begin() const { return data(); }
  Value const* end() const { return data() + size_; }
  Value& operator[](std::size_t i) { return data()[i]; }
  Value const& operator[](std::size_t i) const { return data()[i]; }
  Value& front() { return *data(); }
  Value const& front() const { return *data(); }

 private:
  std::size_t size_;
  std::unique_ptr<Value[]> heap_;
  Value inline_[Inline];
};

}  // namespace sinter::detail
