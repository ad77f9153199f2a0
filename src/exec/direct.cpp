#include "interpreter.hpp"

namespace sinter::detail {
namespace {

constexpr int most_leaves = 16;
constexpr int most_axes = 3;

// Where an array has its bytes, and what it adds per index.
struct placed {
  std::byte* first;
  std::byte* last;  // one past
  index_t steps[most_axes];
};

// False for what needs a plan: strides that fall or run backwards, and more axes than an operand should have.
bool place(placed& to, operand const& from, lengths shape) {
  int const missing = shape.rank - from.rank;
  index_t const bytes = size_of(from.type);
  index_t reach = bytes;
  for (int axis = 0; axis < shape.rank; ++axis) {
    bool const stretched = axis < missing || from.shape[axis - missing] == 1;
    index_t const step = stretched ? 0 : from.strides[axis - missing] * bytes;
    if (step < 0) return false;
    to.steps[axis] = step;
    reach += (shape[axis] - 1) * step;
  }
  to.first = from.data;
  to.last = from.data + reach;
  return true;
}

// Whether the last axis is the innermost one of the output, and so on outwards.
bool is_sorted(placed const& out, lengths shape) {
  for (int axis = 1; axis < shape.rank; ++axis) {
    if (shape[axis] != 1 && shape[axis - 1] != 1 && out.steps[axis] > out.steps[axis - 1]) return false;
  }
  return true;
}

bool same_steps(placed const& a, placed const& b, int rank) {
  for (int axis = 0; axis < rank; ++axis) {
    if (a.steps[axis] != b.steps[axis]) return false;
  }
  return true;
}

// All arrays of a statement over its index space.
struct placement {
  lengths shape;
  int leaf_count;
  placed out;
  placed leaves[most_leaves];
  std::uintptr_t moving[most_leaves];
  int bytes[most_leaves];
  bool has_single = false;

  explicit placement(statement const& what) : shape(what.out.shape, what.out.rank), leaf_count(what.leaf_count) {}

  // Of the axis that is number `from_last` from the end, beginning with 1.
  index_t extent(int from_last) const { return from_last > shape.rank ? 1 : shape[shape.rank - from_last]; }
  index_t step(placed const& of, int from_last) const {
    return from_last > shape.rank ? 0 : of.steps[shape.rank - from_last];
  }

  bool fill(statement const& what) {
    int const inner = shape.rank - 1;
    index_t const out_bytes = size_of(what.out.type);
    if (!place(out, what.out, shape) || !is_sorted(out, shape)) return false;
    if (out.steps[inner] != out_bytes && shape[inner] > 1) return false;
    for (int k = 0; k < leaf_count; ++k) {
      placed& leaf = leaves[k];
      if (!place(leaf, what.leaves[k], shape)) return false;
      bytes[k] = size_of(what.leaves[k].type);
      bool const still = leaf.steps[inner] == 0;
      if (!still && leaf.steps[inner] != bytes[k]) return false;
      bool const apart = leaf.last <= out.first || out.last <= leaf.first;
      bool const itself = leaf.first == out.first && bytes[k] == out_bytes && same_steps(leaf, out, shape.rank);
      if (!apart && !itself) return false;
      moving[k] = still ? 0 : ~std::uintptr_t{0};
      has_single = has_single || still;
    }
    return true;
  }
};

}  // namespace

bool run_directly(statement const& what, loop_function loop, void const* context) {
  int const rank = what.out.rank;
  if (rank < 1 || rank > most_axes || what.leaf_count > most_leaves) return false;
  placement over(what);
  if (!over.fill(what)) return false;
  alignas(64) std::byte singles[most_leaves * singles_bytes];
  index_t steps[most_leaves + 1];
  std::byte const* leaves[most_leaves];
  steps[0] = over.step(over.out, 2);
  for (int k = 0; k < what.leaf_count; ++k) {
    leaves[k] = over.leaves[k].first;
    steps[k + 1] = over.step(over.leaves[k], 2);
  }
  loop_rows const rows{over.extent(2), steps, over.moving, over.has_single ? singles : nullptr, over.bytes, false};
  std::byte* out = over.out.first;
  for (index_t plane = 1;; ++plane) {
    loop(out, leaves, context, over.extent(1), rows);
    if (plane >= over.extent(3)) return true;
    out += over.step(over.out, 3);
    for (int k = 0; k < what.leaf_count; ++k) leaves[k] += over.step(over.leaves[k], 3);
  }
}

}  // namespace sinter::detail
