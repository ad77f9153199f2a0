#pragma once

#include <sinter/plan/statement.hpp>
#include <sinter/simd/memory.hpp>

// How a loop reads a bound tree: register by register, from where the leaves of a row are.

namespace sinter::detail {

template <class Op, class Divisor>
inline constexpr bool divides_words_by_one = std::same_as<Divisor, bound_constant<std::int32_t>> &&
                                             (std::same_as<Op, ops::floor_divide> || std::same_as<Op, ops::remainder>);

// Evaluates a bound tree to the register of elements i, i + 1, …; Cursor does so for its leaves.
template <class Cursor, int Lanes, class Arch>
struct evaluator {
  using arch = Arch;
  static constexpr int lane_count = Lanes;
  // What most cursors are not.
  static constexpr bool plain = false;    // every leaf is an array at its pointer
  static constexpr bool unrolls = false;  // rows are worth it
  static constexpr bool halves = false;   // half() is the same by half of a register
  static constexpr int still_leaves = 0;  // of which a loop loads nothing

  template <class Element, class Count>
  SINTER_INLINE auto operator()(bound_constant<Element> const& from, index_t, Count) const {
    return register_of_value<Element>(from.value);
  }

  template <class Op, class Element, class A, class Count>
  SINTER_INLINE auto operator()(bound_node<Op, Element, A> const& from, index_t i, Count lanes) const {
    auto const& self = static_cast<Cursor const&>(*this);
    if constexpr (is_mapped<Op>) {
      return call_mapped(*from.state, lanes, self(from.children.first, i, lanes));
    } else if constexpr (is_second<Count> && has_second<Op, typename A::element, Lanes, Arch>) {
      return Op::apply_second(self(from.children.first, i, lanes));
    } else {
      return Op::apply(self(from.children.first, i, lanes));
    }
  }
  template <class Op, class Element, class A, class B, class Count>
  SINTER_INLINE auto operator()(bound_node<Op, Element, A, B> const& from, index_t i, Count lanes) const {
    auto const& self = static_cast<Cursor const&>(*this);
    if constexpr (is_mapped<Op>) {
      return call_mapped(*from.state, lanes, self(from.children.first, i, lanes), self(from.children.second, i, lanes));
    } else {
      return Op::apply(self(from.children.first, i, lanes), second<Op>(from.children.second, i, lanes));
    }
  }
  template <class Op, class Element, class A, class B, class C, class... Rest, class Count>
  SINTER_INLINE auto operator()(bound_node<Op, Element, A, B, C, Rest...> const& from, index_t i, Count lanes) const {
    auto const& self = static_cast<Cursor const&>(*this);
    return detail::apply(
        [&](auto const&... child) SINTER_LAMBDA { return call(from, lanes, self(child, i, lanes)...); }, from.children);
  }

 protected:
  template <class Element>
  static SINTER_INLINE auto register_of_value(Element value) {
    if constexpr (std::same_as<Element, bool>) {
      return mask<1, Lanes, Arch>{splat_vec<std::int8_t, Lanes>(value ? -1 : 0)};
    } else {
      return batch<Element, Lanes, Arch>(value);
    }
  }

 private:
  // What depends on one divisor alone is computed before the loop.
  template <class Op, class Child, class Count>
  SINTER_INLINE auto second(Child const& child, index_t i, Count lanes) const {
    if constexpr (divides_words_by_one<Op, Child>) {
      return word_divisor(child.value);
    } else {
      return static_cast<Cursor const&>(*this)(child, i, lanes);
    }
  }

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
};

// The leaves of a row. Pointers are taken and moved one by one, each by a constant index: a compiler that handles several
// at once has to take them out of a vector register again.
template <int Lanes, class Arch, int Leaves>
struct cursor : evaluator<cursor<Lanes, Arch, Leaves>, Lanes, Arch> {
  using evaluates = evaluator<cursor, Lanes, Arch>;
  using numbers = std::make_integer_sequence<int, Leaves>;
  static constexpr int size = Leaves == 0 ? 1 : Leaves;
  static constexpr bool plain = true;
  static constexpr bool unrolls = true;
  static constexpr bool halves = true;
  std::byte const* leaves[size];
  index_t steps[size];  // a copy: read from memory after the stores of a row they would cost 2 ns

