#pragma once

#include "relief.hpp"

// Computes the relief of z with a double** loop and with sinter's modes, each `repetitions` times in turn, and prints the
// best times, their ratios and how far the results are apart. False when results differ by more than rounding explains,
// or modes by a single bit.
bool compare_ways(char const* title, sinter::ndarray<double, 2> const& z, cell_size cell, light sun, int repetitions);
