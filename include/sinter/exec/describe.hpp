#pragma once

#include <sinter/expr/program.hpp>
#include <sinter/expr/tree.hpp>
#include <sinter/plan/statement.hpp>

namespace sinter::detail {

// The leaves of a tree without their types. Refers to the shapes in the tree, which must outlive it.
template <int Leaves, int Rank>
struct described {
  operand leaves[Leaves == 0 ? 1 : Leaves];
  index_t dense_strides[Leaves == 0 ? 1 : Leaves][max_rank_of<Rank> == 0 ? 1 : max_rank_of<Rank>];
  int count = 0;

  template <class Leaf, class Arch = compiled_arch>
  SINTER_NOINLINE void visit(Leaf const& from) {
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

// The shape that leaves of known ranks broadcast to; `fits` if they do.
template <int Rank>
struct joined_shape {
  extents<Rank> shape = make_extents<Rank>(Rank);
  bool fits = true;

  SINTER_INLINE joined_shape() { shape.fill(1); }
  template <class Leaf>
  SINTER_INLINE void visit(Leaf const& from) {
    if constexpr (Leaf::rank < 0 || Leaf::rank > Rank) {
      fits = false;
    } else {
      for (int k = 0; k < Leaf::rank; ++k) {
        index_t const extent = from.shape()[static_cast<std::size_t>(k)];
        index_t& joined = shape[static_cast<std::size_t>(Rank - Leaf::rank + k)];
        joined = joined == 1 ? extent : joined;
        fits = fits && (extent == joined || extent == 1);
      }
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

// The same for an array of so many axes; throws shape_error if there are more or less. And for one of any rank.
void broadcast_shape(operand const* leaves, int count, program const* what, index_t* shape, int rank);
void broadcast_shape(operand const* leaves, int count, program const* what, extents<dynamic_rank>& shape);

// Throws shape_error unless the leaves broadcast to the shape of the output; the other one tells whether they broadcast
// to just that shape, and throws only if they do not broadcast at all.
void check_shapes(statement const& what);
bool have_shape(statement const& what);

template <int Rank>
SINTER_INLINE extents<Rank> broadcast_extents(operand const* leaves, int count, program const* what) {
  extents<Rank> shape;
  if constexpr (Rank == dynamic_rank) {
    broadcast_shape(leaves, count, what, shape);
  } else {
    broadcast_shape(leaves, count, what, shape.data(), Rank);
  }
  return shape;
}

template <int Rank, class Tree>
constexpr void require_rank() {
  static_assert(Rank == dynamic_rank || Tree::rank == dynamic_rank || Rank == Tree::rank,
                "sinter: the expression has another rank than the array");
}

// The shape of an expression as one of an array of this rank.
template <int Rank, class Tree, class Arch = compiled_arch>
SINTER_NOINLINE extents<Rank> shape_of_rank(Tree const& expression) {
  require_rank<Rank, Tree>();
  described_tree<Tree> leaves;
  visit_leaves(expression, leaves);
  return broadcast_extents<Rank>(leaves.leaves, leaves.count, program_or_null<typename binder<0, Tree>::type>());
}

template <class Tree>
SINTER_INLINE extents<Tree::rank> shape_of(Tree const& expression) {
  return shape_of_rank<Tree::rank>(expression);
}
template <class Leaf>
  requires requires(Leaf const& leaf) { leaf.shape(); }
SINTER_INLINE extents<Leaf::rank> shape_of(Leaf const& leaf) {
  return leaf.shape();
}

}  // namespace sinter::detail
