#pragma once

#include <sinter/plan/statement.hpp>

// The fused loop: a bound tree evaluated register by register, in one pass. It is compiled in the user's file, for
// the ISA of that file, which its type names.

namespace sinter::detail {

template <class Bound>
struct widest_element {
  static constexpr int bytes = sizeof(typename Bound::element);
};
template <class Op, class Element, class... Children>
struct widest_element<bound_node<Op, Element, Children...>> {
  static constexpr int bytes = [] {
    int widest = sizeof(Element);
    ((widest = widest_element<Children>::bytes > widest ? widest_element<Children>::bytes : widest), ...);
    return widest;
  }();
};

template <class Bound>
struct tree_cost {
  static constexpr double ns = 0;
  static constexpr double baseline_ns = 0;
  static constexpr int operations = 0;
};
template <class Op, class Element, class... Children>
struct tree_cost<bound_node<Op, Element, Children...>> {
  static constexpr double ns = (cost_of<Op, Element>() + ... + tree_cost<Children>::ns);
  static constexpr double baseline_ns = (baseline_cost_of<Op, Element>() + ... + tree_cost<Children>::baseline_ns);
  static constexpr int operations = ((ops::is_cast<Op> ? 0 : 1) + ... + tree_cost<Children>::operations);
};

// Bytes of one element of every leaf.
template <class Bound>
inline constexpr int tree_bytes = 0;
template <class Element, int Number>
inline constexpr int tree_bytes<bound_leaf<Element, Number>> = sizeof(Element);
template <class Op, class Element, class... Children>
inline constexpr int tree_bytes<bound_node<Op, Element, Children...>> = (0 + ... + tree_bytes<Children>);

// Where a step of the loop is: evaluates a tree to the register of elements i, i + 1, …
template <int Lanes, class Arch, int Leaves>
struct cursor {
  static constexpr int size = Leaves == 0 ? 1 : Leaves;
  std::byte const* leaves[size];

  // One by one: the caller has just stored them, and a wider load would have to wait for those stores.
  SINTER_INLINE void take(std::byte const* const* from) {
    for (int k = 0; k < Leaves; ++k) {
      std::byte const* one = from[k];
      asm("" : "+r"(one));
      leaves[k] = one;
    }
  }

  template <class Element, int Number, class Count>
  SINTER_INLINE auto operator()(bound_leaf<Element, Number> const&, index_t i, Count lanes) const {
    return load<Element, Lanes, Arch>(reinterpret_cast<Element const*>(leaves[Number]) + i, lanes);
  }

  template <class Element, class Count>
  SINTER_INLINE auto operator()(bound_constant<Element> const& from, index_t, Count) const {
    return register_of_value<Element>(from.value);
  }

  template <class Op, class Element, class A, class Count>
  SINTER_INLINE auto operator()(bound_node<Op, Element, A> const& from, index_t i, Count lanes) const {
    return call(from, lanes, (*this)(from.children.first, i, lanes));
  }
  template <class Op, class Element, class A, class B, class Count>
  SINTER_INLINE auto operator()(bound_node<Op, Element, A, B> const& from, index_t i, Count lanes) const {
    return call(from, lanes, (*this)(from.children.first, i, lanes), (*this)(from.children.second, i, lanes));
  }
  template <class Op, class Element, class A, class B, class C, class... Rest, class Count>
  SINTER_INLINE auto operator()(bound_node<Op, Element, A, B, C, Rest...> const& from, index_t i, Count lanes) const {
    return detail::apply([&](auto const&... child)
                             SINTER_LAMBDA { return call(from, lanes, (*this)(child, i, lanes)...); },
                         from.children);
  }

 private:
  template <class Op, class Element, class... Children, class Count, class... Values>
  static SINTER_INLINE auto call(bound_node<Op, Element, Children...> const& from, Count lanes,
                                 Values const&... values) {
    if constexpr (is_mapped<Op>) {
      return call_mapped(*from.state, lanes, values...);
    } else {
      return Op::apply(values...);
    }
  }

  // A function of single elements is called for the elements that exist and for no others.
  template <class Op, class Count, class... Values>
  static SINTER_INLINE auto call_mapped(Op const& op, Count lanes, Values const&... values) {
    using element = typename Op::template result<void>;
    if constexpr (Op::by_register) {
      auto const result = op.function(values...);
      if constexpr (is_batch<std::remove_const_t<decltype(result)>> || is_mask<std::remove_const_t<decltype(result)>>) {
        return result;
      } else {
        return register_of_value<element>(static_cast<element>(result));
      }
    } else if constexpr (std::same_as<element, bool>) {
      vec<std::int8_t, Lanes> result = {};
      for (int lane = 0; lane < lanes.count; ++lane) result[lane] = op.function(values[lane]...) ? -1 : 0;
      return mask<1, Lanes, Arch>{result};
    } else {
      vec<element, Lanes> result = {};
      for (int lane = 0; lane < lanes.count; ++lane) result[lane] = static_cast<element>(op.function(values[lane]...));
      return batch<element, Lanes, Arch>(result);
    }
  }

