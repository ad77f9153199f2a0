#pragma once

#include <sinter/exec/fused.hpp>
#include <sinter/expr/tree.hpp>

// Statements over up to three axes whose number the types tell, row after row: a broadcast row or column, the interior
// of a grid. What a plan would find out is seen here in some nanoseconds per leaf.

namespace sinter::detail {

// What the loop needs to know of the arrays, found leaf by leaf. The output is walked upwards in memory; every leaf has
// its extents or 1, walks upwards too, and is the output itself or apart from it.
template <class Out, int Rank, int Leaves>
struct row_finder {
  static constexpr int slots = Leaves == 0 ? 1 : Leaves;
  static constexpr index_t shortest_row = 4;

  extents<Rank> const& shape;
  index_t out_strides[Rank];
  std::byte const* low;
  std::byte const* high;
  std::byte const* leaves[slots];
  unsigned char inner[slots];
  index_t row_steps[slots + 1];    // of the output, then of the leaves
  index_t plane_steps[slots + 1];  // the same
  unsigned covered = 0;            // axes on which a leaf has the extent of the output
  int found = 0;
  bool fits = true;
  bool special = false;

  SINTER_INLINE explicit row_finder(strided<Out, Rank> const& out) : shape(out.shape) {
    index_t reach = 1;
    for (int axis = Rank - 1; axis >= 0; --axis) {
      index_t const extent = shape[index(axis)];
      index_t const stride = extent == 1 ? reach : out.strides[index(axis)];
      fits = fits && stride >= reach && extent > 0;
      out_strides[axis] = stride;
      reach += (extent - 1) * stride;
    }
    fits = fits && out_strides[Rank - 1] == 1 && shape[Rank - 1] >= shortest_row;
    low = reinterpret_cast<std::byte const*>(out.data);
    high = low + reach * bytes_of<Out>;
    keep_steps(out_strides, bytes_of<Out>, 0);
  }

  template <class Leaf>
  SINTER_INLINE void visit(Leaf const& leaf) {
    using element = typename Leaf::element;
    index_t strides[Rank] = {};
    index_t reach = 1, dense = 1;
    bool same = std::same_as<element, Out>;
    for (int axis = Leaf::rank - 1; axis >= 0; --axis) {
      int const to = axis + Rank - Leaf::rank;
      index_t const extent = leaf.shape()[index(axis)];
      index_t stride = dense;
      if constexpr (!Leaf::dense) stride = leaf.array.strides[index(axis)];
      dense *= extent;
      bool const whole = extent == shape[index(to)];
      covered |= static_cast<unsigned>(whole) << to;
      strides[to] = extent == 1 ? 0 : stride;
      fits = fits && (whole || extent == 1) && strides[to] >= 0;
      reach += (shape[index(to)] - 1) * strides[to];
      same = same && (strides[to] == out_strides[to] || shape[index(to)] == 1);
    }
    auto const* const first = reinterpret_cast<std::byte const*>(leaf.data());
    same = same && first == low && Leaf::rank == Rank;
    fits = fits && strides[Rank - 1] <= largest_inner(mode::fused) &&
           (same || high <= first || first + reach * bytes_of<element> <= low);
    leaves[found] = first;
    inner[found] = static_cast<unsigned char>(strides[Rank - 1]);
    special = special || strides[Rank - 1] != 1;
    keep_steps(strides, bytes_of<element>, ++found);
  }

  // Whether there is such a walk, and the leaves together have the shape of the output.
  SINTER_INLINE bool found_all() const {
    unsigned needed = 0;
    for (int axis = 0; axis < Rank; ++axis) needed |= static_cast<unsigned>(shape[index(axis)] != 1) << axis;
    return fits && (needed & ~covered) == 0;
  }

 private:
  template <class Element>
  static constexpr index_t bytes_of = static_cast<index_t>(sizeof(Element));
  static constexpr std::size_t index(int axis) { return static_cast<std::size_t>(axis); }

  SINTER_INLINE void keep_steps(index_t const* strides, index_t bytes, int slot) {
    row_steps[slot] = Rank > 1 ? strides[Rank > 1 ? Rank - 2 : 0] * bytes : 0;
    plane_steps[slot] = Rank > 2 ? strides[0] * bytes : 0;
  }
};

// Runs the loop if the arrays can be walked so; false, and nothing done, if not.
template <class Arch, class Out, int Rank, class Tree, class Bound>
SINTER_INLINE bool run_rows(strided<Out, Rank> const& out, Tree const& expression, Bound const& bound) {
  constexpr int count = leaf_count<Tree>;
  row_finder<Out, Rank, count> arrays(out);
  visit_leaves(expression, arrays);
  if (!arrays.found_all()) return false;
  constexpr std::size_t last = Rank - 1;
  loop_rows const rows{Rank > 1 ? out.shape[last - (Rank > 1)] : 1, arrays.row_steps, arrays.inner, arrays.special,
                       false};
  auto* to = reinterpret_cast<std::byte*>(out.data);
  for (index_t plane = Rank > 2 ? out.shape[0] : 1;;) {
    fused_loop<Arch, Bound>(to, arrays.leaves, &bound, out.shape[last], rows);
    if (--plane == 0) return true;
    to += arrays.plane_steps[0];
    for (int k = 0; k < count; ++k) arrays.leaves[k] += arrays.plane_steps[k + 1];
  }
}

}  // namespace sinter::detail
