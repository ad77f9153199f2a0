#pragma once

#include <sinter/exec/reduce.hpp>
#include <sinter/kernels/table.hpp>

namespace sinter::detail {

// The kernels of one reduction.
struct fold_kernels {
  int bytes;  // of an element
  kernel combine;
  fold_rows_kernel rows;
  fold_each_kernel each;

  fold_kernels(reduction const& how, element_type type, kernel_table const& from = kernels())
      : bytes(size_of(type)),
        combine(from.operation[how.code][static_cast<int>(type)]),
        rows(from.fold_rows[how.operation][static_cast<int>(type)]),
        each(from.fold_each[how.operation][static_cast<int>(type)]) {}

  // left[i] = op(left[i], right[i])
  void into(std::byte* left, std::byte const* right, index_t n) const {
    std::byte const* operands[] = {left, right};
    combine(left, operands, 0, n);
  }
};

}  // namespace sinter::detail
