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

  extents<Rank> const& shape;
  std::byte* out;
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
  int sparse = 0;  // arrays of which every second element is taken
  row_kind kind = row_kind::plain;

  SINTER_INLINE explicit row_finder(strided<Out, Rank> const& to)
      : shape(to.shape), out(reinterpret_cast<std::byte*>(to.data)) {
    index_t reach = 1;
    for (int axis = Rank - 1; axis >= 0; --axis) {
      index_t const extent = shape[index(axis)];
      index_t const stride = extent == 1 ? reach : to.strides[index(axis)];
      fits = fits && stride >= reach && extent > 0;
      out_strides[axis] = stride;
      reach += (extent - 1) * stride;
    }
    fits = fits && out_strides[Rank - 1] <= largest_inner(mode::fused, compiled_arch::value, bytes_of<Out>);
    note_step(out_strides[Rank - 1]);
    low = out;
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
    fits = fits && strides[Rank - 1] <= largest_inner(mode::fused, compiled_arch::value, bytes_of<element>) &&
           (same || high <= first || first + reach * bytes_of<element> <= low);
    leaves[found] = first;
    inner[found] = static_cast<unsigned char>(strides[Rank - 1]);
    note_step(strides[Rank - 1]);
    keep_steps(strides, bytes_of<element>, ++found);
  }

  // Whether there is such a walk, and the leaves together have the shape of the output.
  template <class Tree>
  SINTER_INLINE bool find(Tree const& expression) {
    if (!fits) return false;
    visit_leaves(expression, *this);
    unsigned needed = 0;
    for (int axis = 0; axis < Rank; ++axis) needed |= static_cast<unsigned>(shape[index(axis)] != 1) << axis;
    return fits && (needed & ~covered) == 0;
  }

  template <class Arch, class Bound>
  SINTER_INLINE void run(Bound const& bound) {
    constexpr std::size_t last = Rank - 1;
    loop_rows const rows{Rank > 1 ? shape[last - (Rank > 1)] : 1,       row_steps, inner,
                         static_cast<unsigned char>(out_strides[last]), kind,      false};
    for (index_t plane = Rank > 2 ? shape[0] : 1;;) {
      fused_loop<Arch, Bound>(out, leaves, &bound, shape[last], rows);
      if (--plane == 0) return;
      out += plane_steps[0];
      for (int k = 0; k < Leaves; ++k) leaves[k] += plane_steps[k + 1];
    }
  }

 private:
  template <class Element>
  static constexpr index_t bytes_of = static_cast<index_t>(sizeof(Element));
  static constexpr std::size_t index(int axis) { return static_cast<std::size_t>(axis); }

  SINTER_INLINE void note_step(index_t step) {
    kind = larger(kind, kind_of_step(step));
    sparse += step == 2;
  }

  SINTER_INLINE void keep_steps(index_t const* strides, index_t bytes, int slot) {
    row_steps[slot] = Rank > 1 ? strides[Rank > 1 ? Rank - 2 : 0] * bytes : 0;
    plane_steps[slot] = Rank > 2 ? strides[0] * bytes : 0;
  }
};

}  // namespace sinter::detail
