#include <limits>

#include "loop.hpp"

namespace sinter::kernels::SINTER_KERNEL_ISA {
namespace {

template <class Op, class Element>
constexpr Element identity() {
  using limits = std::numeric_limits<Element>;
  if constexpr (std::same_as<Op, ops::add>) {
    return static_cast<Element>(-0.0);  // keeps the sign of a sum of negative zeros
  } else if constexpr (std::same_as<Op, ops::multiply>) {
    return Element(1);
  } else if constexpr (std::same_as<Op, ops::minimum>) {
    return limits::has_infinity ? limits::infinity() : limits::max();
  } else if constexpr (std::same_as<Op, ops::maximum>) {
    return limits::has_infinity ? -limits::infinity() : limits::lowest();
  } else {
    return Element(std::same_as<Op, ops::logical_and>);
  }
}

// Lane j folds the elements j, j + L, j + 2L, … in this order, where L = reduction_lanes(type) on every ISA.
template <class Op, class Element>
void fold_loop(std::byte* lanes, std::byte const* from, index_t n) {
  constexpr int width = detail::reduction_bytes / static_cast<int>(sizeof(Element));
  constexpr int step = arch::register_bytes / static_cast<int>(sizeof(Element));
  constexpr int registers = width / step;
  auto const* const x = reinterpret_cast<Element const*>(from);
  auto* const to = reinterpret_cast<Element*>(lanes);
  constexpr all_lanes<step> whole{};
  decltype(detail::load<Element, step, arch>(x, whole)) folded[registers];
  alignas(64) Element tail[width];
  for (int j = 0; j < width; ++j) tail[j] = identity<Op, Element>();
  index_t i = 0;
  for (int r = 0; r < registers; ++r) folded[r] = detail::load<Element, step, arch>(tail + r * step, whole);
  for (; i + width <= n; i += width) {
    for (int r = 0; r < registers; ++r) {
      folded[r] = Op::apply(folded[r], detail::load<Element, step, arch>(x + i + r * step, whole));
    }
  }
  if (i < n) {
    for (int j = 0; i + j < n; ++j) tail[j] = x[i + j];
    for (int r = 0; r < registers; ++r) {
      folded[r] = Op::apply(folded[r], detail::load<Element, step, arch>(tail + r * step, whole));
    }
  }
  for (int r = 0; r < registers; ++r) detail::store<step, arch>(to + r * step, folded[r], whole);
}

template <class... Ops>
void fill(detail::kernel_table& table, type_list<Ops...> list) {
  for_each_pair(list, detail::element_list{}, [&]<class Op, class Element>() {
    table.fold[detail::index_in<Op, ops::foldable>::value][static_cast<int>(element_type_of<Element>)] =
        &fold_loop<Op, Element>;
  });
}

}  // namespace

void fill_reductions(detail::kernel_table& table) { fill(table, ops::foldable{}); }

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
