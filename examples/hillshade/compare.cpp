#include "compare.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "relief_pointers.hpp"

namespace {

using sinter::index_t;
using sinter::ndarray;

struct way {
  char const* name;
  sinter::options how;
  double best = std::numeric_limits<double>::infinity();  // seconds
};

template <class Function>
double seconds(Function&& function) {
  auto const start = std::chrono::steady_clock::now();
  function();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// The old program's arrays, and its result as one block to compare with.
struct old_program {
  index_t rows, columns;
  pointer_grid z, slope, aspect, shade;
  double best = std::numeric_limits<double>::infinity();

  explicit old_program(ndarray<double, 2> const& from)
      : rows(from.shape()[0]),
        columns(from.shape()[1]),
        z(rows, columns),
        slope(rows - 2, columns - 2),
        aspect(rows - 2, columns - 2),
        shade(rows - 2, columns - 2) {
    for (index_t i = 0; i < rows; ++i) {
      for (index_t j = 0; j < columns; ++j) z.rows()[i][j] = from(i, j);
    }
  }

  void run(cell_size cell, light sun) {
    best = std::min(best, seconds([&] {
                      compute_relief(z.rows(), static_cast<int>(rows), static_cast<int>(columns), cell, sun,
                                     slope.rows(), aspect.rows(), shade.rows());
                    }));
  }
};

bool same_bits(ndarray<double, 2> const& a, ndarray<double, 2> const& b) {
  return a.shape() == b.shape() &&
         std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(double)) == 0;
}

// The C library and sinter round the last digits of atan, sin and cos differently; angles are below 4, so a few units in
// the last place are below this.
constexpr double tolerance = 4e-15;

bool report_difference(char const* name, double** old_rows, ndarray<double, 2> const& ours) {
  auto const theirs = sinter::copy_grid(old_rows, ours.shape()[0], ours.shape()[1]);
  auto const difference = abs(theirs - ours);
  double const largest = sinter::max(difference);
  auto const outside = sinter::count_nonzero(!(difference <= tolerance));
  std::printf("  %-7s largest difference %.1e, of %td cells %td differ by more than %.0e\n", name, largest, ours.size(),
              static_cast<index_t>(outside), tolerance);
  return outside == 0;
}

// What the plan of the last of the three statements says about all of them.
std::string how_it_runs(relief& terrain, light sun, way const& w) {
  sinter::plan const plan = explain(terrain.shade, shade_of(terrain, sun), w.how);
  std::string const decided = w.how.mode == sinter::mode::automatic ? std::string(to_string(plan.mode)) + ", " : "";
  return decided + to_string(plan.isa) +
         (plan.threads == 1 ? ", 1 thread" : ", " + std::to_string(plan.threads) + " threads");
}

void print_row(char const* name, std::string const& how, double time, double loop, double per_op, index_t cells) {
  std::printf("  %-13s %-28s %9.2f %9.2f", name, how.c_str(), time * 1e3, time * 1e9 / static_cast<double>(cells));
  std::printf(" %9.2f x %9.2f x\n", loop / time, per_op / time);
}

// True when every mode gives the bits of the first one and that is as near to the old result as rounding allows.
bool check(old_program& old, std::vector<way> const& ways, ndarray<double, 2> const& z, cell_size cell, light sun,
           relief& now) {
  old.run(cell, sun);
  compute_relief(z, cell, sun, now, ways.front().how);
  bool right = report_difference("slope", old.slope.rows(), now.slope);
  right = report_difference("aspect", old.aspect.rows(), now.aspect) && right;
  right = report_difference("shade", old.shade.rows(), now.shade) && right;
  relief const expected = now;
  bool same = true;
  for (way const& w : ways) {
    compute_relief(z, cell, sun, now, w.how);
    same = same && same_bits(now.slope, expected.slope) && same_bits(now.aspect, expected.aspect) &&
           same_bits(now.shade, expected.shade);
  }
  std::printf("  all modes give %s\n\n", same ? "the same bits" : "DIFFERENT BITS");
  return right && same;
}

}  // namespace

bool compare_ways(char const* title, ndarray<double, 2> const& z, cell_size cell, light sun, int repetitions) {
  using sinter::mode;
  std::vector<way> ways = {{"per-op", {.mode = mode::per_op, .threads = 1}},
                           {"fused", {.mode = mode::fused, .threads = 1}},
                           {"blocked", {.mode = mode::blocked, .threads = 1}},
                           {"automatic", {}}};
  std::printf("\n%s\n", title);
  old_program old(z);
  relief now(z.shape()[0], z.shape()[1]);
  // Temporaries of the per-op mode are kept between statements, or the system's work of giving memory would be timed.
  sinter::settings().scratch_bytes = std::numeric_limits<index_t>::max();
  bool const right = check(old, ways, z, cell, sun, now);

  old.best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < repetitions; ++i) {
    old.run(cell, sun);
    for (way& w : ways) w.best = std::min(w.best, seconds([&] { compute_relief(z, cell, sun, now, w.how); }));
  }
  index_t const cells = now.shade.size();
  std::printf("  %-42s %9s %9s %11s %11s\n", "best of several runs", "ms", "ns/cell", "vs loop", "vs per-op");
  print_row("double** loop", "as compiled, 1 thread", old.best, old.best, ways.front().best, cells);
  for (way const& w : ways) print_row(w.name, how_it_runs(now, sun, w), w.best, old.best, ways.front().best, cells);
  return right;
}
