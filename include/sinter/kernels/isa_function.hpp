#pragma once

#include <type_traits>

#include <sinter/kernels/table.hpp>

namespace sinter {

// A function of the user that is compiled once per ISA: a call runs the copy for active_isa(). Declared in a header,
//   extern sinter::isa_function<void(double*, std::ptrdiff_t)> const scale;
// and defined by SINTER_DISPATCH(scale) behind its body in a file that CMake's sinter_isa_sources compiles. Costs a load
// and an indirect call. Throws parse_error, as active_isa() does, when SINTER_ISA asks for what the CPU lacks.
template <class Signature>
class isa_function;

template <class Result, class... Arguments>
class isa_function<Result(Arguments...)> {
 public:
  using signature = Result(Arguments...);

  // Where there is no copy for an ISA, the next older one.
  constexpr isa_function(signature* baseline, signature* avx2, signature* avx512) : copies_{baseline, avx2, avx512} {}

  SINTER_INLINE Result operator()(Arguments... arguments) const {
    return copies_[static_cast<int>(active_isa())](static_cast<Arguments&&>(arguments)...);
  }

 private:
  signature* copies_[3];
};

}  // namespace sinter
