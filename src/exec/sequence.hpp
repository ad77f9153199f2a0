#pragma once

#include "interpreter.hpp"

namespace sinter::detail {

// The values of an expression over an index space in row-major order, read a block at a time. Nothing but the block
// is ever stored. One per thread.
class sequence {
 public:
  // `nest` has the leaves as its streams; a block has at most `longest` elements.
  sequence(statement const& what, layout const& nest, index_t longest);

  index_t size() const { return size_; }

  // The elements [first, first + n): in the leaf itself where the expression is a contiguous array.
  std::byte const* read(index_t first, index_t n);

 private:
  std::byte const* leaf(std::size_t k, index_t first, index_t n);

  layout const nest_;
  loop_function loop_;
  void const* context_;
  interpreted program_;
  index_t size_;
  index_t longest_;
  bool is_leaf_;
  buffer memory_;  // the result, then one block for each leaf
};

}  // namespace sinter::detail
