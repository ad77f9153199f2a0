#pragma once

#include <sinter/exec/row_loops.hpp>
#include <sinter/kernels/table.hpp>

// Elementary functions in a fused loop, a strip of the row at a time: what stands below a function is computed into a
// buffer in L1, the kernel of the active ISA makes the function's values of it, and for what stands above, the buffer is
// one more array. So a loop has the functions of the CPU's ISA, whatever its file is compiled for, and registers do not
// wait for calls.

namespace sinter::detail {

// A tree whose calls have run is one without them: the leaf First + k stands for the k-th call, deepest ones first. Calls
// run(number, call) for each, with a call that has no other below it.
template <int First, class Bound, class Run>
SINTER_INLINE auto without_calls(Bound const& tree, Run const& run);

template <int First, class A, class Run>
SINTER_INLINE auto fields_without_calls(fields<A> const& from, Run const& run) {
  return make_fields(without_calls<First>(from.first, run));
}
template <int First, class A, class B, class Run>
SINTER_INLINE auto fields_without_calls(fields<A, B> const& from, Run const& run) {
  auto const a = without_calls<First>(from.first, run);
  return make_fields(a, without_calls<First + call_count<A>>(from.second, run));
}
template <int First, class A, class B, class C, class... Rest, class Run>
SINTER_INLINE auto fields_without_calls(fields<A, B, C, Rest...> const& from, Run const& run) {
  auto const a = without_calls<First>(from.first, run);
  auto const b = without_calls<First + call_count<A>>(from.second, run);
  auto const c = without_calls<First + call_count<A> + call_count<B>>(from.third, run);
  if constexpr (sizeof...(Rest) == 0) {
    return make_fields(a, b, c);
  } else {
    constexpr int next = First + call_count<A> + call_count<B> + call_count<C>;
    return detail::apply([&](auto const&... rest) SINTER_LAMBDA { return make_fields(a, b, c, rest...); },
                         fields_without_calls<next>(from.rest, run));
  }
}
template <int First, class Op, class Element, class... Children, class Run>
SINTER_INLINE auto node_without_calls(bound_node<Op, Element, Children...> const& tree, Run const& run) {
  auto const children = fields_without_calls<First>(tree.children, run);
  using type = typename bound_node_of<0, Op, Element, std::remove_const_t<decltype(children)>>::type;
  return type{tree.state, children};
}
template <int First, class Bound, class Run>
SINTER_INLINE auto without_calls(Bound const& tree, Run const& run) {
  if constexpr (call_count<Bound> == 0) {
    return tree;
  } else if constexpr (is_call<Bound>) {
    constexpr int number = First + call_count<Bound> - 1;
    run(std::integral_constant<int, number>{}, node_without_calls<First>(tree, run));
    return bound_leaf<typename Bound::element, number>{};
  } else {
    return node_without_calls<First>(tree, run);
  }
}

inline constexpr index_t call_buffers_bytes = 16 * 1024;

// Bytes of a strip: as many as leave all buffers in L1, and few calls of kernels.
template <int Calls>
inline constexpr index_t strip_bytes = [] {
  constexpr index_t least = 512, most = 2048;
  index_t const fits = call_buffers_bytes / (Calls + 1) / least * least;
  return fits < least ? least : fits > most ? most : fits;
}();

// Of a tree that is a leaf, else negative.
template <class Bound>
inline constexpr int leaf_number = -1;
template <class Element, int Number>
inline constexpr int leaf_number<bound_leaf<Element, Number>> = Number;

// The calls of sin and cos of a tree whose operands are leaves: what the two have in common is most of their work.
template <class Op>
inline constexpr int turn_of = 0;
template <>
inline constexpr int turn_of<ops::sin> = 1;
template <>
inline constexpr int turn_of<ops::cos> = -1;
template <class Bound>
struct turn_calls {
  struct one {
    int turn = 0, leaf = 0, bytes = 0;
  };
  one calls[call_count<Bound>] = {};
  constexpr turn_calls() {
    int count = 0;
    keep(std::type_identity<Bound>{}, count);
  }
  // Whether one is the sine and the other the cosine of such leaves.
  constexpr bool may_share(int a, int b) const {
    return calls[a].turn * calls[b].turn < 0 && calls[a].bytes == calls[b].bytes;
  }
  constexpr bool may_share_later(int call) const {
    for (int k = call + 1; calls[call].turn != 0 && k < call_count<Bound>; ++k)
      if (may_share(call, k)) return true;
    return false;
  }

 private:
  template <class Other>
  constexpr void keep(std::type_identity<Other>, int&) {}
  template <class Op, class Element, class... Children>
  constexpr void keep(std::type_identity<bound_node<Op, Element, Children...>>, int& count) {
    (keep(std::type_identity<Children>{}, count), ...);
    if constexpr (is_call<bound_node<Op, Element, Children...>>) {
      if constexpr (turn_of<Op> != 0 && (is_bound_leaf<Children> && ...)) {
        calls[count] = {turn_of<Op>, (leaf_number<Children>, ...), sizeof(Element)};
      }
      ++count;
    }
  }
};

// The leaves of a row from an element on, and buffers for the calls, and one more.
template <int Calls, int Lanes, class Arch, class Row>
struct strip_cursor : evaluator<strip_cursor<Calls, Lanes, Arch, Row>, Lanes, Arch> {
  using evaluates = evaluator<strip_cursor, Lanes, Arch>;
  static constexpr int leaves = Row::size;
  static constexpr index_t most = strip_bytes<Calls> * Lanes / Arch::register_bytes;
  Row const& row;
  kernel_table const& table;
  index_t first;
  std::byte* buffers;

