#pragma once

#include "fold_kernels.hpp"
#include "interpreter.hpp"

namespace sinter::detail {

// The values of an expression folded by a loop of machine code, without a block of them: a fold_function and its context.
class loop_fold {
 public:
  // Of an expression whose leaves are contiguous where it is called. False where there is no such loop for it.
  loop_fold(statement const& what, reduction const& how, index_t n);
  explicit operator bool() const { return loop_ != nullptr; }

  static void fold(std::byte* to, fold_to kind, std::byte const* const* leaves, void const* context, index_t first,
                   index_t end);

 private:
  void fold_rest(std::byte* to, std::byte const* const* leaves, index_t n) const;

  statement const& what_;
  fold_kernels const& with_;
  interpreted program_;
  std::shared_ptr<passes const> passes_;
  loop_code loop_ = nullptr;
};

}  // namespace sinter::detail
