#include <sinter/plan/plan.hpp>
#include <sinter/plan/settings.hpp>
#include <sinter/plan/threads.hpp>

#include "fold_whole.hpp"
#include "interpreter.hpp"
#include "run_tree.hpp"

namespace sinter::detail {
namespace {

constexpr index_t memory_bytes = 24 * 1024;

// An array as rows of neighbouring elements, where one of the two directions is reduced.
struct fold_grid {
  index_t rows;
  index_t columns;
  index_t step;  // elements from row to row
  bool along;    // the columns are reduced
};

// False where that takes more than two groups of axes, or elements of a row lie apart.
bool read_as_grid(operand const& from, unsigned reduced, fold_grid& to) {
  int axis = from.rank - 1;
  while (axis >= 0 && from.shape[axis] == 1) --axis;
  if (axis < 0) return false;
  unsigned const kind = (reduced >> axis) & 1;
  to.along = kind == 1;
  for (; axis >= 0; --axis) {
    if (from.shape[axis] == 1) continue;
    bool const is_column = to.rows == 1 && ((reduced >> axis) & 1) == kind;
    if (is_column) {
      if (from.strides[axis] != to.columns) return false;
      to.columns *= from.shape[axis];
      continue;
    }
    if (((reduced >> axis) & 1) == kind) return false;
    if (to.rows == 1) to.step = from.strides[axis];
    if (from.strides[axis] != to.rows * to.step) return false;
    to.rows *= from.shape[axis];
  }
  return true;
}

// False where the levels of the tree do not fit its memory, or rows that have to be merged lie apart. Called: the other ways
// are short, and have no use for its frame.
SINTER_NOINLINE bool fold_down(fold_kernels const& with, std::byte const* data, index_t rows, index_t columns,
                               index_t step, std::byte* result) {
  int const doublings = merge_doublings(columns * with.bytes);
  if (doublings > 0 && rows > 1 && step != columns) return false;
  index_t const n = columns << doublings;
  index_t const merged = rows >> doublings;
  index_t const rest = rows - (merged << doublings);
  index_t const level = aligned_bytes(n * with.bytes);
  if (level * run_tree::levels(merged + 1) > memory_bytes) return false;
  alignas(64) std::byte memory[memory_bytes];
  alignas(64) std::byte last[2 * fold_row_bytes];
  run_tree tree(with, memory, level, n);
  if (step == columns && n * with.bytes == fold_row_bytes) {
    tree.add(with.group, &data, nullptr, rows * columns);
  } else {
    add_rows(tree, data, (step << doublings) * with.bytes, merged);
    if (rest > 0) tree.add_part(data + merged * n * with.bytes, rest * columns, last);
  }
  fold_merged(with, tree.total(), index_t{1} << doublings, columns, columns, result);
  return true;
}

// Neighbouring rows that are one run in all, and whose length is one of those that the lanes are folded to.
bool is_one_row(fold_kernels const& with, index_t rows, index_t columns, index_t step) {
  return step == columns && columns * with.bytes <= most_left_bytes && rows * columns * with.bytes <= fold_run_bytes &&
         (columns & (columns - 1)) == 0;
}

// Few long rows: one run, in the result.
void fold_run(fold_kernels const& with, std::byte const* data, index_t rows, index_t columns, index_t step,
              std::byte* result) {
  run_tree tree(with, result, 0, columns);
  add_rows(tree, data, step * with.bytes, rows);
}

// Whether so many elements are read sooner than by threads.
SINTER_NOINLINE bool stays_serial(fold_kernels const& with, index_t n) {
  if (simple_limit.load() == 0) return false;
  auto const size = static_cast<double>(with.bytes);
  loop_costs const reading{0, 0, 0, size / 8, 0, 0, size, active_isa(), true};
  double const work = static_cast<double>(n) * time_per_element(reading, false, n);
  constexpr double of_plan = 0.7;  // the way to threads leads through a plan, which takes half a fork-join or more
  if (choose_threads(of_plan * work) > 1) return false;
  count_serial_work(work);
  return true;
}

bool stays_here(fold_kernels const& with, index_t n) {
  return n * with.bytes * ps_per_byte <= simple_limit.load() || stays_serial(with, n);
}

}  // namespace

bool fold_each_row(fold_kernels const& with, std::byte const* data, index_t rows, index_t columns, index_t step,
                   std::byte* result) {
  if (!stays_here(with, rows * columns)) return false;
  step *= with.bytes;
  if (columns * with.bytes <= fold_run_bytes) {
    with.each(result, data, step, rows, columns, 1);
    return true;
  }
  for (index_t row = 0; row < rows; ++row, data += step, result += with.bytes) {
    fold_runs(with, with.group, &data, nullptr, columns, result);
  }
  return true;
}

bool fold_each_column(fold_kernels const& with, std::byte const* data, index_t rows, index_t columns, index_t step,
                      std::byte* result) {
  bool const is_group = rows * columns * with.bytes <= fold_group_bytes;  // which is not cut for threads
  if (!is_group && !stays_here(with, rows * columns)) return false;
  if (rows <= fold_run_rows && columns * with.bytes >= fold_row_bytes) {
    fold_run(with, data, rows, columns, step, result);
  } else if (is_one_row(with, rows, columns, step)) {
    with.each(result, data, 0, 1, rows * columns, columns);
  } else {
    return fold_down(with, data, rows, columns, step, result);
  }
  return true;
}

bool fold_array(reduction const& how, unsigned axes, operand const& from, std::byte* result) {
  fold_grid over{1, 1, 0, false};
  if (size_of_shape({from.shape, from.rank}) == 0 || !read_as_grid(from, axes, over)) return false;
  fold_kernels const& with = fold_kernels_of(how, from.type);
  return (over.along ? fold_each_row : fold_each_column)(with, from.data, over.rows, over.columns, over.step, result);
}

}  // namespace sinter::detail
