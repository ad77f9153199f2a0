#include <algorithm>

#include <sinter/core/error.hpp>

#include "../plan/clock.hpp"
#include "fold_whole.hpp"
#include "matrix.hpp"
#include "reduction_plan.hpp"
#include "run_tree.hpp"

namespace sinter::detail {
namespace {

constexpr index_t tree_stack_bytes = 32 * 1024;  // for the levels of a tree
constexpr index_t most_columns_bytes = 16 * 1024;
constexpr index_t task_elements = 32 * 1024;

// The kept axes after the last reduced one. Axes of extent 1 are nothing.
unsigned trailing_axes(statement const& what, unsigned reduced) {
  unsigned bits = 0;
  for (int axis = what.out.rank - 1; axis >= 0; --axis) {
    if (what.out.shape[axis] == 1) continue;
    if ((reduced >> axis) & 1) break;
    bits |= 1u << axis;
  }
  return bits;
}

// One reduction: `positions` matrices, each folded into one row of its columns. Where the last axis is reduced the matrix
// of a result has one column, and what is read has a row for each result and the reduced axes along it.
class folding {
 public:
  folding(statement const& what, reduction const& how, unsigned trailing, sinter::mode mode, int threads)
      : what_(what),
        with_(fold_kernels_of(how, what.out.type)),
        fold_(what, how, size_of_shape({what.out.shape, what.out.rank}), mode),
        along_(trailing == 0),
        over_{chosen_axes(what, along_ ? ~how.axes : how.axes), chosen_axes(what, along_ ? how.axes : trailing)},
        outer_(chosen_axes(what, along_ ? 0u : ~how.axes & ~trailing)),
        mode_(mode),
        threads_(threads) {
    index_t const length = along_ ? over_.column_count() : over_.row_count();
    width_ = along_ ? 1 : over_.column_count();
    merged_ <<= merge_doublings(width_ * with_.bytes);
    rows_ = length / merged_;
    rest_ = length % merged_;
    positions_ = along_ ? over_.row_count() : size_of_shape({outer_.shape, outer_.rank});
  }

  void run(std::byte* result) {
    if (along_ && over_.column_count() * with_.bytes <= fold_run_bytes) return fold_short(result);
    cut();
    index_t const units = positions_ * panels_ * parts_;
    buffer const totals(parts_ == 1 ? 0 : static_cast<std::size_t>(units * panel_bytes_));
    index_t const elements = (along_ ? over_.column_count() : over_.row_count() * panel_) / parts_;
    in_parallel(units, std::max(index_t{1}, task_elements / elements), threads_, [&](index_t first, index_t last) {
      matrix from(what_, over_, mode_);
      for (index_t unit = first; unit < last; ++unit) fold_unit(from, unit, totals.data(), result);
    });
    if (parts_ == 1) return;
    for (index_t at = 0; at < positions_ * panels_; ++at) {
      std::byte* const parts = totals.data() + at * parts_ * panel_bytes_;
      combine_parts(with_, parts, panel_bytes_, parts_, panel_elements(at % panels_));
      finish(parts, at, result);
    }
  }

 private:
  // Rows of at most one run, each by one call or less.
  void fold_short(std::byte* result) {
    index_t const n = over_.column_count();
    index_t const chunk = std::max(index_t{1}, task_elements / n);
    in_parallel(positions_, threads_ == 1 ? positions_ : chunk, threads_, [&](index_t first, index_t last) {
      matrix from(what_, over_, mode_);
      for (index_t row = first; row < last;) {
        index_t const some = std::min(last - row, from.rows_at_once(row, n, false));
        if (n > from.columns_at_once()) {
          fold_gathered(from, row, result + row * with_.bytes);
        } else {
          matrix_part const part = from.read(row, some, 0, n, false);
          with_.each(result + row * with_.bytes, part.data, part.step, some, n, 1);
        }
        row += n > from.columns_at_once() ? 1 : some;
      }
    });
  }

  // A row of at most one run that no block holds.
  void fold_gathered(matrix& from, index_t row, std::byte* result) {
    alignas(64) std::byte values[fold_run_bytes];
    index_t const n = over_.column_count();
    for (index_t at = 0; at < n;) {
      index_t const some = std::min(n - at, from.columns_at_once());
      std::byte const* const part = from.read(row, 1, at, some, false).data;
      std::copy(part, part + some * with_.bytes, values + at * with_.bytes);
      at += some;
    }
    with_.each(result, values, 0, 1, n, 1);
  }

  // Into panels of columns whose tree stays in L1, and into parts of whole subtrees where threads would be idle.
  void cut() {
    index_t const all = merged_ * width_;
    panel_ = all;
    if (merged_ == 1) {
      index_t const fits = tree_stack_bytes / run_tree::levels(rows_ + 1) / fold_row_bytes * fold_row_bytes;
      panel_ = std::min(all, std::clamp(fits, fold_row_bytes, most_columns_bytes) / with_.bytes);
      if (!along_) panel_ = std::min(panel_, matrix(what_, over_, mode_).columns_at_once());
    }
    panels_ = (all + panel_ - 1) / panel_;
    panel_bytes_ = (panel_ * with_.bytes + 63) / 64 * 64;
    part_rows_ = rows_ + 1;
    index_t const units = positions_ * panels_;
    if (threads_ == 1 || units >= 4 * threads_) return;
    index_t runs = std::max(fold_group_runs, task_elements / (fold_run_rows * panel_));
    index_t const wanted = (rows_ / fold_run_rows) / (16 * threads_);
    runs = static_cast<index_t>(std::bit_ceil(static_cast<std::uint64_t>(std::max(runs, wanted))));
    part_rows_ = runs * fold_run_rows;
    parts_ = std::max(index_t{1}, (rows_ + (rest_ > 0) + part_rows_ - 1) / part_rows_);
  }

