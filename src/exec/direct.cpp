#include <algorithm>
#include <utility>

#include <sinter/exec/row_walk.hpp>

#include "interpreter.hpp"

namespace sinter::detail {
namespace {

constexpr int loop_axes = 3;               // rows of rows: what a loop and one level around it serve
constexpr index_t copy_bytes = 64 * 1024;  // of packed arrays, all together
// Of their parts that are copied at a time: they stay in L1 beside the arrays.
constexpr index_t copied_tile_bytes = 8 * 1024;
constexpr index_t least_tile_rows = 16;  // what transposing does at once

// An array over the index space of the statement, whose axes are counted from the last: 0 is the inner one. Missing and
// stretched axes have stride 0.
struct placed {
  std::byte* data;
  std::byte* low;
  std::byte* high;  // one past
  index_t bytes;    // of an element
  index_t strides[loop_axes];
  bool packed;

  // False where it does not broadcast to the shape.
  bool place(operand const& from, index_t const* shape) {
    data = low = from.data;
    bytes = size_of(from.type);
    high = data + bytes;
    for (index_t& stride : strides) stride = 0;
    for (int k = 0; k < from.rank; ++k) {
      int const axis = from.rank - 1 - k;
      if (from.shape[axis] == 1) continue;
      if (from.shape[axis] != shape[k]) return false;
      strides[k] = from.strides[axis];
      index_t const reach = (shape[k] - 1) * strides[k] * bytes;
      (reach < 0 ? low : high) += reach;
    }
    return true;
  }

  bool continues(index_t inner) const { return strides[1] == inner * strides[0]; }
  void drop_axis(int axis) {
    for (; axis < loop_axes - 1; ++axis) strides[axis] = strides[axis + 1];
    strides[loop_axes - 1] = 0;
  }

  bool stands_still() const { return strides[0] == 0; }
  std::byte* row(index_t plane, index_t at) const { return data + (plane * strides[2] + at * strides[1]) * bytes; }
};

// All arrays of a statement that needs no plan. It fits no statement whose shapes differ.
struct placement {
  index_t shape[loop_axes] = {1, 1, 1};
  int leaf_count;
  placed out;
  placed leaves[most_direct_leaves];
  index_t packed_bytes = 0;  // in a row
  bool fits;

  explicit placement(statement const& what) : leaf_count(what.leaf_count) {
    fits = what.out.rank <= loop_axes && leaf_count <= most_direct_leaves;
    if (!fits) return;
    for (int k = 0; k < what.out.rank; ++k) shape[k] = what.out.shape[what.out.rank - 1 - k];
    index_t const elements = shape[0] * shape[1] * shape[2];
    fits = out.place(what.out, shape) && is_sorted();
    for (int k = 0; fits && k < leaf_count; ++k) {
      fits = what.leaves[k].rank <= what.out.rank && leaves[k].place(what.leaves[k], shape) &&
             (leaves[k].high <= out.low || out.high <= leaves[k].low || is_output(leaves[k]));
    }
    if (!fits) return;
    while (merge_inner()) {
    }
    bool const lines = what.facts->lines;
    packed_bytes = decide_packing(out, lines);
    for (int k = 0; k < leaf_count; ++k) packed_bytes += decide_packing(leaves[k], lines);
    fits = packed_bytes * elements <= copy_bytes;
    packed_bytes *= shape[0];
  }

  index_t tile_rows() const {
    if (packed_bytes == 0) return shape[1];
    return std::min(shape[1],
                    std::max(copied_tile_bytes / packed_bytes / least_tile_rows, index_t{1}) * least_tile_rows);
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

}  // namespace

bool is_direct(statement const& what) { return placement(what).fits; }

bool run_directly(statement const& what, loop_function loop, void const* context) {
  placement const over(what);
  if (!over.fits) return false;
  constexpr index_t most_arrays = most_direct_leaves + 1;
  alignas(64) std::byte copies[copy_bytes + most_arrays * 64];
  std::byte* free = copies;
  index_t const columns = over.shape[0];
  index_t const tile_rows = over.tile_rows();
  auto const copy_of = [&](placed const& array) -> std::byte* {
    if (!array.packed) return nullptr;
    return std::exchange(free, free + aligned_bytes(tile_rows * columns * array.bytes));
  };
  std::byte const* leaves[most_direct_leaves];
  std::byte* leaf_copies[most_direct_leaves];
  unsigned char inner[most_direct_leaves];
  index_t steps[most_arrays];
  loop_rows rows{0, steps, inner, 1, row_kind::plain, false};
  std::byte* const out_copy = copy_of(over.out);
  steps[0] = (over.out.packed ? columns : over.out.strides[1]) * over.out.bytes;
  for (int k = 0; k < over.leaf_count; ++k) {
    placed const& leaf = over.leaves[k];
    leaf_copies[k] = copy_of(leaf);
    steps[k + 1] = (leaf.packed ? columns : leaf.strides[1]) * leaf.bytes;
    bool const still = leaf.stands_still() && !leaf.packed && !what.facts->lines;
    inner[k] = !still;
    rows.kind = larger(rows.kind, kind_of_step(inner[k]));
  }
  for (index_t plane = 0; plane < over.shape[2]; ++plane) {
    for (index_t row = 0; row < over.shape[1]; row += tile_rows) {
      rows.count = std::min(tile_rows, over.shape[1] - row);
      for (int k = 0; k < over.leaf_count; ++k) {
        placed const& leaf = over.leaves[k];
        leaves[k] = leaf.row(plane, row);
        if (!leaf.packed) continue;
        gather_rows(leaf_copies[k], leaves[k], leaf.bytes, leaf.strides[1], leaf.strides[0], rows.count, columns);
        leaves[k] = leaf_copies[k];
      }
      std::byte* const out = over.out.row(plane, row);
      loop(over.out.packed ? out_copy : out, leaves, context, columns, rows);
      if (!over.out.packed) continue;
      scatter_rows(out, out_copy, over.out.bytes, over.out.strides[1], over.out.strides[0], rows.count, columns);
    }
  }
  return true;
}

}  // namespace sinter::detail