  SINTER_INLINE void take(std::byte const* const* from) { take(from, numbers()); }
  SINTER_INLINE void take_steps(index_t const* from) { take_steps(from, numbers()); }
  SINTER_INLINE void next_row() { next_row(numbers()); }
  SINTER_INLINE auto half() const {
    cursor<Lanes / 2, Arch, Leaves> result;
    for (int k = 0; k < Leaves; ++k) result.leaves[k] = leaves[k];
    return result;
  }
  template <class Element, int Number>
  SINTER_INLINE void next_columns(bound_leaf<Element, Number> const&, index_t n) {
    leaves[Number] += n * static_cast<index_t>(sizeof(Element));
  }

  using evaluates::operator();
  template <class Element, int Number, class Count>
  SINTER_INLINE auto operator()(bound_leaf<Element, Number> const&, index_t i, Count lanes) const {
    return load<Element, Lanes, Arch>(reinterpret_cast<Element const*>(leaves[Number]) + i, lanes);
  }

 private:
  template <int... Number>
  SINTER_INLINE void take(std::byte const* const* from, std::integer_sequence<int, Number...>) {
    (set<Number>(from[Number]), ...);
  }
  template <int... Number>
  SINTER_INLINE void take_steps(index_t const* from, std::integer_sequence<int, Number...>) {
    ((steps[Number] = from[Number]), ...);
  }
  template <int... Number>
  SINTER_INLINE void next_row(std::integer_sequence<int, Number...>) {
    (set<Number>(leaves[Number] + steps[Number]), ...);
  }
  template <int Number>
  SINTER_INLINE void set(std::byte const* to) {
    asm("" : "+r"(to));
    leaves[Number] = to;
  }
};

// A register of copies of one element, in memory.
template <class Element, int Lanes>
SINTER_INLINE void store_copies(std::byte* to, std::byte const* from) {
  using stored = std::conditional_t<std::same_as<Element, bool>, std::int8_t, Element>;
  auto const value = *reinterpret_cast<stored const*>(from);
  store_vec<stored, Lanes>(reinterpret_cast<stored*>(to), splat_vec<stored, Lanes>(value));
}

// The leaves of a row of which those in the bits of Still stand still: a register of each for the whole row.
template <int Lanes, class Arch, int Leaves, unsigned Still>
struct held_cursor : evaluator<held_cursor<Lanes, Arch, Leaves, Still>, Lanes, Arch> {
  using evaluates = evaluator<held_cursor, Lanes, Arch>;
  static constexpr bool unrolls = true;
  static constexpr bool halves = true;
  static constexpr int still_leaves = 1;
  cursor<Lanes, Arch, Leaves> row;
  std::uint64_t held[Leaves];  // the element in its first bytes

  SINTER_INLINE auto half() const {
    held_cursor<Lanes / 2, Arch, Leaves, Still> result;
    result.row = row.half();
    for (int k = 0; k < Leaves; ++k) result.held[k] = held[k];
    return result;
  }

  template <class Element, int Number>
  SINTER_INLINE void begin_row(bound_leaf<Element, Number> const&) {
    if constexpr ((Still >> Number & 1) != 0) __builtin_memcpy(&held[Number], row.leaves[Number], sizeof(Element));
  }

  using evaluates::operator();
  template <class Element, int Number, class Count>
  SINTER_INLINE auto operator()(bound_leaf<Element, Number> const& leaf, index_t i, Count lanes) const {
    if constexpr ((Still >> Number & 1) != 0) {
      Element value;
      __builtin_memcpy(&value, &held[Number], sizeof value);
      return this->register_of_value(value);
    } else {
      return row(leaf, i, lanes);
    }
  }
};

// The leaves of a row, and a register of leaf Given.
template <int Lanes, class Arch, class Row, int Given, class Value>
struct given_cursor : evaluator<given_cursor<Lanes, Arch, Row, Given, Value>, Lanes, Arch> {
  using evaluates = evaluator<given_cursor, Lanes, Arch>;
  Row const& row;
  Value const& value;

