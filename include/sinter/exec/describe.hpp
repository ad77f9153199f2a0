#pragma once

#include <sinter/expr/program.hpp>
#include <sinter/expr/tree.hpp>

namespace sinter::detail {

// The leaves of a tree without their types. Refers to the shapes in the tree, which must outlive it.
template <int Leaves, int Rank>
struct described {
  operand leaves[Leaves == 0 ? 1 : Leaves];
  index_t dense_strides[Leaves == 0 ? 1 : Leaves][max_rank_of<Rank> == 0 ? 1 : max_rank_of<Rank>];
  int count = 0;

  template <class Leaf>
  void visit(Leaf const& from) {
    using element = typename Leaf::element;
    auto const& shape = from.shape();
    index_t const* strides = dense_strides[count];
    if constexpr (Leaf::dense) {
      row_major_strides(shape, dense_strides[count]);
    } else {
      strides = from.array.strides.data();
    }
    leaves[count++] = {reinterpret_cast<std::byte*>(const_cast<element*>(from.data())), shape.data(), strides,
                       static_cast<int>(shape.size()), element_type_of<element>};
  }
};

template <class Tree>
using described_tree = described<leaf_count<Tree>, Tree::rank>;

template <class Tree, class Arch = compiled_arch>
SINTER_NOINLINE void describe(Tree const& expression, described_tree<Tree>& leaves) {
  visit_leaves(expression, leaves);
}

// Whether all leaves have one shape, and which.
template <int Rank>
struct common_shape {
  extents<Rank> const* shape = nullptr;
  bool is_common = true;

  template <class Leaf>
  SINTER_INLINE void visit(Leaf const& from) {
    if constexpr (std::same_as<std::remove_cvref_t<decltype(from.shape())>, extents<Rank>>) {
      if (shape == nullptr) shape = &from.shape();
      is_common = is_common && same_shape(*shape, from.shape());
    } else {
      is_common = false;
    }
  }
};

// The shape that the leaves broadcast to; `shape` has room for max_rank extents. Returns the rank. Throws
// shape_error; with a program it names the operation whose operands do not fit.
int broadcast_shape(operand const* leaves, int count, program const* what, index_t* shape);

template <class Bound>
constexpr program const* program_or_null() {
  if constexpr (has_program<Bound>::value) {
    return &program_of<Bound>::value;
  } else {
    return nullptr;
  }
}

template <class Tree>
SINTER_NOINLINE extents<Tree::rank> shape_of(Tree const& expression) {
  described_tree<Tree> leaves;
  describe(expression, leaves);
  index_t shape[max_rank];
  int const rank =
      broadcast_shape(leaves.leaves, leaves.count, program_or_null<typename binder<0, Tree>::type>(), shape);
  auto result = make_extents<Tree::rank>(rank);
  for (int axis = 0; axis < rank; ++axis) result[static_cast<std::size_t>(axis)] = shape[axis];
  return result;
}
template <class Leaf>
  requires requires(Leaf const& leaf) { leaf.shape(); }
SINTER_INLINE extents<Leaf::rank> shape_of(Leaf const& leaf) {
  return leaf.shape();
}

}  // namespace sinter::detail
