#include <sinter/plan/plan.hpp>
#include <sinter/plan/settings.hpp>
#include <sinter/plan/threads.hpp>

#include "fold_whole.hpp"
#include "interpreter.hpp"
#include "run_tree.hpp"

namespace sinter::detail {
namespace {

constexpr index_t memory_bytes = 24 * 1024;

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

void fold_along(fold_kernels const& with, std::byte const* data, fold_grid const& over, std::byte* result) {
  index_t const step = over.step * with.bytes;
  if (over.columns * with.bytes <= fold_run_bytes) {
    return with.each(result, data, step, over.rows, over.columns, 1);
  }
  for (index_t row = 0; row < over.rows; ++row, data += step, result += with.bytes) {
    fold_runs(with, with.group, &data, nullptr, over.columns, result);
  }
}

// False where the levels of the tree do not fit its memory, or rows that have to be merged lie apart. Called: the other ways
// are short, and have no use for its frame.
SINTER_NOINLINE bool fold_down(fold_kernels const& with, std::byte const* data, fold_grid const& over,
                               std::byte* result) {
  int const doublings = merge_doublings(over.columns * with.bytes);
  if (doublings > 0 && over.rows > 1 && over.step != over.columns) return false;
  index_t const n = over.columns << doublings;
  index_t const rows = over.rows >> doublings;
  index_t const rest = over.rows - (rows << doublings);
  index_t const level = aligned_bytes(n * with.bytes);
  if (level * run_tree::levels(rows + 1) > memory_bytes) return false;
  alignas(64) std::byte memory[memory_bytes];
  alignas(64) std::byte last[2 * fold_row_bytes];
  run_tree tree(with, memory, level, n);
  if (over.step == over.columns && n * with.bytes == fold_row_bytes) {
    tree.add(with.group, &data, nullptr, over.rows * over.columns);
  } else {
    add_rows(tree, data, (over.step << doublings) * with.bytes, rows);
    if (rest > 0) tree.add_part(data + rows * n * with.bytes, rest * over.columns, last);
  }
  fold_merged(with, tree.total(), index_t{1} << doublings, over.columns, over.columns, result);
  return true;
}

// Neighbouring rows that are one run in all, and whose length is one of those that the lanes are folded to.
bool is_one_row(fold_kernels const& with, fold_grid const& over) {
  return over.step == over.columns && over.columns * with.bytes <= most_left_bytes &&
         over.rows * over.columns * with.bytes <= fold_run_bytes && (over.columns & (over.columns - 1)) == 0;
}

// Few long rows: one run, in the result.
void fold_run(fold_kernels const& with, std::byte const* data, fold_grid const& over, std::byte* result) {
  run_tree tree(with, result, 0, over.columns);
  add_rows(tree, data, over.step * with.bytes, over.rows);
}

// Whether so many elements are read sooner than by threads.
bool stays_serial(index_t n, index_t bytes) {
  if (simple_limit.load() == 0) return false;
  auto const size = static_cast<double>(bytes);
  loop_costs const reading{0, 0, 0, size / 8, 0, size, active_isa(), true};
  double const work = static_cast<double>(n) * time_per_element(reading, false, n);
  if (choose_threads(work) > 1) return false;
  count_serial_work(work);
  return true;
}

}  // namespace

bool fold_array(reduction const& how, unsigned axes, operand const& from, std::byte* result) {
  fold_grid over{1, 1, 0, false};
  if (size_of_shape({from.shape, from.rank}) == 0 || !read_as_grid(from, axes, over)) return false;
  return fold_array(how, from.type, from.data, over, result);
}

bool fold_array(reduction const& how, element_type type, std::byte const* data, fold_grid const& over,
                std::byte* result) {
  fold_kernels const& with = fold_kernels_of(how, type);
  index_t const n = over.rows * over.columns;
  if (n * with.bytes * ps_per_byte > simple_limit.load() && !stays_serial(n, with.bytes)) return false;
  if (over.along) {
    fold_along(with, data, over, result);
  } else if (over.rows <= fold_run_rows && over.columns * with.bytes >= fold_row_bytes) {
    fold_run(with, data, over, result);
  } else if (is_one_row(with, over)) {
    with.each(result, data, 0, 1, over.rows * over.columns, over.columns);
  } else {
    return fold_down(with, data, over, result);
  }
  return true;
}

}  // namespace sinter::detail
