// Only the element types have a common type.
// expect: constraint

#include <sinter/core/promote.hpp>

using wrong = sinter::promoted<double, char const*>;
