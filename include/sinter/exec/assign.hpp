#pragma once

#include <sinter/exec/execute.hpp>
#include <sinter/exec/facts.hpp>
#include <sinter/exec/repeated.hpp>
#include <sinter/exec/row_walk.hpp>
#include <sinter/expr/contract.hpp>
#include <sinter/kernels/table.hpp>
#include <sinter/plan/settings.hpp>

namespace sinter::detail {

// Whether n elements in one row are a matter for the kernels of a newer ISA than this file has.
template <class Bound>
SINTER_INLINE bool may_gain_by_kernels(index_t n) {
  if constexpr (!has_program<Bound>::value || compiled_arch::value == isa::avx512) return false;
  return kernels_of<Bound>.holds(n, active_isa());
}

// Looks whether a leaf has the shape of the output, is contiguous, and is the output itself or apart from it. Two arrays
// that own their elements are one or apart.
template <bool Owned, class Out, int Rank>
struct simple_test {
  extents<Rank> const& shape;
  Out const* out;
  Out const* end;
  std::byte const** pointers;
  bool simple;

  template <class Leaf>
  SINTER_INLINE void visit(Leaf const& leaf) {
    auto const* const first = reinterpret_cast<std::byte const*>(leaf.start());
    *pointers++ = first;
    simple = simple && __builtin_expect(same_shape(leaf.shape(), shape), true);
    asm("");  // or the comparisons of all leaves become bits that are joined, 0.6 ns more than branches never taken
    if constexpr (Leaf::rank == dynamic_rank) simple = simple && leaf.had(end - out);
    if constexpr (!Leaf::dense) simple = simple && is_contiguous(leaf.shape(), leaf.array.strides.data());
    if constexpr (!Owned || !Leaf::dense) {
      auto const* const low = reinterpret_cast<std::byte const*>(out);
      auto const* const last = first + (end - out) * static_cast<index_t>(sizeof(typename Leaf::element));
      bool const itself = std::same_as<typename Leaf::element, Out> && first == low;
      simple = simple && (last <= low || reinterpret_cast<std::byte const*>(end) <= first || itself);
    }
  }
};

// Whether there is nothing to plan for n elements. Writes the leaves' pointers. Dense: the output owns its elements.
template <bool Dense, class Out, int Rank, class Tree>
SINTER_INLINE bool is_simple(strided<Out, Rank> const& out, Tree const& expression, index_t n,
                             std::byte const** pointers) {
  if constexpr (!Dense) {
    if (!is_contiguous(out.shape, out.strides.data())) return false;
  }
  simple_test<Dense, Out, Rank> test{out.shape, out.data, out.data + n, pointers, true};
  visit_leaves(expression, test);
  return test.simple;
}

// The types end here: what is left of the statement is data.
template <class Tree, class Bound, class Arch = compiled_arch>
struct described_statement {
  static constexpr auto const& facts = facts_of<Bound, loop_for_tree<Tree, Bound>, Arch>;
  Bound const& bound;
  described_tree<Tree> leaves;

