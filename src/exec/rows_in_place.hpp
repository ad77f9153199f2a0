#pragma once

#include <algorithm>

#include <sinter/exec/row_walk.hpp>
#include <sinter/plan/threads.hpp>

#include "interpreter.hpp"

namespace sinter::detail {

// Rows of a nest, numbered through all outer axes, by columns of the innermost one.
struct rectangle {
  index_t first_row, last_row;
  index_t first_column, last_column;
};

// A nest over up to three axes whose arrays the loop reads and writes where they are, in any order, through the caches. It is
// all that threads read of the one that calls them, in as few lines of its stack as there are: each takes as long as from
// the last cache.
class alignas(64) rows_in_place {
 public:
  static constexpr int most_axes = 3;

  static bool fits(planned const& how) {
    plan const& p = how.decisions;
    layout const& nest = how.nest;
    if (nest.rank > most_axes || p.stores == store_policy::streaming || keeps_order(how) ||
        static_cast<int>(nest.streams.size()) > most_direct_leaves + 1) {
      return false;
    }
    int const crossed = crossed_leaf(how);
    int k = 0;
    return std::all_of(nest.streams.begin(), nest.streams.end(), [&](stream const& s) {
      int const leaf = k++ - 1;
      return (leaf >= 0 && leaf == crossed) || takes_step(p.mode, p.isa, how.lines, step_of(how, s, leaf), s.bytes);
    });
  }

  rows_in_place(planned const& how, loop_function loop, void const* context)
      : loop_(loop), context_(context), leaf_count_(static_cast<unsigned char>(how.nest.streams.size() - 1)) {
    layout const& nest = how.nest;
    int const crossed = crossed_leaf(how);
    plane_rows_ = nest.rank < 2 ? 1 : nest.shape[nest.rank - 2];
    for (int k = 0; k <= leaf_count_; ++k) {
      stream const& s = nest.streams[static_cast<std::size_t>(k)];
      auto const stride = [&](int axis) { return nest.rank < axis ? 0 : s.strides[nest.rank - axis] * s.bytes; };
      arrays_[k] = {s.base, stride(3), stride(2), nest.rank == 0 ? s.bytes : stride(1)};
      bool const is_crossed = k > 0 && k - 1 == crossed;
      auto const step = static_cast<unsigned char>(is_crossed ? crossed_inner : step_of(how, s, k - 1));
      kind_ = larger(kind_, is_crossed ? row_kind::crossed : kind_of_step(step));
      if (k == 0) {
        out_inner_ = step;
      } else {
        inner_[k - 1] = step;
      }
    }
  }

  // What a walk found.
  template <int Rank>
  rows_in_place(row_walk<Rank, most_direct_leaves> const& walk, statement const& what, loop_function loop,
                void const* context)
      : loop_(loop),
        context_(context),
        plane_rows_(walk.rows_in_plane()),
        leaf_count_(static_cast<unsigned char>(what.leaf_count)),
        out_inner_(walk.out_inner()),
        kind_(walk.kind()) {
    auto const& leaves = walk.leaves();
    auto const plane = [&](int slot) { return Rank > 2 ? leaves.plane_steps[slot] : 0; };
    arrays_[0] = {walk.out(), plane(0), leaves.row_steps[0], out_inner_ * what.facts->out_bytes};
    for (int k = 0; k < leaf_count_; ++k) {
      inner_[k] = leaves.inner[k];
      auto* const data = const_cast<std::byte*>(leaves.data[k]);
      index_t const bytes = what.facts->element_bytes[k], step = leaves.row_steps[k + 1];
      arrays_[k + 1] = inner_[k] == crossed_inner ? array{data, plane(k + 1), bytes, step}
                                                  : array{data, plane(k + 1), step, inner_[k] * bytes};
    }
  }

  void run(rectangle const& over) const {
    std::byte const* leaves[most_direct_leaves];
    index_t steps[most_direct_leaves + 1];
    for (int k = 0; k <= leaf_count_; ++k) {
      steps[k] = k > 0 && inner_[k - 1] == crossed_inner ? arrays_[k].column : arrays_[k].row;
    }
    loop_rows rows{0, steps, inner_, out_inner_, kind_, false};
    for (index_t row = over.first_row; row < over.last_row; row += rows.count) {
      index_t const plane = row / plane_rows_, in_plane = row - plane * plane_rows_;
      rows.count = std::min(plane_rows_ - in_plane, over.last_row - row);
      auto const place = [&](int k) {
        array const& a = arrays_[k];
        return a.data + plane * a.plane + in_plane * a.row + over.first_column * a.column;
      };
      for (int k = 1; k <= leaf_count_; ++k) leaves[k - 1] = place(k);
      loop_(place(0), leaves, context_, over.last_column - over.first_column, rows);
    }
  }

 private:
  // Elements along a row. Of one column the loop that likes best takes one.
  static index_t step_of(planned const& how, stream const& s, int leaf) {
    bool const still = leaf >= 0 && s.inner() == 0;
    return how.nest.inner() == 1 && (!still || how.lines) ? 1 : s.inner();
  }

  // Bytes from one to the next.
  struct array {
    std::byte* data;
    index_t plane, row, column;
  };

  loop_function loop_;
  void const* context_;
  index_t plane_rows_;
  unsigned char leaf_count_;
  unsigned char out_inner_ = 1;
  row_kind kind_ = row_kind::plain;
  unsigned char inner_[most_direct_leaves];
  array arrays_[most_direct_leaves + 1];
};

// A nest and how it is cut: into rows or into columns.
template <class Nest>
struct alignas(64) cut_nest {
  index_t rows, columns;
  bool by_rows;
  Nest nest;

  void run(index_t first, index_t last) const {
    nest.run(by_rows ? rectangle{first, last, 0, columns} : rectangle{0, rows, first, last});
  }
};

// Runs the nest of these arguments, one piece for each thread. Pieces of rows end where lines do.
template <class Nest, class... Arguments>
void share(index_t rows, index_t columns, int threads, Arguments const&... arguments) {
  bool const by_rows = rows >= 2 * threads || rows >= columns;
  cut_nest<Nest> work{rows, columns, by_rows, Nest{arguments...}};
  index_t const count = by_rows ? rows : columns, grain = by_rows ? 1 : 64;
  index_t const even = threads * grain;
  if (threads <= 1) return work.run(0, count);
  parallel_for(
      count, (count + even - 1) / even * grain, threads,
      [](void* self, index_t first, index_t last) { static_cast<cut_nest<Nest> const*>(self)->run(first, last); },
      &work);
}

}  // namespace sinter::detail
