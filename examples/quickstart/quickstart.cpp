#include <iostream>

#include <sinter/sinter.hpp>

int main() {
  using namespace sinter;

  // A row and a column broadcast to a table of 401 x 501: one loop, no temporary array.
  auto const x = linspace(0, 1, 501);
  auto const y = linspace(0, 1, 401);
  ndarray<double, 2> height = 3.0 * sin(9.0 * x) * cos(7.0 * y(all, newaxis)) + exp(-square(x - 0.5));

  // Any expression can be reduced, whole or along axes; the operand is not stored.
  height = (height - min(height)) / (max(height) - min(height));
  std::cout << "mean " << mean(height) << ", of squares " << mean(square(height)) << '\n';

  // A stencil is the same array, shifted. Slices are views: they copy nothing.
  slice const inner = range(1, -1), before = to(-2), after = from(2);
  auto const here = height(inner, inner);
  auto const neighbours = height(before, inner) + height(after, inner) + height(inner, before) + height(inner, after);
  here += 0.2 * (neighbours - 4.0 * here);  // it overlaps itself; the result is as if all had been read first

  // Comparisons give arrays of bool, and a scalar does not change the type of an array.
  ndarray<float, 2> const hills = cast<float>(where(height > 0.5, height, 0.0));
  std::cout << count_nonzero(hills) << " of " << hills.size() << " points are hills\n";
  std::cout << hills(range(0, -1, 100), range(0, -1, 125)) << '\n';

  // What a statement will do: mode, instruction set, threads, overlap, bytes.
  std::cout << explain(here, here + 0.2 * (neighbours - 4.0 * here));

  save("hills.npy", hills);  // numpy.load reads it, and so does:
  std::cout << "the same after loading: " << all(load<float, 2>("hills.npy") == hills) << '\n';
}
