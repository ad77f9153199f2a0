#include "relief_pointers.hpp"

#include <cmath>

void compute_relief(double** z, int rows, int columns, cell_size cell, light sun, double** slope, double** aspect,
                    double** shade) {
  double const cos_zenith = std::cos(sun.zenith);
  double const sin_zenith = std::sin(sun.zenith);
  for (int i = 1; i < rows - 1; ++i) {
    for (int j = 1; j < columns - 1; ++j) {
      double const east = z[i - 1][j + 1] + 2 * z[i][j + 1] + z[i + 1][j + 1];
      double const west = z[i - 1][j - 1] + 2 * z[i][j - 1] + z[i + 1][j - 1];
      double const south = z[i + 1][j - 1] + 2 * z[i + 1][j] + z[i + 1][j + 1];
      double const north = z[i - 1][j - 1] + 2 * z[i - 1][j] + z[i - 1][j + 1];
      double const dzdx = (east - west) / (8 * cell.width);
      double const dzdy = (south - north) / (8 * cell.height);
      double const slope_here = std::atan(std::sqrt(dzdx * dzdx + dzdy * dzdy));
      double const aspect_here = std::atan2(dzdy, -dzdx);
      slope[i - 1][j - 1] = slope_here;
      aspect[i - 1][j - 1] = aspect_here;
      shade[i - 1][j - 1] =
          cos_zenith * std::cos(slope_here) + sin_zenith * std::sin(slope_here) * std::cos(sun.azimuth - aspect_here);
    }
  }
}