  SINTER_INLINE described_statement(Tree const& expression, Bound const& tree) : bound(tree) {
    visit_leaves(expression, leaves);
  }
  // Made in its place: to read it again in larger pieces than it was written in takes 10 ns.
  template <class Out, int Rank>
  SINTER_INLINE statement into(strided<Out, Rank> const& out) const {
    return {out.erased(), leaves.leaves, leaves.count, &bound, &facts};
  }
};

template <class Out, int Rank, class Tree, class Bound, class Run, class Arch = compiled_arch>
SINTER_NOINLINE auto with_statement(strided<Out, Rank> const& out, Tree const& expression, Bound const& bound,
                                    Run run) {
  described_statement<Tree, Bound> const what(expression, bound);
  statement const erased = what.into(out);
  check_shapes(erased);
  return run(erased);
}

// Binds the tree to the element type of the output, contracts it if asked to, and hands the statement to `run`.
template <class Out, int Rank, class Tree, class Run>
SINTER_INLINE auto bind_statement(strided<Out, Rank> const& out, Tree const& expression, options const& how, Run run) {
  auto const bound = bind_as<Out>(expression);
  if constexpr (can_contract<std::remove_const_t<decltype(bound)>>) {
    if (how.contract) return with_statement(out, expression, contracted(bound), run);
  }
  return with_statement(out, expression, bound, run);
}

template <class Out, int Rank, class Tree>
SINTER_INLINE plan plan_tree(strided<Out, Rank> const& out, Tree const& expression, options const& how) {
  return bind_statement(out, expression, how, [&](statement const& what) { return plan_of(what, how); });
}

template <class Element, class Tree>
inline constexpr bool tree_stands_in_place =
    stands_in_place<std::remove_cvref_t<decltype(bind_as<Element>(std::declval<Tree const&>()))>>;

// What to hand to a function that is called rarely: a copy, made only there. Were the address of the tree itself taken,
// every statement would write all of it to the stack first.
template <class Tree>
using rarely_used = std::conditional_t<std::is_trivially_copyable_v<Tree>, Tree, Tree const&>;

// Whether a leaf of this rank can have the shape of the output.
template <int Rank, class Tree>
inline constexpr bool fits_rank = Tree::rank == Rank || Tree::rank == dynamic_rank || Rank == dynamic_rank;
template <int Rank, class Element>
inline constexpr bool fits_rank<Rank, constant<Element>> = true;
template <int Rank, class Op, class... Children>
inline constexpr bool fits_rank<Rank, node<Op, Children...>> = (fits_rank<Rank, Children> && ...);

// Runs a simple statement; false if it may be worth threads, stores past the caches or the kernels of a newer ISA than
// this file has, or if the settings want a plan.
template <class Bound, int... Number>
SINTER_INLINE bool run_simple(std::integer_sequence<int, Number...> numbers, std::byte* out,
                              std::byte const* const* leaves, Bound const& bound, index_t n) {
  if (n * most_ps<Bound> > simple_limit.load()) return false;
  if (may_gain_by_kernels<Bound>(n)) return false;
  fused_in_place<compiled_arch>(numbers, out, leaves, bound, n);
  return true;
}

// Runs the statement if there is nothing to plan; false if there is, or if the shapes differ.
template <bool Dense, class Out, int Rank, class Tree>
SINTER_INLINE bool assign_simply(strided<Out, Rank> const& out, Tree const& expression) {
  if constexpr (!fits_rank<Rank, Tree>) return false;
  auto const bound = bind_as<Out>(expression);
  using bound_type = std::remove_const_t<decltype(bound)>;
  std::byte const* pointers[leaf_count<Tree> + 1];
  index_t const n = size_of_shape(out.shape);
  if (!is_simple<Dense>(out, expression, n, pointers)) [[unlikely]]
    return false;
  return run_simple<bound_type>(leaf_numbers<bound_type>(), reinterpret_cast<std::byte*>(out.data), pointers, bound, n);
}

// out = expression, element by element, broadcast to the shape of out. Strong guarantee for shape errors: they are
// thrown before anything is written.
template <class Out, int Rank, class Tree>
SINTER_INLINE void assign_tree(strided<Out, Rank> const& out, Tree const& expression, options const& how) {
  bool const may_be_simple = how.mode == mode::automatic || how.mode == mode::fused;
  if (may_be_simple && how.threads <= 1 && !how.contract && assign_simply<false>(out, expression)) return;
  bind_statement(out, expression, how, [&](statement const& what) { execute(what, how); });
}

// Whether the ranks of a statement are known and those of rows.
template <int Rank, class Tree>
inline constexpr bool has_rows =
    Rank >= 1 && Rank <= 3 && Tree::rank >= 0 && Tree::rank <= Rank && leaf_count<Tree> >= 1 &&
    leaf_count<Tree> <= most_direct_leaves && !is_dense_line<Tree>;

// Whether a statement is likely one of rows: its arrays are views, or have fewer axes. Its tree is not written to memory
// then.
template <class Tree>
inline constexpr bool has_views = !Tree::dense;
template <class Element>
inline constexpr bool has_views<constant<Element>> = false;
template <class Op, class... Children>
inline constexpr bool has_views<node<Op, Children...>> = (has_views<Children> || ...);
template <int Rank, class Tree>
inline constexpr bool likely_rows = (Rank > 1) && has_rows<Rank, Tree> && (has_views<Tree> || !fits_rank<Rank, Tree>);

// The leaf that each row of the output reads anew, if registers can hold it and the type tells; else negative.
template <int Rank, class Tree>
inline constexpr int repeated_leaf = -1;
template <int Rank, class Op, class A, class B>
inline constexpr int repeated_leaf<Rank, node<Op, A, B>> = [] {
  bool const is_pair = leaf_count<A> == 1 && leaf_count<B> == 1 && (A::rank == 1) != (B::rank == 1);
  return Rank < 2 || !is_pair ? -1 : A::rank == 1 ? 0 : 1;
}();

template <int Rank, class Tree, class Bound>
constexpr loop_function loop_of_rows() {
  constexpr int repeated = repeated_leaf<Rank, Tree>;
  constexpr loop_function loop = loop_of<compiled_arch, Bound, loop_for_tree<Tree, Bound>>();
  if constexpr (repeated >= 0 && call_count<Bound> == 0) {
    return &repeated_loop<compiled_arch, Bound, repeated, loop>;
  } else {
    return loop;
  }
}

// Of unlikely ones one function places all leaves of a type.
template <class Walk, bool Likely>
struct leaf_placer {
  Walk& walk;
  int number = 0;
  bool fits = true;

