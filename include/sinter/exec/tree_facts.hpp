#pragma once

#include <sinter/plan/settings.hpp>
#include <sinter/plan/statement.hpp>
#include <sinter/simd/memory.hpp>

// What the type of a bound tree tells of its loop.

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

// A function that a loop leaves to its kernel.
template <class Bound>
inline constexpr bool is_call = false;
template <class Op, class Element, class... Children>
inline constexpr bool is_call<bound_node<Op, Element, Children...>> =
    std::floating_point<Element> && requires { Op::is_called; };

template <class Bound>
inline constexpr int call_count = 0;
template <class Op, class Element, class... Children>
inline constexpr int call_count<bound_node<Op, Element, Children...>> =
    (is_call<bound_node<Op, Element, Children...>> + ... + call_count<Children>);

// Whether `blocked` may write machine code for an operation, on operands of these types.
template <class Op, class... Elements>
inline constexpr bool is_written = ((sizeof(Elements) >= 4 && std::is_signed_v<Elements>)&&...)
                                       ? ops::is_among<Op, ops::arithmetic> || ops::is_among<Op, ops::comparisons>
                                       : ops::is_among<Op, ops::of_truth>;
template <class Element>
inline constexpr bool is_written<ops::select, bool, Element, Element> = sizeof(Element) >= 4;

template <class Bound>
struct tree_cost {
  static constexpr double ns = 0;
  static constexpr double call_ns = 0;
  static constexpr double baseline_ns = 0;
  static constexpr int operations = 0;
  static constexpr int written = 0;
};
template <class Op, class Element, class... Children>
struct tree_cost<bound_node<Op, Element, Children...>> {
  static constexpr double ns = (cost_of<Op, Element>() + ... + tree_cost<Children>::ns);
  static constexpr double call_ns = ((is_call<bound_node<Op, Element, Children...>> ? cost_of<Op, Element>() : 0) +
                                     ... + tree_cost<Children>::call_ns);
  static constexpr double baseline_ns = (baseline_cost_of<Op, Element>() + ... + tree_cost<Children>::baseline_ns);
  static constexpr int operations = ((ops::is_cast<Op> ? 0 : 1) + ... + tree_cost<Children>::operations);
  static constexpr int written =
      ((is_written<Op, typename Children::element...> ? 1 : 0) + ... + tree_cost<Children>::written);
};

// Bytes of one element of every leaf.
template <class Bound>
inline constexpr int tree_bytes = 0;
template <class Element, int Number>
inline constexpr int tree_bytes<bound_leaf<Element, Number>> = sizeof(Element);
template <class Op, class Element, class... Children>
inline constexpr int tree_bytes<bound_node<Op, Element, Children...>> = (0 + ... + tree_bytes<Children>);

// Bytes of an element of each leaf.
template <class Bound>
struct leaf_bytes {
  unsigned char values[tree_counts<Bound>::leaves + 1] = {};
  constexpr leaf_bytes() { keep(std::type_identity<Bound>{}); }

 private:
  template <class Other>
  constexpr void keep(std::type_identity<Other>) {}
  template <class Element, int Number>
  constexpr void keep(std::type_identity<bound_leaf<Element, Number>>) {
    values[Number] = sizeof(Element);
  }
  template <class Op, class Element, class... Children>
  constexpr void keep(std::type_identity<bound_node<Op, Element, Children...>>) {
    (keep(std::type_identity<Children>{}), ...);
  }
};
template <class Bound>
inline constexpr leaf_bytes<Bound> leaf_bytes_of{};

template <class Arch, class Bound>
inline constexpr int loop_lanes = Arch::register_bytes / widest_element<Bound>::bytes;

// Whether so many elements in a register can be stored past the caches.
template <class Element, int Lanes>
inline constexpr bool lanes_stream = !std::same_as<Element, bool> && can_stream<sizeof(Element) * Lanes>;
template <class Arch, class Bound>
inline constexpr bool loop_streams = lanes_stream<typename Bound::element, loop_lanes<Arch, Bound>>;

// Bytes of one element of every array, read and written.
template <class Bound>
inline constexpr int bytes_of_element = tree_bytes<Bound> + static_cast<int>(sizeof(typename Bound::element));

// The costs of operations are those of doubles: so many elements does a register hold for one of these.
template <class Bound>
inline constexpr double width_of = widest_element<Bound>::bytes / 8.0;

// Of a tree that holds a user's function, one for each type.
template <class Bound, class Arch>
inline constinit relaxed<double> measured_cost{0};
template <class Bound, class Arch>
constexpr relaxed<double>* measured_cost_of() {
  if constexpr (has_program<Bound>::value) return nullptr;
  return &measured_cost<Bound, Arch>;
}

template <class Bound, class Arch = compiled_arch>
inline constexpr loop_costs costs_of{width_of<Bound> * tree_cost<Bound>::ns,
                                     width_of<Bound>* tree_cost<Bound>::baseline_ns,
                                     width_of<Bound>* tree_cost<Bound>::call_ns,
                                     width_of<Bound>,
                                     tree_cost<Bound>::operations,
                                     tree_cost<Bound>::written,
                                     bytes_of_element<Bound>,
                                     Arch::value,
                                     tree_counts<Bound>::nodes <= 1,
                                     measured_cost_of<Bound, Arch>()};
template <class Bound, class Arch = compiled_arch>
inline constexpr kernels_range kernels_of{costs_of<Bound, Arch>, has_program<Bound>::value};

// About so long does one element take in this file, in ps, from arrays in the caches.
template <class Bound, class Arch = compiled_arch>
inline constexpr index_t most_ps =
    static_cast<index_t>(1000 * width_of<Bound> *
                         (Arch::value == isa::baseline ? tree_cost<Bound>::baseline_ns
                                                       : 64 / Arch::register_bytes * tree_cost<Bound>::ns)) +
    ps_per_byte * bytes_of_element<Bound>;

}  // namespace sinter::detail
