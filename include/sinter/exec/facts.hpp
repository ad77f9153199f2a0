#pragma once

#include <sinter/exec/crossed.hpp>
#include <sinter/exec/describe.hpp>

// What the library is told of a tree, and which loop it gets.

namespace sinter::detail {

// Whether all leaves are whole arrays along one axis: every row is contiguous, and what is not simple is not for rows.
template <class Tree>
inline constexpr bool is_dense_line = Tree::rank == 1 && Tree::dense;
template <class Element>
inline constexpr bool is_dense_line<constant<Element>> = true;
template <class Op, class... Children>
inline constexpr bool is_dense_line<node<Op, Children...>> = (is_dense_line<Children> && ...);

// What a fused loop takes.
enum class loop_for : unsigned char {
  lines,    // whole arrays along one axis
  rows,     // rows of any kind but crossed ones
  crossed,  // these too
};

// Whether an array of two axes and more may be transposed: one that owns its elements is not.
template <class Tree>
inline constexpr bool may_cross = !Tree::dense && (Tree::rank == dynamic_rank || Tree::rank > 1);
template <class Element>
inline constexpr bool may_cross<constant<Element>> = false;
template <class Op, class... Children>
inline constexpr bool may_cross<node<Op, Children...>> = (may_cross<Children> || ...);

// Trees of a third leaf and heavier ones hide the way through a copy, and have no registers for squares.
template <class Tree, class Bound>
inline constexpr loop_for loop_for_tree =
    is_dense_line<Tree> ? loop_for::lines
    : may_cross<Tree> && leaf_count<Tree> <= 2 && tree_counts<Bound>::nodes <= 2 && call_count<Bound> == 0
        ? loop_for::crossed
        : loop_for::rows;

template <class Arch, class Bound, loop_for For>
constexpr loop_function loop_of() {
  if constexpr (For == loop_for::lines) return &line_loop<Arch, Bound>;
  if constexpr (For == loop_for::rows) return &fused_loop<Arch, Bound>;
  if constexpr (For == loop_for::crossed) return &crossing_loop<Arch, Bound>;
}

// Whatever is not inlined and depends on the ISA of the file names it: files of other ISAs have their own.
template <class Bound, loop_for For = loop_for::rows, class Arch = compiled_arch>
inline constexpr expression_facts facts_of{
    costs_of<Bound, Arch>,
    program_or_null<Bound>(),
    loop_streams<Arch, Bound>,
    is_call<Bound>,
    For == loop_for::lines,
    For == loop_for::crossed ? static_cast<unsigned char>(crossing<Arch, Bound>) : std::uint8_t{0},
    leaf_bytes_of<Bound>.values,
    tree_counts<Bound>::leaves,
    static_cast<int>(sizeof(typename Bound::element)),
    most_ps<Bound, Arch>,
    kernels_of<Bound, Arch>,
    loop_of<Arch, Bound, For>(),
    collector_of<Bound, Arch>()};

}  // namespace sinter::detail
