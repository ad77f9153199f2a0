// The nearest of 32 centres for a million points, timed. Run it again with SINTER_ISA=baseline or avx2.

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "nearest.hpp"

int main() {
  using namespace sinter;
  index_t const n = 1'000'003;
  ndarray<float, 1> const number = arange<float>(0, static_cast<float>(n), 1);
  ndarray<float, 1> const x = sin(number * 0.37f), y = cos(number * 1.91f);
  ndarray<float, 2> centres = empty<float>({32, 2});
  for (index_t i = 0; i < 32; ++i) {
    centres(i, 0) = static_cast<float>(i % 8) / 4 - 0.875f;
    centres(i, 1) = static_cast<float>(i / 8) / 2 - 0.75f;
  }
  auto nearest = zeros<int>({n});

  double best = 1e300;
  for (int round = 0; round < 10; ++round) {
    auto const start = std::chrono::steady_clock::now();
    find_nearest(x, y, centres, nearest);
    best = std::min(best, std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count());
  }
  std::printf("%-8s %.2f ns per point, sum of the numbers %td\n", to_string(active_isa()),
              best / static_cast<double>(n), static_cast<index_t>(sum(nearest)));
  // Points near a corner of the square belong to the centre there.
  for (index_t i = 0; i < n; ++i) {
    if (x(i) < -0.8f && y(i) < -0.8f && nearest(i) != 0) return 1;
    if (x(i) > 0.8f && y(i) > 0.8f && nearest(i) != 31) return 1;
  }
  return 0;
}
