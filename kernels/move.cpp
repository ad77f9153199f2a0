#include "loop.hpp"

namespace sinter::kernels::SINTER_KERNEL_ISA {
namespace {

template <class Element>
void gather(std::byte* to, std::byte const* from, index_t stride, index_t n) {
  auto* __restrict const out = reinterpret_cast<Element*>(to);
  auto const* const in = reinterpret_cast<Element const*>(from);
  if (stride == 1) {
    for (index_t i = 0; i < n; ++i) out[i] = in[i];
  } else if (stride == 0) {
    Element const value = *in;
    for (index_t i = 0; i < n; ++i) out[i] = value;
  } else if (stride == 2) {
    for (index_t i = 0; i < n; ++i) out[i] = in[2 * i];
  } else if (stride == -1) {
    for (index_t i = 0; i < n; ++i) out[i] = in[-i];
  } else {
    for (index_t i = 0; i < n; ++i) out[i] = in[i * stride];
  }
}

template <class Element>
void scatter(std::byte* to, std::byte const* from, index_t stride, index_t n) {
  auto* __restrict const out = reinterpret_cast<Element*>(to);
  auto const* const in = reinterpret_cast<Element const*>(from);
  for (index_t i = 0; i < n; ++i) out[i * stride] = in[i];
}

template <class... Elements>
void fill(detail::kernel_table& table, type_list<Elements...>) {
  int size = 0;
  ((table.gather[size] = &gather<Elements>, table.scatter[size] = &scatter<Elements>,
    table.select[size] = &ternary_loop<ops::select, bool, Elements>, ++size),
   ...);
}

}  // namespace

void fill_moves(detail::kernel_table& table) {
  fill(table, type_list<std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>{});
}

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