  template <class Leaf>
  SINTER_INLINE void visit(Leaf const& leaf) {
    if constexpr (Likely) {
      place(leaf);
    } else {
      place_called(leaf);
    }
  }

 private:
  template <class Leaf, class Arch = compiled_arch>
  SINTER_NOINLINE void place_called(Leaf const& leaf) {
    place(leaf);
  }
  template <class Leaf>
  SINTER_INLINE void place(Leaf const& leaf) {
    using element = typename Leaf::element;
    auto const& from = leaf.values();
    fits = fits && walk.place_leaf(number++, reinterpret_cast<std::byte const*>(from.data), from.shape.data(),
                                   from.strides.data(), Leaf::rank, element_type_of<element>, sizeof(element));
  }
};

enum class rows_answer : unsigned char { done, unfit, unknown };

// What run_rows does, where the types know the ranks: a third of the time before the first element. If it is not done: no
// statement of rows, or perhaps one that wants a plan.
template <class Out, int Rank, class Tree, class Bound>
SINTER_INLINE rows_answer assign_rows(strided<Out, Rank> const& out, Tree const& expression, Bound const& bound) {
  if constexpr (!has_rows<Rank, Tree>) {
    return rows_answer::unknown;
  } else {
    constexpr int count = leaf_count<Tree>;
    walked_leaves<count> leaves;
    constexpr unsigned crosses = facts_of<Bound, loop_for_tree<Tree, Bound>>.crosses;
    row_walk<Rank, count> walk(leaves, compiled_arch::value, crosses, reinterpret_cast<std::byte*>(out.data),
                               element_type_of<Out>, sizeof(Out));
    if (size_of_shape(out.shape) * most_ps<Bound> > simple_limit.load()) return rows_answer::unknown;
    if (!walk.place_output(out.shape.data(), out.strides.data())) return rows_answer::unfit;
    leaf_placer<decltype(walk), likely_rows<Rank, Tree>> placer{walk};
    visit_leaves(expression, placer);
    if (!placer.fits || !walk.is_covered()) return rows_answer::unfit;
    if constexpr (has_program<Bound>::value && compiled_arch::value != isa::avx512) {
      if (kernels_repay(facts_of<Bound>, walk.elements(), walk.rows(), walk.sparse())) {
        return rows_answer::unknown;
      }
    }
    walk.run(loop_of_rows<Rank, Tree, Bound>(), &bound, count);
    return rows_answer::done;
  }
}

template <class Out, int Rank, class Tree, class Arch = compiled_arch>
SINTER_NOINLINE void assign_planned(strided<Out, Rank> const& out, Tree const& expression, rows_answer rows) {
  auto const bound = bind_as<Out>(expression);
  if constexpr (!likely_rows<Rank, Tree>) {
    rows = assign_rows(out, expression, bound);
    if (rows == rows_answer::done) return;
  }
  described_statement const what(expression, bound);
  execute(what.into(out), rows == rows_answer::unfit);
}

template <bool Dense = false, class Out, int Rank, class Tree>
SINTER_INLINE void assign_tree(strided<Out, Rank> const& out, Tree const& expression) {
  if (assign_simply<Dense>(out, expression)) [[likely]]
    return;
  rows_answer rows = rows_answer::unknown;
  if constexpr (likely_rows<Rank, Tree>) {
    auto bound = bind_as<Out>(expression);
    rows = assign_rows(out, expression, bound);
    if (rows == rows_answer::done) return;
  }
  rarely_used<Tree> tree = expression;
  assign_planned<Out, Rank, Tree>(out, tree, rows);
}

}  // namespace sinter::detail
