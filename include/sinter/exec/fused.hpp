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

// to[i] = tree(i) for n elements.
template <class Arch, class Bound, class Cursor>
SINTER_INLINE void fused_row(typename Bound::element* to, Cursor const& at, Bound const& tree, index_t n) {
  if constexpr (is_call<Bound>) {
    each_strip<Arch, Bound>(at, n, [&](auto const& strip, index_t first, index_t some) SINTER_LAMBDA {
      strip.run_all(reinterpret_cast<std::byte*>(to + first), tree, some);
    });
  } else {
    each_part<Arch>(at, tree, n, [&](auto const& part, index_t first, index_t some, auto const& rest) SINTER_LAMBDA {
      plain_row<Arch>(to + first, part, rest, some);
    });
  }
}

// fused_loop where arrays stand still along a row.
template <class Arch, class Bound>
SINTER_NOINLINE void still_loop(std::byte* out, std::byte const* const* leaves, Bound const& what, index_t n,
                                loop_rows const& rows) {
  Bound const tree = what;
  still_cursor<loop_lanes<Arch, Bound>, Arch, tree_counts<Bound>::leaves> at;
  at.row.take(leaves);
  for_each_leaf(tree, [&]<class Element, int Number>(bound_leaf<Element, Number> const& leaf)
                          SINTER_LAMBDA { at.begin(leaf, rows.inner[Number]); });
  index_t left = rows.count;
  index_t const out_step = rows.steps[0];
  at.row.take_steps(rows.steps + 1);
  for (;;) {
    fused_row<Arch>(reinterpret_cast<typename Bound::element*>(out), at, tree, n);
    if (--left == 0) return;
    at.row.next_row();
    for_each_leaf(tree, [&](auto const& leaf) SINTER_LAMBDA { at.begin_row(leaf); });
    out += out_step;
  }
}

// The same where arrays take every second element besides, or where results also go past the caches.
template <class Arch, class Bound>
SINTER_NOINLINE void mixed_loop(std::byte* out, std::byte const* const* leaves, Bound const& what, index_t n,
                                loop_rows const& rows) {
  using element = typename Bound::element;
  constexpr int lanes = loop_lanes<Arch, Bound>;
  constexpr int count = tree_counts<Bound>::leaves;
  Bound const tree = what;
  constexpr bool may_skip = largest_inner(mode::fused, Arch::value, sizeof(element)) == 2;
  bool const streaming = rows.streaming;
  [[maybe_unused]] bool const sparse = rows.out_inner == 2;
  mixed_cursor<lanes, Arch, count> at;
  at.row.take(leaves);
  for_each_leaf(tree, [&]<class Element, int Number>(bound_leaf<Element, Number> const& leaf)
                          SINTER_LAMBDA { at.begin(leaf, rows.inner[Number]); });
  index_t left = rows.count;
  index_t const out_step = rows.steps[0];
  at.row.take_steps(rows.steps + 1);
  for (;;) {
    each_part<Arch>(at, tree, n, [&](auto const& part, index_t first, index_t some, auto const& rest) SINTER_LAMBDA {
      auto* const to = reinterpret_cast<element*>(out);
      each_register<1>(part, rest, some, [&](index_t i, auto const& value, auto active) SINTER_LAMBDA {
        constexpr bool is_whole = std::same_as<decltype(active), all_lanes<lanes>>;
        if constexpr (may_skip) {
          if (sparse) return store<lanes, Arch, 2>(to + 2 * (first + i), value, active);
        }
        if constexpr (is_whole && loop_streams<Arch, Bound>) {
          if (streaming) return store_streaming<element, lanes>(to + first + i, value.value);
        }
        store<lanes, Arch>(to + first + i, value, active);
      });
    });
    if (--left == 0) return;
    at.row.next_row();
    for_each_leaf(tree, [&](auto const& leaf) SINTER_LAMBDA { at.begin_row(leaf); });
    out += out_step;
  }
}

// Past the caches; whole registers only.
template <class Arch, class Bound>
SINTER_INLINE void stream_run(std::byte* out, std::byte const* const* leaves, Bound const& what, index_t n) {
  using element = typename Bound::element;
  constexpr int lanes = loop_lanes<Arch, Bound>;
  Bound const tree = what;
  cursor<lanes, Arch, tree_counts<Bound>::leaves> at;
  at.take(leaves);
  each_part<Arch>(at, tree, n, [&](auto const& part, index_t first, index_t some, auto const& rest) SINTER_LAMBDA {
    auto* const to = reinterpret_cast<element*>(out) + first;
    for (index_t i = 0; i < some; i += lanes) {
      store_streaming<element, lanes>(to + i, part(rest, i, all_lanes<lanes>{}).value);
    }
  });
}

