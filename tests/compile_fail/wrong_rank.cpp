// The ranks are known, so they can be compared before anything runs.
// expect: sinter: the expression has another rank than the array

#include <sinter/sinter.hpp>

using namespace sinter;

void refused(ndarray<double, 1>& a, ndarray<double, 2> const& b) { a = b + 1; }
