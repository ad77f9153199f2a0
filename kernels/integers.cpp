#include "loop.hpp"

namespace sinter::kernels::SINTER_KERNEL_ISA {

void fill_integers(detail::kernel_table& table) {
  fill_unary(table, type_list<ops::logical_not, ops::bit_not>{});
  fill_binary(table, type_list<ops::floor_divide, ops::remainder, ops::logical_and, ops::logical_or, ops::logical_xor,
                               ops::bit_and, ops::bit_or, ops::bit_xor, ops::shift_left, ops::shift_right>{});
}

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