// out[r][i] = tree(r, i) for rows of n elements. The tree is copied, so that no store can be thought to change a constant.
template <class Arch, class Bound>
void fused_loop(std::byte* out, std::byte const* const* leaves, void const* context, index_t n, loop_rows const& rows) {
  Bound const tree = *static_cast<Bound const*>(context);
  if constexpr (loop_streams<Arch, Bound>) {
    if (rows.streaming && rows.kind == row_kind::plain) return stream_run<Arch>(out, leaves, tree, n);
  }
  if (rows.kind == row_kind::still && !rows.streaming) return still_loop<Arch>(out, leaves, tree, n, rows);
  if (rows.kind != row_kind::plain) return mixed_loop<Arch>(out, leaves, tree, n, rows);
  cursor<loop_lanes<Arch, Bound>, Arch, tree_counts<Bound>::leaves> at;
  at.take(leaves);
  index_t left = rows.count;
  index_t const out_step = rows.steps[0];
  at.take_steps(rows.steps + 1);
  for (;;) {
    fused_row<Arch>(reinterpret_cast<typename Bound::element*>(out), at, tree, n);
    if (--left == 0) return;
    at.next_row();
    out += out_step;
  }
}

// The same for one row without special leaves. The pointers come in registers, as far as there are any.
template <class Arch, class Bound, class... Leaf>
SINTER_INLINE void call_body(std::byte* out, index_t n, Bound const& tree, Leaf const*... leaves) {
  cursor<loop_lanes<Arch, Bound>, Arch, tree_counts<Bound>::leaves> at;
  std::byte const* const pointers[] = {leaves..., nullptr};
  at.take(pointers);
  fused_row<Arch>(reinterpret_cast<typename Bound::element*>(out), at, tree, n);
}
template <class Arch, class Bound, class... Leaf>
SINTER_NOINLINE void fused_call(std::byte* out, index_t n, Bound const& what, Leaf const*... leaves) {
  Bound const tree = what;
  call_body<Arch>(out, n, tree, leaves...);
}
template <class Arch, class Bound, class... Leaf>
SINTER_NOINLINE void stateless_call(std::byte* out, index_t n, Leaf const*... leaves) {
  call_body<Arch>(out, n, Bound{}, leaves...);
}

// function(first, second, …) of the pointers: in registers, where an array of them would be written for every statement.
template <int Count, class Function>
SINTER_INLINE decltype(auto) spread(std::byte const* const* pointers, Function const& function) {
  return [&]<int... Number>(std::integer_sequence<int, Number...>) SINTER_LAMBDA -> decltype(auto) {
    return function(pointers[Number]...);
  }(std::make_integer_sequence<int, Count>());
}

template <class Arch, class Bound>
SINTER_INLINE void fused_run(std::byte* out, std::byte const* const* leaves, Bound const& what, index_t n) {
  spread<tree_counts<Bound>::leaves>(leaves, [&](auto const*... leaf) SINTER_LAMBDA {
    if constexpr (is_stateless<Bound>) {
      stateless_call<Arch, Bound>(out, n, leaf...);
    } else {
      fused_call<Arch>(out, n, what, leaf...);
    }
  });
}

// fused_loop of an expression whose arrays are all whole lines: no row is special, and several are rare.
template <class Arch, class Bound>
void line_loop(std::byte* out, std::byte const* const* leaves, void const* context, index_t n, loop_rows const& rows) {
  auto const& what = *static_cast<Bound const*>(context);
  if constexpr (loop_streams<Arch, Bound>) {
    if (rows.streaming) return stream_run<Arch>(out, leaves, what, n);
  }
  constexpr int count = tree_counts<Bound>::leaves;
  std::byte const* at[count + 1];
  for (int k = 0; k < count; ++k) at[k] = leaves[k];
  for (index_t left = rows.count;;) {
    fused_run<Arch>(out, at, what, n);
    if (--left == 0) return;
    out += rows.steps[0];
    for (int k = 0; k < count; ++k) at[k] += rows.steps[k + 1];
  }
}

// The loop for a statement, by whether its type tells that all its arrays are whole lines.
template <class Arch, class Bound, bool Lines>
constexpr loop_function loop_of() {
  if constexpr (Lines) {
    return &line_loop<Arch, Bound>;
  } else {
    return &fused_loop<Arch, Bound>;
  }
}

}  // namespace sinter::detail