  template <class Element>
  static SINTER_INLINE auto register_of_value(Element value) {
    if constexpr (std::same_as<Element, bool>) {
      return mask<1, Lanes, Arch>{splat_vec<std::int8_t, Lanes>(value ? -1 : 0)};
    } else {
      return batch<Element, Lanes, Arch>(value);
    }
  }
};

template <class Arch, class Bound>
inline constexpr int loop_lanes = Arch::register_bytes / widest_element<Bound>::bytes;

template <class Arch, class Bound>
inline constexpr bool loop_streams = !std::same_as<typename Bound::element, bool> &&
                                     can_stream<sizeof(typename Bound::element) * loop_lanes<Arch, Bound>>;

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

// One after the other: a compiler that moves two pointers at once has to take them out of a vector register again.
template <int Leaves, class Steps>
SINTER_INLINE void move_pointers(std::byte const* const* from, Steps const* steps, std::byte const** to) {
  for (int k = 0; k < Leaves; ++k) {
    std::byte const* next = from[k] + steps[k];
    asm("" : "+r"(next));
    to[k] = next;
  }
}

// A row along which some leaves stand still, or whose result goes past the caches. Of a leaf that stands still a
// register's worth of copies is read again and again.
template <class Arch, class Bound>
void special_row(std::byte* out, std::byte const* const* from, void const* context, index_t n, loop_rows const& rows) {
  using element = typename Bound::element;
  constexpr int lanes = loop_lanes<Arch, Bound>;
  constexpr int count = tree_counts<Bound>::leaves;
  Bound const tree = *static_cast<Bound const*>(context);
  cursor<lanes, Arch, count> at;
  std::uintptr_t moving[cursor<lanes, Arch, count>::size];
  alignas(64) std::byte copies[cursor<lanes, Arch, count>::size][64];
  for_each_leaf(tree, [&]<class Element, int Number>(bound_leaf<Element, Number> const&) SINTER_LAMBDA {
    moving[Number] = rows.moving[Number] & (lanes * sizeof(Element));
    std::byte const* first = from[Number];
    if (moving[Number] == 0) {
      using stored = std::conditional_t<std::same_as<Element, bool>, std::int8_t, Element>;
      auto* const repeated = reinterpret_cast<stored*>(copies[Number]);
      store_vec<stored, lanes>(repeated, splat_vec<stored, lanes>(*reinterpret_cast<stored const*>(first)));
      first = copies[Number];
    }
    asm("" : "+r"(first));  // pointers in vector registers would have to come back
    at.leaves[Number] = first;
  });
  auto* to = reinterpret_cast<element*>(out);
  bool const streaming = rows.streaming;
  for (; n >= lanes; n -= lanes, to += lanes) {
    all_lanes<lanes> const active;
    auto const value = at(tree, 0, active);
    move_pointers<count>(at.leaves, moving, at.leaves);
    if constexpr (loop_streams<Arch, Bound>) {
      if (streaming) {
        store_streaming<element, lanes>(to, value.value);
        continue;
      }
    }
    store<lanes, Arch>(to, value, active);
  }
  some_lanes const rest{static_cast<int>(n)};
  if (n > 0) store<lanes, Arch>(to, at(tree, 0, rest), rest);
}

// out[i] = tree(i) for n elements. The tree is copied, so that no store can be thought to change a constant.
template <class Arch, class Bound>
void fused_row(std::byte* out, std::byte const* const* leaves, void const* context, index_t n) {
  using element = typename Bound::element;
  constexpr int lanes = loop_lanes<Arch, Bound>;
  constexpr int unroll = tree_cost<Bound>::ns < 0.4 ? 4 : 1;
  Bound const tree = *static_cast<Bound const*>(context);
  cursor<lanes, Arch, tree_counts<Bound>::leaves> at;
  at.take(leaves);
  auto* const to = reinterpret_cast<element*>(out);
  index_t i = 0;
  auto const step = [&](auto active) SINTER_LAMBDA { store<lanes, Arch>(to + i, at(tree, i, active), active); };
  if constexpr (unroll > 1) {
    for (; i + unroll * lanes <= n;) {
      for (int u = 0; u < unroll; ++u, i += lanes) step(all_lanes<lanes>{});
    }
  }
  for (; i + lanes <= n; i += lanes) step(all_lanes<lanes>{});
  if (i < n) step(some_lanes{static_cast<int>(n - i)});
}

// out[r][i] = tree(r, i) for rows of n elements.
template <class Arch, class Bound>
void fused_loop(std::byte* out, std::byte const* const* leaves, void const* context, index_t n, loop_rows const& rows) {
  constexpr int count = tree_counts<Bound>::leaves;
  std::byte const* row_leaves[count == 0 ? 1 : count];
  for (index_t row = 1;; ++row) {
    if (rows.special) {
      special_row<Arch, Bound>(out, leaves, context, n, rows);
    } else {
      fused_row<Arch, Bound>(out, leaves, context, n);
    }
    if (row >= rows.count) return;
    move_pointers<count>(leaves, rows.steps + 1, row_leaves);
    leaves = row_leaves;
    out += rows.steps[0];
  }
}

}  // namespace sinter::detail
