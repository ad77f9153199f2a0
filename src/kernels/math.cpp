#include <sinter/kernels/table.hpp>

// Which elementary functions run.

namespace sinter {

namespace kernels {
namespace baseline {
void bind_math();
}
namespace avx2 {
void bind_math();
void bind_math_in_parts();
}  // namespace avx2
namespace avx512 {
void bind_math();
void bind_math_in_parts();
}  // namespace avx512
}  // namespace kernels

namespace detail {

// Sets the pointers of simd/math.hpp for the active ISA. Called by the functions that they point to at first; several
// threads may, and set the same. No code of an ISA that the CPU lacks is run.
void bind_math() {
  isa const active = active_isa(), best = best_isa();
#if SINTER_HAS_AVX2_KERNELS
  if (active < isa::avx2 && isa::avx2 <= best) kernels::avx2::bind_math_in_parts();
  if (active == isa::avx2) kernels::avx2::bind_math();
#endif
#if SINTER_HAS_AVX512_KERNELS
  if (active < isa::avx512 && isa::avx512 <= best) kernels::avx512::bind_math_in_parts();
  if (active == isa::avx512) kernels::avx512::bind_math();
#endif
  if (active == isa::baseline) kernels::baseline::bind_math();
}

}  // namespace detail
}  // namespace sinter
