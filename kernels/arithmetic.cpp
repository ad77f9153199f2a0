#include "loop.hpp"

namespace sinter::kernels::SINTER_KERNEL_ISA {

void fill_arithmetic(detail::kernel_table& table) {
  fill_unary(
      table,
      type_list<ops::negate, ops::absolute, ops::square, ops::sqrt, ops::floor, ops::ceil, ops::trunc, ops::round>{});
  fill_binary(table, type_list<ops::add, ops::subtract, ops::multiply, ops::divide, ops::maximum, ops::minimum>{});
  for_each_pair(ops::ternary{}, detail::element_list{}, [&]<class Op, class Element>() {
    table.operation[ops::code_of<Op>][static_cast<int>(element_type_of<Element>)] = &ternary_loop<Op, Element, Element>;
  });
}

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
