#pragma once

#include <sinter/exec/reduce.hpp>
#include <sinter/kernels/table.hpp>

namespace sinter::detail {

inline fold_kernels const& fold_kernels_of(reduction const& how, element_type type) {
  return kernels().folds[how.operation][static_cast<int>(type)];
}

}  // namespace sinter::detail
