#include "loop.hpp"

namespace sinter::kernels::SINTER_KERNEL_ISA {

// Called once, after the CPU has been found to have this ISA.
void fill_table(detail::kernel_table& table) {
  table = {};
  table.value = arch::value;
  fill_arithmetic(table);
  fill_comparisons(table);
  fill_integers(table);
  fill_math(table);
  fill_casts(table);
  fill_moves(table);
  fill_reductions(table);
}

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
