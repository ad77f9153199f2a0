#pragma once

#include <concepts>
#include <string>
#include <vector>

namespace sinter::detail {

// One float alone: the shortest text that reads back as the same value, positional from 1e-4 to below 1e16.
template <std::floating_point Float>
std::string format_scalar(Float value);

// The floats of one array, all of the same width: positional, or scientific when the magnitudes differ too much, with
// at most 8 digits after the point and none that is not needed to tell a value from its neighbours.
template <std::floating_point Float>
std::vector<std::string> format_aligned(std::vector<Float> const& values);

}  // namespace sinter::detail
