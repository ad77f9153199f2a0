// A view of const elements reads only.
// expect: sinter: this view reads only

#include <sinter/sinter.hpp>

using namespace sinter;

void refused(view<double const, 1> const& v) { v = 1.0; }
