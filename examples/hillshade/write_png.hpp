#pragma once

#include <cstdint>
#include <string>

#include <sinter/array/view.hpp>

// Writes grey values, 0 black to 255 white, as a PNG picture. Throws sinter::shape_error for a picture without pixels or
// whose rows are not contiguous, sinter::io_error, which names the file and the reason.
void write_png(std::string const& path, sinter::view<std::uint8_t const, 2> const& pixels);
