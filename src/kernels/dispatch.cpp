#include <sinter/kernels/table.hpp>

// One table for each ISA, filled by code compiled for it.

namespace sinter {

namespace kernels {
namespace baseline {
void fill_table(detail::kernel_table& table);
}
namespace avx2 {
void fill_table(detail::kernel_table& table);
}
namespace avx512 {
void fill_table(detail::kernel_table& table);
}
}  // namespace kernels

namespace detail {
namespace {

kernel_table make_table() {
  kernel_table table;
  switch (active_isa()) {
#if SINTER_HAS_AVX512_KERNELS
    case isa::avx512:
      kernels::avx512::fill_table(table);
      break;
#endif
#if SINTER_HAS_AVX2_KERNELS
    case isa::avx2:
      kernels::avx2::fill_table(table);
      break;
#endif
    default:
      kernels::baseline::fill_table(table);
      break;
  }
  return table;
}

}  // namespace

constinit kernel_table const* chosen_kernels = nullptr;

kernel_table const& choose_kernels() {
  static kernel_table const table = make_table();
  __atomic_store_n(&chosen_kernels, &table, __ATOMIC_RELEASE);
  return table;
}

}  // namespace detail
}  // namespace sinter
