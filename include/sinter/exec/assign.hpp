#pragma once

#include <sinter/exec/execute.hpp>
#include <sinter/exec/fused.hpp>
#include <sinter/exec/shape_of.hpp>
#include <sinter/expr/contract.hpp>
#include <sinter/kernels/table.hpp>
#include <sinter/plan/settings.hpp>

namespace sinter::detail {

template <class Bound>
constexpr program const* program_or_null() {
  if constexpr (has_program<Bound>::value) {
    return &program_of<Bound>::value;
  } else {
    return nullptr;
  }
}

template <class Bound>
inline constexpr expression_facts facts_of{program_or_null<Bound>(), tree_cost<Bound>::ns, tree_cost<Bound>::operations,
                                           compiled_arch::value};

// Up to so many elements one thread is best for any operation, and all data is in L1.
inline constexpr index_t simple_limit = 1024;

// Whether the statement is so plain that there is nothing to decide: small, all arrays contiguous and of one shape,
// and each leaf is the output itself or apart from it. Writes the leaves' pointers.
template <class Out, int Rank, class Tree>
SINTER_INLINE bool is_simple(strided<Out, Rank> const& out, Tree const& expression, index_t n,
                             std::byte const** pointers) {
  if (n > simple_limit || !is_contiguous(out.shape, out.strides.data())) return false;
  auto const* const first = reinterpret_cast<std::byte const*>(out.data);
  auto const* const last = first + n * static_cast<index_t>(sizeof(Out));
  bool simple = true;
  int k = 0;
  for_each_leaf(expression, [&](auto const& leaf) SINTER_LAMBDA {
    using element = typename std::remove_cvref_t<decltype(leaf)>::element;
    auto const* const data = reinterpret_cast<std::byte const*>(leaf.data);
    bool const apart = data + n * static_cast<index_t>(sizeof(element)) <= first || last <= data;
    bool const itself = std::same_as<element, Out> && data == first;
    simple = simple && same_shape(leaf.shape, out.shape) && is_contiguous(leaf.shape, leaf.strides.data()) &&
             (apart || itself);
    pointers[k++] = data;
  });
  return simple;
}

// The types end here: what is left of the statement is data.
template <class Out, int Rank, class Tree, class Bound, class Run>
SINTER_NOINLINE auto with_statement(strided<Out, Rank> const& out, Tree const& expression, Bound const& bound,
                                    Run run) {
  constexpr int leaves = leaf_count<Tree>;
  constexpr int constants = tree_counts<Bound>::constants;
  auto const shape = shape_of(expression);
  auto stretched = out.shape;
  if (shape.size() > out.shape.size() ||
      !broadcast_into(stretched.data(), static_cast<int>(stretched.size()), shape) ||
      !same_shape(stretched, out.shape)) {
    throw_not_broadcastable(shape, out.shape);
  }
  operand operands[leaves == 0 ? 1 : leaves];
  // Trees of rvalue arrays make their strided values anew; they have to outlive the statement.
  std::tuple kept = leaf_values(expression);
  int k = 0;
  std::apply([&](auto const&... value) { ((operands[k++] = value.erased()), ...); }, kept);
  std::byte storage[constants == 0 ? 1 : constants][8];
  std::byte(*next)[8] = storage;
  collect_constants(bound, next);
  return run(statement{out.erased(), operands, leaves, &fused_loop<compiled_arch, Out, Bound>, &bound, storage,
                       &facts_of<Bound>});
}

// Binds the tree to the element type of the output, contracts it if asked to, and hands the statement to `run`.
template <class Out, int Rank, class Tree, class Run>
SINTER_INLINE auto bind_statement(strided<Out, Rank> const& out, Tree const& expression, options const& how, Run run) {
  auto const bound = bound_as<Out>(bind<0>(expression));
  if constexpr (can_contract<std::remove_const_t<decltype(bound)>>) {
    if (how.contract) return with_statement(out, expression, contracted(bound), run);
  }
  return with_statement(out, expression, bound, run);
}

// out = expression, element by element, broadcast to the shape of out. Strong guarantee for shape errors: they are
// thrown before anything is written.
template <class Out, int Rank, class Tree>
SINTER_INLINE void assign_tree(strided<Out, Rank> const& out, Tree const& expression, options const& how) {
  bind_statement(out, expression, how, [&](statement const& what) { execute(what, how); });
}

template <class Out, int Rank, class Tree>
plan plan_tree(strided<Out, Rank> const& out, Tree const& expression, options const& how) {
  return bind_statement(out, expression, how, [&](statement const& what) { return plan_of(what, how); });
}

// Runs a simple statement without planning, as `automatic` would: below the threshold and in files compiled for an
// older ISA one operation at a time through the kernels, else fused.
template <class Out, class Bound>
SINTER_INLINE void run_simple(std::byte* out, std::byte const* const* leaves, Bound const& bound, index_t n) {
  if constexpr (has_program<Bound>::value) {
    if (n <= settings().fusion_threshold || compiled_arch::value < active_isa()) {
      std::byte storage[tree_counts<Bound>::constants + 1][8];
      std::byte(*next)[8] = storage;
      collect_constants(bound, next);
      interpreted const program{&program_of<Bound>::value, storage, simple_limit};
      return run_program(out, leaves, &program, n);
    }
  }
  fused_loop<compiled_arch, Out, Bound>(out, leaves, &bound, n);
}

template <class Out, int Rank, class Tree>
SINTER_INLINE void assign_tree(strided<Out, Rank> const& out, Tree const& expression) {
  auto const bound = bound_as<Out>(bind<0>(expression));
  std::byte const* pointers[leaf_count<Tree> + 1];
  index_t const n = size_of_shape(out.shape);
  if (is_simple(out, expression, n, pointers) && settings().mode == mode::automatic) {
    return run_simple<Out>(reinterpret_cast<std::byte*>(out.data), pointers, bound, n);
  }
  with_statement(out, expression, bound, [](statement const& what) { execute(what, options{}); });
}

}  // namespace sinter::detail
