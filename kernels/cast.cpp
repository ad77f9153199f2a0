#include "loop.hpp"

namespace sinter::kernels::SINTER_KERNEL_ISA {
namespace {

template <class From, class To>
void cast_loop(std::byte* out, std::byte const* const* operands, unsigned scalars, index_t n) {
  if (scalars & 1) {
    To const value = static_cast<To>(*reinterpret_cast<From const*>(operands[0]));
    auto* const to = reinterpret_cast<To*>(out);
    for (index_t i = 0; i < n; ++i) to[i] = value;
  } else {
    plain_loop<To, From>(out, operands[0], n, [](From x) { return static_cast<To>(x); });
  }
}

template <class From, class... To>
void fill_from(detail::kernel_table& table, type_list<To...>) {
  constexpr int from = static_cast<int>(element_type_of<From>);
  ((table.cast[from][static_cast<int>(element_type_of<To>)] = &cast_loop<From, To>), ...);
}

template <class... From>
void fill_all(detail::kernel_table& table, type_list<From...> types) {
  (fill_from<From>(table, types), ...);
}

}  // namespace

void fill_casts(detail::kernel_table& table) { fill_all(table, detail::element_list{}); }

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
