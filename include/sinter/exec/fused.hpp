#pragma once

#include <sinter/exec/calls.hpp>

// The fused loop: a bound tree evaluated register by register, in one pass. It is compiled in the user's file, for
// the ISA of that file, which its type names.

namespace sinter::detail {

// Calls visit(leaf) for the leaves of a bound tree.
template <class Element, int Number, class Visit>
SINTER_INLINE void for_each_leaf(bound_leaf<Element, Number> const& leaf, Visit const& visit) {
  visit(leaf);
}
template <class Element, class Visit>
SINTER_INLINE void for_each_leaf(bound_constant<Element> const&, Visit const&) {}
template <class Op, class Element, class... Children, class Visit>
SINTER_INLINE void for_each_leaf(bound_node<Op, Element, Children...> const& tree, Visit const& visit) {
  detail::apply([&](auto const&... child) SINTER_LAMBDA { (for_each_leaf(child, visit), ...); }, tree.children);
}

// fused_loop where arrays stand still along a row.
template <class Arch, class Bound>
SINTER_NOINLINE void still_loop(std::byte* out, std::byte const* const* leaves, Bound const& what, index_t n,
                                loop_rows const& rows) {
  Bound const tree = what;
  line_store const how{rows.streaming};
  copies_of<tree_counts<Bound>::leaves> copies;
  still_cursor<loop_lanes<Arch, Bound>, Arch, tree_counts<Bound>::leaves> at(copies);
  at.row.take(leaves);
  for_each_leaf(tree, [&]<class Element, int Number>(bound_leaf<Element, Number> const& leaf)
                          SINTER_LAMBDA { at.begin(leaf, rows.inner[Number]); });
  index_t left = rows.count;
  index_t const out_step = rows.steps[0];
  at.row.take_steps(rows.steps + 1);
  for (;;) {
    run_row<Arch>(reinterpret_cast<typename Bound::element*>(out), how, at, tree, n);
    if (--left == 0) return;
    at.row.next_row();
    for_each_leaf(tree, [&](auto const& leaf) SINTER_LAMBDA { at.begin_row(leaf); });
    out += out_step;
  }
}

// The same where the type tells which.
template <class Arch, class Bound, unsigned Still>
SINTER_NOINLINE void held_loop(std::byte* out, std::byte const* const* leaves, Bound const& what, index_t n,
                               loop_rows const& rows) {
  Bound const tree = what;
  line_store const how{rows.streaming};
  held_cursor<loop_lanes<Arch, Bound>, Arch, tree_counts<Bound>::leaves, Still> at;
  at.row.take(leaves);
  at.row.take_steps(rows.steps + 1);
  index_t left = rows.count;
  index_t const out_step = rows.steps[0];
  for (;;) {
    for_each_leaf(tree, [&](auto const& leaf) SINTER_LAMBDA { at.begin_row(leaf); });
    run_row<Arch>(reinterpret_cast<typename Bound::element*>(out), how, at, tree, n);
    if (--left == 0) return;
    at.row.next_row();
    out += out_step;
  }
}

// One function per type of element, not per expression.
template <class Arch, class Element>
SINTER_NOINLINE void copy_past_caches(Element* to, std::byte const* from, index_t n) {
  using tree = bound_leaf<Element, 0>;
  cursor<loop_lanes<Arch, tree>, Arch, 1> at;
  at.take(&from);
  run_row<Arch>(to, line_store{true}, at, tree{}, n);
}

// One row of a tree that has calls. A call at its root writes to the row itself, unless that is sparse or goes past the
// caches.
template <class Arch, class Bound, class Store, class Row>
SINTER_INLINE void called_row(typename Bound::element* to, Store const& how, Row const& at, Bound const& tree,
                              index_t n) {
  using element = typename Bound::element;
  each_strip<Arch, Bound>(at, n, [&](auto const& strip, index_t first, index_t some) SINTER_LAMBDA {
    auto* const out = to + (how.sparse ? 2 * first : first);
    auto* const result = how.sparse || how.streams ? nullptr : reinterpret_cast<std::byte*>(out);
    auto const rest = strip.without_calls(tree, result, some);
    if constexpr (!is_call<Bound>) {
      run_row<Arch>(out, how, strip, rest, some);
    } else if (how.sparse) {
      strip.table.scatter[size_index(sizeof(element))](reinterpret_cast<std::byte*>(out),
                                                       strip.buffer(call_count<Bound> - 1), 2, some);
    } else if (how.streams) [[unlikely]] {
      copy_past_caches<Arch>(out, strip.buffer(call_count<Bound> - 1), some);
    }
  });
}

// fused_loop where arrays take every second element besides; that of every tree with calls whose rows are not plain.
template <class Arch, class Bound>
SINTER_NOINLINE void mixed_loop(std::byte* out, std::byte const* const* leaves, Bound const& what, index_t n,
                                loop_rows const& rows) {
  using element = typename Bound::element;
  Bound const tree = what;
  mixed_store const how{rows.out_inner == 2, rows.streaming};
  copies_of<tree_counts<Bound>::leaves> copies;
  mixed_cursor<loop_lanes<Arch, Bound>, Arch, tree_counts<Bound>::leaves> at(copies);
  at.row.take(leaves);
  for_each_leaf(tree, [&]<class Element, int Number>(bound_leaf<Element, Number> const& leaf)
                          SINTER_LAMBDA { at.begin(leaf, rows.inner[Number]); });
  index_t left = rows.count;
  index_t const out_step = rows.steps[0];
  at.row.take_steps(rows.steps + 1);
  for (;;) {
    auto* const to = reinterpret_cast<element*>(out);
    if constexpr (call_count<Bound> == 0) {
      run_row<Arch>(to, how, at, tree, n);
    } else {
      called_row<Arch>(to, how, at, tree, n);
    }
    if (--left == 0) return;
    at.row.next_row();
    for_each_leaf(tree, [&](auto const& leaf) SINTER_LAMBDA { at.begin_row(leaf); });
    out += out_step;
  }
}

// One row of a tree that has calls, without special leaves.
template <class Arch, class Bound>
SINTER_NOINLINE void called_run(std::byte* out, std::byte const* const* leaves, Bound const& what, index_t n,
                                bool streams) {
  Bound const tree = what;
  cursor<loop_lanes<Arch, Bound>, Arch, tree_counts<Bound>::leaves> at;
  at.take(leaves);
  called_row<Arch>(reinterpret_cast<typename Bound::element*>(out), line_store{streams}, at, tree, n);
}

// A tree whose type is all of it takes no register, and one or two constants come in registers.
template <class Bound>
using passed = std::conditional_t<std::is_trivially_copyable_v<Bound> && sizeof(Bound) <= 16, Bound, Bound const&>;

// One row without special leaves.
template <class Arch, class Bound, class Store, class... Leaf>
SINTER_INLINE void fused_row(std::byte* out, index_t n, Store const& how, passed<Bound> what, Leaf const*... leaves) {
  Bound const tree = what;
  cursor<loop_lanes<Arch, Bound>, Arch, tree_counts<Bound>::leaves> at;
  std::byte const* const pointers[] = {leaves..., nullptr};
  at.take(pointers);
  run_row<Arch>(reinterpret_cast<typename Bound::element*>(out), how, at, tree, n);
}

// The same called. The pointers come in registers, as far as there are any.
template <class Arch, class Bound, class... Leaf>
SINTER_NOINLINE void fused_call(std::byte* out, index_t n, bool streams, passed<Bound> what, Leaf const*... leaves) {
  fused_row<Arch, Bound>(out, n, line_store{streams}, what, leaves...);
}

template <class Arch, class Bound, int... Number>
SINTER_INLINE void fused_run(std::integer_sequence<int, Number...>, std::byte* out, std::byte const* const* leaves,
                             Bound const& what, index_t n, bool streams) {
  if constexpr (call_count<Bound> > 0) {
    called_run<Arch>(out, leaves, what, n, streams);
  } else {
    fused_call<Arch, Bound>(out, n, streams, what, leaves[Number]...);
  }
}

// Whether a loop may stand where its statement does: a tenth of the time of a small tree in L1, and of the time to compile
// it.
template <class Bound>
inline constexpr bool stands_in_place = call_count<Bound> == 0 && tree_counts<Bound>::nodes <= 8;

// The same through the caches, in place where that is worth it.
template <class Arch, class Bound, int... Number>
SINTER_INLINE void fused_in_place(std::integer_sequence<int, Number...> numbers, std::byte* out,
                                  std::byte const* const* leaves, Bound const& what, index_t n) {
  if constexpr (stands_in_place<Bound>) {
    using row = cursor<loop_lanes<Arch, Bound>, Arch, tree_counts<Bound>::leaves>;
    if (n <= rows_of_other_form<row, Bound>.beyond) {
      return fused_row<Arch, Bound>(out, n, near_store(), what, leaves[Number]...);
    }
  }
  fused_run<Arch>(numbers, out, leaves, what, n, false);
}

template <class Bound>
using leaf_numbers = std::make_integer_sequence<int, tree_counts<Bound>::leaves>;

// fused_loop where every row is plain, and several are rare.
template <class Arch, class Bound>
void line_loop(std::byte* out, std::byte const* const* leaves, void const* context, index_t n, loop_rows const& rows) {
  constexpr leaf_numbers<Bound> numbers;
  if (rows.count != 1) return run_each_row(&line_loop<Arch, Bound>, out, leaves, numbers.size(), context, n, rows);
  fused_run<Arch>(numbers, out, leaves, *static_cast<Bound const*>(context), n, rows.streaming);
}

// Several plain rows, through the caches.
template <class Arch, class Bound>
SINTER_NOINLINE void plain_loop(std::byte* out, std::byte const* const* leaves, Bound const& what, index_t n,
                                loop_rows const& rows) {
  Bound const tree = what;
  cursor<loop_lanes<Arch, Bound>, Arch, tree_counts<Bound>::leaves> at;
  at.take(leaves);
  at.take_steps(rows.steps + 1);
  index_t left = rows.count;
  index_t const out_step = rows.steps[0];
  for (;;) {
    run_row<Arch>(reinterpret_cast<typename Bound::element*>(out), near_store(), at, tree, n);
    if (--left == 0) return;
    at.next_row();
    out += out_step;
  }
}

// out[r][i] = tree(r, i) for rows of n elements. Every loop copies the tree, so that no store can be thought to change a
// constant. Here are only jumps to them: what is saved for one of them is saved once.
template <class Arch, class Bound>
void fused_loop(std::byte* out, std::byte const* const* leaves, void const* context, index_t n, loop_rows const& rows) {
  Bound const& tree = *static_cast<Bound const*>(context);
  constexpr int leaf_count = tree_counts<Bound>::leaves;
  if constexpr (call_count<Bound> > 0) {
    if (rows.kind == row_kind::plain) return line_loop<Arch, Bound>(out, leaves, context, n, rows);
  } else {
    if (rows.kind == row_kind::plain) {
      if (rows.count != 1 && !rows.streaming) return plain_loop<Arch>(out, leaves, tree, n, rows);
      return fused_run<Arch>(leaf_numbers<Bound>(), out, leaves, tree, n, rows.streaming);
    }
    if (rows.kind == row_kind::still) {
      if constexpr (leaf_count > 2) return still_loop<Arch>(out, leaves, tree, n, rows);
      if constexpr (leaf_count == 2) {
        if (rows.inner[1] != 0) return held_loop<Arch, Bound, 1>(out, leaves, tree, n, rows);
        if (rows.inner[0] != 0) return held_loop<Arch, Bound, 2>(out, leaves, tree, n, rows);
      }
    }
  }
  mixed_loop<Arch>(out, leaves, tree, n, rows);
}

}  // namespace sinter::detail