  SINTER_INLINE std::byte* buffer(int call) const { return buffers + call * strip_bytes<Calls>; }

  using evaluates::operator();
  template <class Element, int Number, class Count>
  SINTER_INLINE auto operator()(bound_leaf<Element, Number> const& leaf, index_t i, Count lanes) const {
    if constexpr (Number < leaves) {
      return row(leaf, first + i, lanes);
    } else {
      return load<Element, Lanes, Arch>(reinterpret_cast<Element const*>(buffer(Number - leaves)) + i, lanes);
    }
  }

  // Where the n values of a tree without calls are: in its array, or computed into `to`.
  template <class Bound>
  SINTER_INLINE std::byte const* values_of(Bound const& tree, std::byte* to, index_t n) const {
    if constexpr (is_bound_constant<Bound>) {
      return reinterpret_cast<std::byte const*>(&tree.value);
    } else if constexpr (leaf_number<Bound> >= leaves) {
      return buffer(Bound::number - leaves);
    } else if constexpr (is_bound_leaf<Bound> && Row::plain) {
      return row.leaves[Bound::number] + first * static_cast<index_t>(sizeof(typename Bound::element));
    } else if constexpr (is_bound_leaf<Bound>) {
      constexpr index_t bytes = sizeof(typename Bound::element);
      index_t const step = row.inner[Bound::number];
      std::byte const* const from = row.row.leaves[Bound::number] + first * step * bytes;
      if (step == 1) return from;
      table.gather[size_index(bytes)](to, from, step, n);
      return to;
    } else {
      run_row<Arch>(reinterpret_cast<typename Bound::element*>(to), line_store{false}, *this, tree, n);
      return to;
    }
  }

  // The values of a call, which is that of buffer `number`.
  template <class Op, class Element, class... Operands>
  SINTER_INLINE void run(std::byte* out, int number, bound_node<Op, Element, Operands...> const& call,
                         index_t n) const {
    constexpr unsigned constants[] = {is_bound_constant<Operands>...};
    std::byte* const spare[] = {buffer(number), buffer(Calls)};
    std::byte const* operands[sizeof...(Operands)];
    unsigned single = 0;
    int k = 0;
    detail::apply(
        [&](auto const&... operand)
            SINTER_LAMBDA { ((single |= constants[k] << k, operands[k] = values_of(operand, spare[k], n), ++k), ...); },
        call.children);
    table.operation[ops::code_of<Op>][static_cast<int>(element_type_of<Element>)](out, operands, single, n);
  }

  SINTER_INLINE bool is_same(int leaf, int other) const {
    if constexpr (Row::plain) {
      return row.leaves[leaf] == row.leaves[other];
    } else {
      return row.row.leaves[leaf] == row.row.leaves[other] && row.inner[leaf] == row.inner[other];
    }
  }

  // Where a later call is the other one of sin and cos of the same values: runs both. Returns its number, else 0.
  template <class Bound, int Which, class Call>
  SINTER_INLINE int run_two(Call const& call, index_t n) const {
    constexpr turn_calls<Bound> turns;
    if constexpr (turns.may_share_later(Which)) {
      for (int k = Which + 1; k < Calls; ++k) {
        if (!turns.may_share(Which, k) || !is_same(turns.calls[Which].leaf, turns.calls[k].leaf)) continue;
        std::byte *const own = buffer(Which), *const other = buffer(k);
        bool const sine = turns.calls[Which].turn == turn_of<ops::sin>;
        table.turn[turns.calls[Which].bytes / 8](sine ? own : other, sine ? other : own,
                                                 values_of(call.children.first, own, n), n);
        return k;
      }
    }
    return 0;
  }

  // Runs the calls of a tree: what is left of it has none. The values of a call at its root go to `result` unless null.
  template <class Bound>
  SINTER_INLINE auto without_calls(Bound const& tree, std::byte* result, index_t n) const {
    bool done[Calls] = {};
    return detail::without_calls<leaves>(tree, [&](auto number, auto const& call) SINTER_LAMBDA {
      constexpr int which = number - leaves;
      if (done[which]) return;
      if (int const other = run_two<Bound, which>(call, n); other != 0) {
        done[other] = true;
        return;
      }
      run(is_call<Bound> && which == Calls - 1 && result != nullptr ? result : buffer(which), which, call, n);
    });
  }
};

// action(strip, first, n) for the strips of a row.
template <class Arch, class Bound, class Row, class Action>
SINTER_INLINE void each_strip(Row const& row, index_t n, Action const& action) {
  constexpr int calls = call_count<Bound>;
  using strip = strip_cursor<calls, Row::lane_count, Arch, Row>;
  alignas(64) std::byte buffers[(calls + 1) * strip_bytes<calls>];
  kernel_table const& table = kernels();
  for (index_t first = 0; first < n; first += strip::most) {
    action(strip{{}, row, table, first, buffers}, first, n - first < strip::most ? n - first : strip::most);
  }
}

}  // namespace sinter::detail
