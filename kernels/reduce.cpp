#include "folder.hpp"

namespace sinter::kernels::SINTER_KERNEL_ISA {
namespace {

template <class... Ops>
void fill(detail::kernel_table& table, type_list<Ops...> list) {
  for_each_pair(list, detail::element_list{}, [&]<class Op, class Element>() {
    constexpr int operation = detail::index_in<Op, ops::foldable>::value;
    constexpr int type = static_cast<int>(element_type_of<Element>);
    constexpr bool widened = std::same_as<Op, ops::add> || std::same_as<Op, ops::multiply>;
    if constexpr (!(widened && std::integral<Element> && sizeof(Element) < 8)) {
      using kind = fold_of<Op, Element>;
      using kernels = folder<typename kind::op, typename kind::element>;
      table.folds[operation][type] = {sizeof(Element), table.operation[ops::code_of<Op>][type], &kernels::fold_rows,
                                      &kernels::fold_each, &kernels::fold_group};
    }
  });
}

}  // namespace

// After the loops of the operations.
void fill_reductions(detail::kernel_table& table) { fill(table, ops::foldable{}); }

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
