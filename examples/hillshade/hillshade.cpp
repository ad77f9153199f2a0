// Shaded relief of a real elevation grid: draws the picture, then times a double** loop against sinter's modes on that
// grid and on one of 4096 x 4096 cells, and compares the results.
//
// usage: hillshade [--quick] [ELEVATION.npy [PICTURE.png]]      --quick: the real grid only

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <numbers>
#include <string>
#include <string_view>
#include <vector>

#include "compare.hpp"
#include "relief.hpp"
#include "write_png.hpp"

namespace {

using sinter::index_t;
using sinter::ndarray;

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

// Lengths of an arc on the WGS 84 ellipsoid: along the meridian and along the parallel of a latitude.
cell_size cell_at(double latitude, double degrees) {
  double const equatorial_radius = 6378137.0, flattening = 1 / 298.257223563;
  double const e2 = flattening * (2 - flattening);
  double const w2 = 1 - e2 * std::pow(std::sin(radians(latitude)), 2);
  double const meridian_radius = equatorial_radius * (1 - e2) / std::pow(w2, 1.5);
  double const parallel_radius = equatorial_radius * std::cos(radians(latitude)) / std::sqrt(w2);
  return {parallel_radius * radians(degrees), meridian_radius * radians(degrees)};
}

// Grey 0 for what is turned away from the light, 255 for what faces it.
void draw(relief const& terrain, std::string const& path) {
  ndarray<std::uint8_t, 2> const grey =
      sinter::cast<std::uint8_t>(sinter::round(sinter::clip(terrain.shade, 0.0, 1.0) * 255.0));
  auto const folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder);
  write_png(path, grey);
}

// The grid beside its mirror images, so that it goes on without cliffs, cut to n x n cells.
ndarray<double, 2> mirrored(ndarray<double, 2> const& z, index_t n) {
  using sinter::all, sinter::range, sinter::reversed;
  auto result = sinter::empty<double>({n, n});
  index_t const rows = z.shape()[0], columns = z.shape()[1];
  for (index_t i = 0; i * rows < n; ++i) {
    auto const strip = z(i % 2 == 0 ? sinter::slice{} : reversed, all);
    for (index_t j = 0; j * columns < n; ++j) {
      auto const tile = strip(all, j % 2 == 0 ? sinter::slice{} : reversed);
      index_t const height = std::min(rows, n - i * rows), width = std::min(columns, n - j * columns);
      result(range(i * rows, i * rows + height), range(j * columns, j * columns + width)) =
          tile(range(0, height), range(0, width));
    }
  }
  return result;
}

int run(std::vector<std::string> const& paths, bool quick) {
  std::string const input = paths.size() > 0 ? paths[0] : HILLSHADE_ELEVATION;
  std::string const picture = paths.size() > 1 ? paths[1] : "out/hillshade.png";

  ndarray<double, 2> const z = sinter::cast<double>(sinter::load<std::int16_t, 2>(input));
  cell_size const cell = cell_at((36.732917 + 36.446250) / 2, 3.0 / 3600);
  light const sun = {radians(90 - 315),
                     radians(90 - 45)};  // from the north-west, 45 degrees high: the map-makers' choice
  std::printf("%s\n", to_string(sinter::machine()).c_str());
  std::printf("elevation: %td x %td cells of %.1f m x %.1f m, from %g m to %g m\n", z.shape()[0], z.shape()[1],
              cell.width, cell.height, sinter::min(z), sinter::max(z));

  bool same = compare_ways("the real grid", z, cell, sun, quick ? 3 : 25);
  if (!quick) same = compare_ways("the grid tiled to 4096 x 4096", mirrored(z, 4096), cell, sun, 3) && same;

  relief terrain(z.shape()[0], z.shape()[1]);
  compute_relief(z, cell, sun, terrain);
  draw(terrain, picture);
  std::printf("\npicture: %s\n", std::filesystem::absolute(picture).c_str());
  return same ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> paths;
  bool quick = false;
  for (int i = 1; i < count; ++i) {
    if (std::string_view(arguments[i]) == "--quick") {
      quick = true;
    } else {
      paths.push_back(arguments[i]);
    }
  }
  try {
    return run(paths, quick);
  } catch (std::exception const& error) {
    std::fprintf(stderr, "hillshade: %s\n", error.what());
    return 2;
  }
}
