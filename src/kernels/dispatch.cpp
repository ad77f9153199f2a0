#include <algorithm>

#include <sinter/kernels/table.hpp>

// One table for each ISA, filled by code compiled for it.

namespace sinter {

namespace kernels {
namespace baseline {
void fill_table(detail::kernel_table& table);
}
namespace avx2 {
void fill_table(detail::kernel_table& table);
void fill_reductions(detail::kernel_table& table);
}  // namespace avx2
namespace avx512 {
void fill_table(detail::kernel_table& table);
}
}  // namespace kernels

namespace detail {
namespace {

#if SINTER_HAS_AVX512_KERNELS
// Sums by registers of 256 bits: a tenth less from memory, and as much from the caches. Minima, maxima and products of
// integers lack instructions there.
void take_sums_of_avx2([[maybe_unused]] kernel_table& table) {
#if SINTER_HAS_AVX2_KERNELS
  constexpr int sums = index_in<ops::add, ops::foldable>::value;
  kernel_table narrow = table;
  kernels::avx2::fill_reductions(narrow);
  std::copy_n(narrow.folds[sums], element_type_count, table.folds[sums]);
#endif
}
#endif

kernel_table make_table() {
  kernel_table table;
  switch (active_isa()) {
#if SINTER_HAS_AVX512_KERNELS
    case isa::avx512:
      kernels::avx512::fill_table(table);
      if (moves_by_halves()) take_sums_of_avx2(table);
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
