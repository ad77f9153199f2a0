#include "hot.hpp"

namespace SINTER_ISA_NAMESPACE {

int second() { return static_cast<int>(sinter::compiled_arch::value) + ++calls() * 0; }

}  // namespace SINTER_ISA_NAMESPACE

SINTER_DISPATCH(second);
