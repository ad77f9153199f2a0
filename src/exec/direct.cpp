#include "interpreter.hpp"

namespace sinter::detail {
namespace {

constexpr int loop_axes = 3;               // rows of rows: what a loop and one level around it serve
constexpr index_t copy_bytes = 64 * 1024;  // on the stack

// An array over the index space of the statement, whose axes are counted from the last: 0 is the inner one. Missing and
// stretched axes have stride 0.
struct placed {
  std::byte* data;
  std::byte* low;
  std::byte* high;  // one past
  index_t bytes;    // of an element
  index_t strides[loop_axes];
  bool packed;

  void place(operand const& from, index_t const* shape) {
    data = low = from.data;
    bytes = size_of(from.type);
    high = data + bytes;
    for (index_t& stride : strides) stride = 0;
    for (int k = 0; k < from.rank; ++k) {
      int const axis = from.rank - 1 - k;
      if (from.shape[axis] == 1) continue;
      strides[k] = from.strides[axis];
      index_t const reach = (shape[k] - 1) * strides[k] * bytes;
      (reach < 0 ? low : high) += reach;
    }
  }

  bool continues(index_t inner) const { return strides[1] == inner * strides[0]; }
  void drop_axis(int axis) {
    for (; axis < loop_axes - 1; ++axis) strides[axis] = strides[axis + 1];
    strides[loop_axes - 1] = 0;
  }

  bool stands_still() const { return strides[0] == 0; }
  std::byte* plane(index_t at) const { return data + at * strides[2] * bytes; }
};

// Moves the elements of a packed array between its place and a row-major copy.
void gather(placed const& from, index_t const* shape, std::byte* to) {
  for (index_t plane = 0; plane < shape[2]; ++plane, to += shape[1] * shape[0] * from.bytes) {
    gather_rows(to, from.plane(plane), from.bytes, from.strides[1], from.strides[0], shape[1], shape[0]);
  }
}

void scatter(std::byte const* from, index_t const* shape, placed const& to) {
  for (index_t plane = 0; plane < shape[2]; ++plane, from += shape[1] * shape[0] * to.bytes) {
    scatter_rows(to.plane(plane), from, to.bytes, to.strides[1], to.strides[0], shape[1], shape[0]);
  }
}

// All arrays of a statement that needs no plan.
struct placement {
  index_t shape[loop_axes] = {1, 1, 1};
  int leaf_count;
  placed out;
  placed leaves[most_direct_leaves];
  bool fits;

  explicit placement(statement const& what) : leaf_count(what.leaf_count) {
    fits = what.out.rank <= loop_axes && leaf_count <= most_direct_leaves;
    if (!fits) return;
    for (int k = 0; k < what.out.rank; ++k) shape[k] = what.out.shape[what.out.rank - 1 - k];
    index_t const elements = shape[0] * shape[1] * shape[2];
    out.place(what.out, shape);
    fits = is_sorted();
    for (int k = 0; k < leaf_count; ++k) {
      leaves[k].place(what.leaves[k], shape);
      fits = fits && (leaves[k].high <= out.low || out.high <= leaves[k].low || is_output(leaves[k]));
    }
    if (!fits) return;
    while (merge_inner()) {
    }
    bool const lines = what.facts->lines;
    index_t packed_bytes = aligned_bytes(decide_packing(out, lines) * elements);
    for (int k = 0; k < leaf_count; ++k) packed_bytes += aligned_bytes(decide_packing(leaves[k], lines) * elements);
    fits = packed_bytes <= copy_bytes;
  }

 private:
  // Bytes of an element that has to be copied, or 0.
  index_t decide_packing(placed& array, bool lines) const {
    array.packed = shape[0] > 1 && array.strides[0] != 1 && (lines || array.strides[0] != 0);
    return array.packed ? array.bytes : 0;
  }

  // Makes one of the two inner axes where they are one for every array.
  bool merge_inner() {
    if (shape[1] == 1 && shape[2] == 1) return false;
    bool one = shape[0] == 1 || shape[1] == 1 || out.continues(shape[0]);
    for (int k = 0; one && k < leaf_count; ++k) {
      one = shape[0] == 1 || shape[1] == 1 || leaves[k].continues(shape[0]);
    }
    if (!one) return false;
    int const dropped = shape[0] == 1 ? 0 : 1;
    shape[0] *= shape[1];
    shape[1] = shape[2];
    shape[2] = 1;
    out.drop_axis(dropped);
    for (int k = 0; k < leaf_count; ++k) leaves[k].drop_axis(dropped);
    return true;
  }

  // Upwards in memory, the inner axis innermost, and no element twice.
  bool is_sorted() const {
    index_t inner = 1;
    for (int k = 0; k < loop_axes; ++k) {
      if (shape[k] == 1) continue;
      if (out.strides[k] < inner) return false;
      inner = out.strides[k];
    }
    return true;
  }

  bool is_output(placed const& leaf) const {
    bool same = leaf.data == out.data && leaf.bytes == out.bytes;
    for (int k = 0; k < loop_axes; ++k) same = same && (shape[k] == 1 || leaf.strides[k] == out.strides[k]);
    return same;
  }
};

// Where the loop finds an array: in its place or in its copy.
struct source {
  std::byte* data;
  index_t row_step;
  index_t plane_step;

  source(placed const& from, index_t const* shape, std::byte*& free)
      : data(from.data), row_step(from.strides[1] * from.bytes), plane_step(from.strides[2] * from.bytes) {
    if (!from.packed) return;
    data = free;
    row_step = shape[0] * from.bytes;
    plane_step = shape[1] * row_step;
    free += aligned_bytes(shape[2] * plane_step);
  }
};

}  // namespace

bool is_direct(statement const& what) { return placement(what).fits; }

bool run_directly(statement const& what, loop_function loop, void const* context) {
  placement const over(what);
  if (!over.fits) return false;
  alignas(64) std::byte copies[copy_bytes];
  std::byte* free = copies;
  std::byte const* leaves[most_direct_leaves];
  unsigned char inner[most_direct_leaves];
  index_t steps[most_direct_leaves + 1];
  index_t plane_steps[most_direct_leaves];
  loop_rows rows{over.shape[1], steps, inner, 1, row_kind::plain, false};
  source const to(over.out, over.shape, free);
  steps[0] = to.row_step;
  for (int k = 0; k < over.leaf_count; ++k) {
    placed const& leaf = over.leaves[k];
    source const from(leaf, over.shape, free);
    if (leaf.packed) gather(leaf, over.shape, from.data);
    leaves[k] = from.data;
    steps[k + 1] = from.row_step;
    plane_steps[k] = from.plane_step;
    bool const still = leaf.stands_still() && !leaf.packed && !what.facts->lines;
    inner[k] = !still;
    rows.kind = larger(rows.kind, kind_of_step(inner[k]));
  }
  std::byte* out = to.data;
  for (index_t plane = 1;; ++plane) {
    loop(out, leaves, context, over.shape[0], rows);
    if (plane >= over.shape[2]) break;
    out += to.plane_step;
    for (int k = 0; k < over.leaf_count; ++k) leaves[k] += plane_steps[k];
  }
  if (over.out.packed) scatter(to.data, over.shape, over.out);
  return true;
}

}  // namespace sinter::detail
