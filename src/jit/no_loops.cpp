#include "loop_code.hpp"

// Where the library has kernels for the baseline alone there is nothing that machine code would gain.
#if !defined(SINTER_HAS_AVX2_KERNELS) && !defined(SINTER_HAS_AVX512_KERNELS)

namespace sinter::detail {

bool can_write(instruction const&, bool const*, isa) { return false; }
bool ends_in_loop(program const&) { return false; }
std::vector<std::uint8_t> write_loop(loop_request const&) { return {}; }

}  // namespace sinter::detail

#endif
