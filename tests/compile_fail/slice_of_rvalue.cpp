// A view of an array that is about to die would dangle.
// expect: deleted

#include <sinter/sinter.hpp>

using namespace sinter;

auto refused() { return zeros<double>({4, 4})(0, all); }