  using evaluates::operator();
  template <class Element, int Number, class Count>
  SINTER_INLINE auto operator()(bound_leaf<Element, Number> const& leaf, index_t i, Count lanes) const {
    if constexpr (Number == Given) {
      return value;
    } else {
      return row(leaf, i, lanes);
    }
  }
};

// A register of copies of one element for every leaf that may stand still. It is no part of a cursor: were the address of
// one member taken, the compiler would keep all others in memory too.
template <int Leaves>
struct copies_of {
  alignas(64) std::byte registers[Leaves == 0 ? 1 : Leaves][64];
};

// The leaves of a row of which some stand still. Those are a register of copies, which every step reads from its start.
template <int Lanes, class Arch, int Leaves>
struct still_cursor : evaluator<still_cursor<Lanes, Arch, Leaves>, Lanes, Arch> {
  using evaluates = evaluator<still_cursor, Lanes, Arch>;
  static constexpr int size = Leaves == 0 ? 1 : Leaves;
  static constexpr bool unrolls = true;
  cursor<Lanes, Arch, Leaves> row;
  std::byte const* from[size];
  index_t moves[size];  // all bits where it moves along the row, none where it stands still
  copies_of<Leaves>& copies;

  explicit SINTER_INLINE still_cursor(copies_of<Leaves>& memory) : copies(memory) {}

  template <class Element, int Number>
  SINTER_INLINE void begin(bound_leaf<Element, Number> const& leaf, unsigned char steps) {
    moves[Number] = steps == 0 ? 0 : -1;
    begin_row(leaf);
  }

  template <class Element, int Number>
  SINTER_INLINE void begin_row(bound_leaf<Element, Number> const&) {
    from[Number] = row.leaves[Number];
    if (moves[Number] != 0) return;
    store_copies<Element, Lanes>(copies.registers[Number], row.leaves[Number]);
    from[Number] = copies.registers[Number];
  }

  using evaluates::operator();
  template <class Element, int Number, class Count>
  SINTER_INLINE auto operator()(bound_leaf<Element, Number> const&, index_t i, Count lanes) const {
    return load<Element, Lanes, Arch>(reinterpret_cast<Element const*>(from[Number]) + (i & moves[Number]), lanes);
  }
};

// The same where others are every second element of their memory.
template <int Lanes, class Arch, int Leaves>
struct mixed_cursor : evaluator<mixed_cursor<Lanes, Arch, Leaves>, Lanes, Arch> {
  using evaluates = evaluator<mixed_cursor, Lanes, Arch>;
  static constexpr int size = Leaves == 0 ? 1 : Leaves;
  cursor<Lanes, Arch, Leaves> row;
  unsigned char inner[size];
  copies_of<Leaves>& copies;

  explicit SINTER_INLINE mixed_cursor(copies_of<Leaves>& memory) : copies(memory) {}

  template <class Element, int Number>
  SINTER_INLINE void begin(bound_leaf<Element, Number> const&, unsigned char steps) {
    inner[Number] = steps;
    store_copies<Element, Lanes>(copies.registers[Number], row.leaves[Number]);
  }

  template <class Element, int Number>
  SINTER_INLINE void begin_row(bound_leaf<Element, Number> const&) {
    if (inner[Number] == 0) store_copies<Element, Lanes>(copies.registers[Number], row.leaves[Number]);
  }

  using evaluates::operator();
  template <class Element, int Number, class Count>
  SINTER_INLINE auto operator()(bound_leaf<Element, Number> const&, index_t i, Count lanes) const {
    auto const* const first = reinterpret_cast<Element const*>(row.leaves[Number]);
    if (inner[Number] == 1) return load<Element, Lanes, Arch>(first + i, lanes);
    if constexpr (largest_inner(mode::fused, Arch::value, sizeof(Element)) == 2) {
      if (inner[Number] == 2) return load<Element, Lanes, Arch, 2>(first + 2 * i, lanes);
    }
    return load<Element, Lanes, Arch>(reinterpret_cast<Element const*>(copies.registers[Number]), all_lanes<Lanes>{});
  }
};

}  // namespace sinter::detail
