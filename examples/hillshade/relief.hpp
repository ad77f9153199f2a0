#pragma once

#include <cmath>

#include <sinter/sinter.hpp>

// Slope, aspect and shaded relief of an elevation grid whose rows run from north to south and columns from west to
// east. The gradient is that of B. K. P. Horn, "Hill shading and the reflectance map", Proceedings of the IEEE 69 (1981)
// 14-47, which GIS programs use; the shade is that of a surface that scatters light evenly.

// Of one cell, in the unit of the elevations.
struct cell_size {
  double width, height;
};

// Where the light comes from, in radians: angle from east, counter-clockwise as in mathematics, and from the zenith.
struct light {
  double azimuth, zenith;
};

// Of the inner cells, those with eight neighbours. Angles in radians: slope from the horizontal, aspect (where the slope
// looks to) from east, counter-clockwise. A shade of 1 faces the light, one below 0 is turned away from it.
struct relief {
  sinter::ndarray<double, 2> slope, aspect, shade;

  relief(sinter::index_t rows, sinter::index_t columns)
      : slope(sinter::empty<double>({rows - 2, columns - 2})),
        aspect(sinter::empty<double>({rows - 2, columns - 2})),
        shade(sinter::empty<double>({rows - 2, columns - 2})) {}
};

// The shade as an expression over slope and aspect; nothing is computed until it is assigned.
inline auto shade_of(relief const& terrain, light sun) {
  using namespace sinter;
  return std::cos(sun.zenith) * cos(terrain.slope) +
         std::sin(sun.zenith) * sin(terrain.slope) * cos(sun.azimuth - terrain.aspect);
}

// Every neighbour of the inner cells is a view of the same grid, shifted. The gradient is given a name and no memory:
// it becomes part of the statements that use it. All three arrays are overwritten; no memory is allocated.
inline void compute_relief(sinter::ndarray<double, 2> const& z, cell_size cell, light sun, relief& out,
                           sinter::options const& how = {}) {
  using namespace sinter;
  slice const before = to(-2), here = range(1, -1), after = from(2);
  auto const nw = z(before, before), n = z(before, here), ne = z(before, after);
  auto const w = z(here, before), e = z(here, after);
  auto const sw = z(after, before), s = z(after, here), se = z(after, after);

  auto const dzdx = ((ne + 2.0 * e + se) - (nw + 2.0 * w + sw)) / (8 * cell.width);
  auto const dzdy = ((sw + 2.0 * s + se) - (nw + 2.0 * n + ne)) / (8 * cell.height);
  assign(out.slope, atan(sqrt(square(dzdx) + square(dzdy))), how);
  assign(out.aspect, atan2(dzdy, -dzdx), how);
  assign(out.shade, shade_of(out, sun), how);
}
