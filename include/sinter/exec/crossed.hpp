#pragma once

#include <sinter/exec/fused.hpp>
#include <sinter/simd/fold.hpp>
#include <sinter/simd/transpose.hpp>

// Rows beside columns: transpose(a) + b. Squares of the one array are transposed in registers, where the rest of the tree
// finds them.

namespace sinter::detail {

// The element of leaf Number; void where there is none.
template <class Bound, int Number>
struct leaf_element_of : std::type_identity<void> {};
template <class Element, int Number>
struct leaf_element_of<bound_leaf<Element, Number>, Number> : std::type_identity<Element> {};
template <class Op, class Element, class A, int Number>
struct leaf_element_of<bound_node<Op, Element, A>, Number> : leaf_element_of<A, Number> {};
template <class Op, class Element, class A, class B, int Number>
struct leaf_element_of<bound_node<Op, Element, A, B>, Number>
    : std::conditional_t<std::is_void_v<typename leaf_element_of<A, Number>::type>, leaf_element_of<B, Number>,
                         leaf_element_of<A, Number>> {};

// Whether leaf Number can be crossed: its squares fit the registers and repay.
template <class Arch, class Bound, int Number>
inline constexpr bool can_cross = [] {
  using element = typename leaf_element_of<Bound, Number>::type;
  if constexpr (std::is_void_v<element>) {
    return false;
  } else {
    return Arch::value != isa::baseline && sizeof(element) >= 4 && loop_lanes<Arch, Bound> <= 16;
  }
}();

// Registers of the two leaves of a tree, or of its only one.
template <int Lanes, class Arch, int Crossed, class Value, class Other>
struct pair_cursor : evaluator<pair_cursor<Lanes, Arch, Crossed, Value, Other>, Lanes, Arch> {
  using evaluates = evaluator<pair_cursor, Lanes, Arch>;
  Value const& crossed;
  Other const& other;

  using evaluates::operator();
  template <class Element, int Number, class Count>
  SINTER_INLINE auto operator()(bound_leaf<Element, Number> const&, index_t, Count) const {
    if constexpr (Number == Crossed) {
      return crossed;
    } else {
      return other;
    }
  }
};

// Whole squares of rows of which leaf Crossed is crossed.
template <class Arch, class Bound, int Crossed>
SINTER_NOINLINE void crossed_squares(std::byte* out, std::byte const* const* leaves, Bound const& what, index_t n,
                                     loop_rows const& rows) {
  using element = typename leaf_element_of<Bound, Crossed>::type;
  constexpr bool is_pair = tree_counts<Bound>::leaves == 2;
  constexpr int beside = is_pair ? 1 - Crossed : Crossed;
  using other = typename leaf_element_of<Bound, beside>::type;
  constexpr int lanes = loop_lanes<Arch, Bound>;
  // The other leaf is loaded before the first store of a square, if the registers suffice: where rows lie as far apart as
  // the two arrays, a multiple of 4 KiB aside, each load would wait for a store that looks like its element's.
  constexpr bool loads_first = 2 * lanes + 4 <= (Arch::value == isa::avx512 ? 32 : 16);
  constexpr index_t bytes = sizeof(element), other_bytes = sizeof(other), out_bytes = sizeof(typename Bound::element);
  constexpr index_t strip = lanes * bytes < 64 ? 64 / bytes : lanes;  // rows that share lines of the crossed leaf
  constexpr all_lanes<lanes> whole;
  using value = decltype(load<other, lanes, Arch>(static_cast<other const*>(nullptr), whole));
  Bound const tree = what;
  index_t const out_step = rows.steps[0], column_step = rows.steps[Crossed + 1], other_step = rows.steps[beside + 1];
  index_t const count = rows.count;
  std::byte const* const columns = leaves[Crossed];
  std::byte const* const others = leaves[beside];
  auto const run_square = [&](index_t row, index_t column) SINTER_LAMBDA {
    vec<element, lanes> square[lanes];
    load_transposed<element, lanes>(
        square, reinterpret_cast<element const*>(columns + column * column_step + row * bytes), column_step / bytes);
    std::byte const* from = others + row * other_step + column * other_bytes;
    std::byte* to = out + row * out_step + column * out_bytes;
    value loaded[is_pair ? lanes : 1];
    auto const load_other = [&](value& one) SINTER_LAMBDA {
      one = load<other, lanes, Arch>(reinterpret_cast<other const*>(from), whole);
      step_row(from, other_step);
    };
    auto const put = [&](batch<element, lanes, Arch> const& one, value const& two) SINTER_LAMBDA {
      pair_cursor<lanes, Arch, Crossed, batch<element, lanes, Arch>, value> const at{{}, one, two};
      line_store{false}.put<lanes, Arch>(reinterpret_cast<typename Bound::element*>(to), 0, stored(at, tree, 0, whole),
                                         whole);
      step_row(to, out_step);
    };
    if constexpr (is_pair && loads_first) {
      for_registers<lanes>([&](auto r) SINTER_LAMBDA {
        load_other(loaded[r]);
#if defined(__x86_64__)
        if constexpr (sizeof loaded[r].value >= 16) asm("" : "+v"(loaded[r].value));  // now
#endif
      });
    }
    for_registers<lanes>([&](auto r) SINTER_LAMBDA {
      if constexpr (is_pair && !loads_first) load_other(loaded[r]);
      put(square[r], loaded[is_pair ? r : 0]);
    });
  };
  for (index_t first = 0; first < count; first += strip) {
    index_t const end = count - first < strip ? count : first + strip;
    for (index_t column = 0; column < n; column += lanes) {
      for (index_t row = first; row < end; row += lanes) run_square(row, column);
    }
  }
}

// fused_loop, and where one leaf is crossed.
template <class Arch, class Bound>
void crossing_loop(std::byte* out, std::byte const* const* leaves, void const* context, index_t n,
                   loop_rows const& rows) {
  constexpr index_t lanes = loop_lanes<Arch, Bound>;
  if (rows.kind != row_kind::crossed) return fused_loop<Arch, Bound>(out, leaves, context, n, rows);
  Bound const& tree = *static_cast<Bound const*>(context);
  loop_rows squares = rows;
  squares.count -= rows.count % lanes;
  index_t const columns = n - n % lanes;
  if (can_cross<Arch, Bound, 0> && rows.inner[0] == crossed_inner) {
    if constexpr (can_cross<Arch, Bound, 0>) crossed_squares<Arch, Bound, 0>(out, leaves, tree, columns, squares);
  } else if constexpr (can_cross<Arch, Bound, 1>) {
    crossed_squares<Arch, Bound, 1>(out, leaves, tree, columns, squares);
  }
  if (columns == n && squares.count == rows.count) return;
  constexpr index_t out_bytes = sizeof(typename Bound::element);
  run_crossed_edges({&fused_loop<Arch, Bound>, context, out, out_bytes, leaves, leaf_bytes_of<Bound>.values,
                     tree_counts<Bound>::leaves},
                    n, rows, columns, squares.count);
}

// Bit k: leaf k can be crossed.
template <class Arch, class Bound>
inline constexpr unsigned crossing = can_cross<Arch, Bound, 0> + 2u * can_cross<Arch, Bound, 1>;

}  // namespace sinter::detail
