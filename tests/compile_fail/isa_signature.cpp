// A copy with another signature would be an overload that nobody calls.
// expect: sinter: scale has another signature than its isa_function

#include <sinter/sinter.hpp>

extern sinter::isa_function<double(double)> const scale;

namespace SINTER_ISA_NAMESPACE {

double scale(float x) { return 2.0 * x; }

}  // namespace SINTER_ISA_NAMESPACE

SINTER_DISPATCH(scale);
