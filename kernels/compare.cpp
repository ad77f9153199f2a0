#include "loop.hpp"

namespace sinter::kernels::SINTER_KERNEL_ISA {

void fill_comparisons(detail::kernel_table& table) {
  fill_unary(table, type_list<ops::is_nan, ops::is_finite, ops::is_inf>{});
  for_each_pair(type_list<ops::equal, ops::not_equal, ops::less, ops::less_equal, ops::greater, ops::greater_equal,
                          ops::signed_equal, ops::signed_not_equal, ops::signed_less, ops::signed_less_equal,
                          ops::signed_greater, ops::signed_greater_equal>{},
                detail::element_list{}, [&]<class Op, class Element>() {
                  table.operation[ops::code_of<Op>][static_cast<int>(element_type_of<Element>)] =
                      &compare_loop<Op, Element>;
                });
}

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
