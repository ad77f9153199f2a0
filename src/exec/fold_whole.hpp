#pragma once

#include <optional>

#include "loop_fold.hpp"

namespace sinter::detail {

// What folds the statement's expression of n elements where its leaves are contiguous, without a block of its values; no
// function if nothing does.
class chosen_fold {
 public:
  chosen_fold(statement const& what, reduction const& how, index_t n, sinter::mode mode);
  chosen_fold(chosen_fold const&) = delete;

  fold_function function = nullptr;
  void const* context;

 private:
  std::optional<loop_fold> loop_;
};

// All leaves are contiguous and have the shape of the whole.
bool is_whole(statement const& what);

// The fold of all n elements of such a statement, on this thread: what is done along axes, without looking at any.
void fold_whole(statement const& what, reduction const& how, index_t n, sinter::mode mode, std::byte* result);

// Of n contiguous elements of an array, or of an expression that its loop folds.
void fold_runs(fold_kernels const& with, fold_function fold, std::byte const* const* leaves, void const* context,
               index_t n, std::byte* result);

}  // namespace sinter::detail
