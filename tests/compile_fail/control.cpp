// The same headers as the cases around it, used as they are meant to be.
// expect: ok

#include <sinter/core/element.hpp>
#include <sinter/core/promote.hpp>

static_assert(std::is_same_v<sinter::promoted<float, double>, double>);
