// -ffast-math would take back what the library promises about NaN, infinities and signed zeros.
// flags: -ffast-math
// expect: sinter: -ffast-math removes NaN, infinities and signed zeros

#include <sinter/core/config.hpp>
