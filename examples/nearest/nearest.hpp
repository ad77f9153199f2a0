#pragma once

#include <sinter/sinter.hpp>

// For every point (x, y) the number of the nearest of the centres, a row (x, y) each. Runs the copy for the best ISA of
// the CPU.
extern sinter::isa_function<void(sinter::view<float const, 1> x, sinter::view<float const, 1> y,
                                 sinter::view<float const, 2> centres, sinter::view<int, 1> nearest)> const
    find_nearest;