  index_t panel_elements(index_t panel) const { return std::min(panel_, merged_ * width_ - panel * panel_); }

  void fold_unit(matrix& from, index_t unit, std::byte* totals, std::byte* result) const {
    alignas(64) std::byte memory[tree_stack_bytes];
    index_t const part = unit % parts_;
    index_t const at = unit / parts_;
    index_t const n = panel_elements(at % panels_);
    run_tree tree(with_, memory, panel_bytes_, n);
    if (!along_) from.move_to(outer_, at / panels_);
    fold_rows(from, tree, at, part * part_rows_, std::min(rows_, (part + 1) * part_rows_));
    if (parts_ == 1) return finish(tree.total(), at, result);
    std::byte const* const total = tree.total();
    std::copy(total, total + n * with_.bytes, totals + unit * panel_bytes_);
  }

  void fold_rows(matrix& from, run_tree& tree, index_t at, index_t first, index_t last) const {
    index_t const column = at % panels_ * panel_;
    index_t const n = merged_ == 1 ? panel_elements(at % panels_) : width_;
    std::byte const* leaves[max_slots];
    bool const has_rest = rest_ > 0 && last == rows_ && first + part_rows_ > rows_;
    if (along_ && fold_.function != nullptr && from.find_leaves(at, first * merged_, leaves)) {
      return tree.add(fold_.function, leaves, fold_.context, (last - first) * merged_ + (has_rest ? rest_ : 0));
    }
    for (index_t row = first; row < last;) {
      index_t some = 0;
      matrix_part part;
      if (along_) {
        some = std::min(last - row, from.columns_at_once() / merged_);
        part = {from.read(at, 1, row * merged_, some * merged_, false).data, fold_row_bytes};
      } else {
        index_t const wide = from.rows_at_once(row * merged_, n, merged_ > 1);
        some = std::min(last - row, std::max(wide / merged_, index_t{1}));
        part = from.read(row * merged_, some * merged_, column, n, merged_ > 1);
        if (merged_ > 1) part.step = merged_ * width_ * with_.bytes;
      }
      add_rows(tree, part.data, part.step, some);
      row += some;
    }
    if (!has_rest) return;
    alignas(64) std::byte whole[2 * fold_row_bytes];
    matrix_part const part =
        along_ ? from.read(at, 1, rows_ * merged_, rest_, false) : from.read(rows_ * merged_, rest_, column, n, true);
    tree.add_part(part.data, rest_ * width_, whole);
  }

  void finish(std::byte* total, index_t at, std::byte* result) const {
    result += (at / panels_ * width_ + at % panels_ * panel_) * with_.bytes;
    if (width_ == 1) return with_.each(result, total, 0, 1, merged_, 1);
    fold_merged(with_, total, merged_, width_, std::min(panel_elements(at % panels_), width_), result);
  }

  statement const& what_;
  fold_kernels const& with_;
  chosen_fold fold_;
  bool along_;
  matrix_layout over_;
  layout outer_;
  sinter::mode mode_;
  int threads_;
  index_t width_;
  index_t merged_ = 1;  // rows to one that is folded
  index_t rows_;        // of these
  index_t rest_;        // rows that are left
  index_t positions_;
  index_t panel_ = 0;
  index_t panels_ = 1;
  index_t panel_bytes_ = 0;
  index_t part_rows_ = 0;
  index_t parts_ = 1;
};

// Folds nothing: 0 for sums, 1 for products.
void fill_with_identity(reduction const& how, element_type type, std::byte* result, index_t count) {
  fold_kernels const& with = fold_kernels_of(how, type);
  alignas(64) std::byte one[8] = {};
  if (how.code != ops::code_of<ops::add>) with.rows(one, 0, 0, one, 0, 0, 1);
  for (index_t i = 0; i < count; ++i) std::copy(one, one + with.bytes, result + i * with.bytes);
}

index_t reduced_length(statement const& what, unsigned axes) {
  index_t length = 1;
  for (int axis = 0; axis < what.out.rank; ++axis) length *= (axes >> axis) & 1 ? what.out.shape[axis] : 1;
  return length;
}

}  // namespace

void run_reduction(statement const& what, reduction const& how, operand const& result) {
  index_t const count = size_of_shape({result.shape, result.rank});
  index_t const length = reduced_length(what, how.axes);
  if (count == 0) return;
  if (length == 0) {
    if (how.needs_elements) {
      throw shape_error(std::string(how.name) + ": no elements along the reduced axes of shape " +
                        to_string(lengths(what.out.shape, what.out.rank)));
    }
    return fill_with_identity(how, what.out.type, result.data, count);
  }
  if (how.places) return find_extremes(what, how, result);
  sinter::mode const mode = mode_for(what, count * length);
  int const threads = threads_for(what, count * length);
  run_measured(what.facts->costs, count * length, threads, [&] {
    if (count == 1 && threads == 1 && is_whole(what)) {
      fold_whole(what, how, length, mode, result.data);
    } else {
      folding(what, how, trailing_axes(what, how.axes), mode, threads).run(result.data);
    }
    return true;
  });
}

}  // namespace sinter::detail
