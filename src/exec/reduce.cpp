#include <algorithm>
#include <array>
#include <vector>

#include <sinter/core/error.hpp>
#include <sinter/exec/reduce.hpp>
#include <sinter/plan/threads.hpp>

#include "sequence.hpp"

namespace sinter::detail {
namespace {

constexpr index_t run_elements = 1024;  // one leaf of the tree
constexpr index_t runs_per_chunk = 64;  // a power of two: a chunk is a subtree
constexpr int levels = 48;

// Partial results of a binary tree over runs that arrive in order: level k holds the fold of 2^k of them.
class tree_of_runs {
 public:
  tree_of_runs(kernel combine, std::byte* memory, std::size_t bytes, index_t lanes)
      : combine_(combine), memory_(memory), bytes_(bytes), lanes_(lanes) {}

  // Adds the fold of 2^level runs, which it may overwrite.
  void add(std::byte* folded, int level) {
    for (; (filled_ >> level) & 1; ++level) {
      into(at(level), folded);
      std::copy(at(level), at(level) + bytes_, folded);
      filled_ &= ~(std::uint64_t{1} << level);
    }
    std::copy(folded, folded + bytes_, at(level));
    filled_ |= std::uint64_t{1} << level;
  }

  // The fold of everything; the later runs are combined first.
  std::byte* total() {
    std::byte* result = nullptr;
    for (int level = 0; level < levels; ++level) {
      if (((filled_ >> level) & 1) == 0) continue;
      if (result != nullptr) into(at(level), result);
      result = at(level);
    }
    return result;
  }

 private:
  std::byte* at(int level) const { return memory_ + static_cast<std::size_t>(level) * bytes_; }
  void into(std::byte* left, std::byte const* right) const {
    std::byte const* operands[] = {left, right};
    combine_(left, operands, 0, lanes_);
  }

  kernel combine_;
  std::byte* memory_;
  std::size_t bytes_;
  index_t lanes_;
  std::uint64_t filled_ = 0;
};

// What all parts of one reduction share.
struct context {
  statement const& what;
  reduction const& how;
  element_type type;
  int bytes;
  kernel combine;
  fold_kernel fold;

  context(statement const& statement, reduction const& reduction)
      : what(statement),
        how(reduction),
        type(statement.out.type),
        bytes(size_of(type)),
        combine(kernels().operation[reduction.code][static_cast<int>(type)]),
        fold(kernels().fold[reduction.operation][static_cast<int>(type)]) {}

  index_t lanes() const { return reduction_bytes / bytes; }

  // Lane with lane, the upper half into the lower.
  void fold_lanes(std::byte* folded) const {
    for (index_t half = lanes() / 2; half > 0; half /= 2) {
      std::byte const* operands[] = {folded, folded + half * bytes};
      combine(folded, operands, 0, half);
    }
  }
};

// Folds the runs [first, last) of a sequence into reduction_bytes of lanes.
void fold_runs(context const& with, sequence& from, index_t first, index_t last, std::byte* lanes) {
  alignas(64) std::byte memory[levels * reduction_bytes];
  alignas(64) std::byte folded[reduction_bytes];
  tree_of_runs tree(with.combine, memory, reduction_bytes, with.lanes());
  for (index_t run = first; run < last; ++run) {
    index_t const at = run * run_elements;
    index_t const n = std::min(run_elements, from.size() - at);
    with.fold(folded, from.read(at, n), n);
    tree.add(folded, 0);
  }
  std::byte const* const total = tree.total();
  std::copy(total, total + reduction_bytes, lanes);
}

// One result from a whole sequence, in chunks that threads may share.
void fold_sequence(context const& with, layout const& nest, int threads, std::byte* result) {
  index_t const runs = (size_of_shape({nest.shape, nest.rank}) + run_elements - 1) / run_elements;
  index_t const chunks = (runs + runs_per_chunk - 1) / runs_per_chunk;
  buffer partial(static_cast<std::size_t>(chunks * reduction_bytes));
  auto const fold_chunk = [&](index_t chunk) {
    sequence from(with.what, nest, run_elements);
    fold_runs(with, from, chunk * runs_per_chunk, std::min(runs, (chunk + 1) * runs_per_chunk),
              partial.data() + chunk * reduction_bytes);
  };
  auto call = [](void* self, index_t first, index_t last) {
    for (; first < last; ++first) (*static_cast<decltype(fold_chunk)*>(self))(first);
  };
  parallel_for(chunks, 1, threads, call, const_cast<void*>(static_cast<void const*>(&fold_chunk)));
  alignas(64) std::byte memory[levels * reduction_bytes];
  tree_of_runs tree(with.combine, memory, reduction_bytes, with.lanes());
  for (index_t chunk = 0; chunk < chunks; ++chunk) tree.add(partial.data() + chunk * reduction_bytes, 0);
  std::byte* const total = tree.total();
  with.fold_lanes(total);
  std::copy(total, total + with.bytes, result);
}

// One axis space seen from a point of the other.
layout moved_to(layout nest, layout const& other, index_t position) {
  for (int axis = other.rank - 1; axis >= 0; --axis) {
    index_t const at = position % other.shape[axis];
    position /= other.shape[axis];
    for (std::size_t k = 0; k < nest.streams.size(); ++k) {
      nest.streams[k].base += at * other.streams[k].strides[axis] * other.streams[k].bytes;
    }
  }
  return nest;
}

// The axes that `bits` names, in their order; the streams are the leaves.
layout chosen_axes(statement const& what, unsigned bits) {
  index_t shape[max_rank];
  int rank = 0;
  std::vector<operand> leaves(what.leaves, what.leaves + what.leaf_count);
  std::vector<std::array<index_t, max_rank>> shapes(leaves.size()), strides(leaves.size());
  for (int axis = 0; axis < what.out.rank; ++axis) {
    if (((bits >> axis) & 1) == 0) continue;
    shape[rank] = what.out.shape[axis];
    for (std::size_t k = 0; k < leaves.size(); ++k) {
      int const own = axis - (what.out.rank - what.leaves[k].rank);
      shapes[k][static_cast<std::size_t>(rank)] = own < 0 ? 1 : what.leaves[k].shape[own];
      strides[k][static_cast<std::size_t>(rank)] = own < 0 ? 0 : what.leaves[k].strides[own];
    }
    ++rank;
  }
  for (std::size_t k = 0; k < leaves.size(); ++k) {
    leaves[k].rank = rank;
    leaves[k].shape = shapes[k].data();
    leaves[k].strides = strides[k].data();
  }
  return layout({shape, rank}, leaves.data(), what.leaf_count);
}

// Many results, each from a long sequence.
void fold_each(context const& with, layout const& kept, layout const& reduced, int threads, std::byte* result) {
  index_t const count = size_of_shape({kept.shape, kept.rank});
  auto const fold_one = [&](index_t position) {
    fold_sequence(with, moved_to(reduced, kept, position), 1, result + position * with.bytes);
  };
  auto call = [](void* self, index_t first, index_t last) {
    for (; first < last; ++first) (*static_cast<decltype(fold_one)*>(self))(first);
  };
  index_t const chunk =
      std::max(index_t{1}, 16 * 1024 / std::max(index_t{1}, size_of_shape({reduced.shape, reduced.rank})));
  parallel_for(count, chunk, threads, call, const_cast<void*>(static_cast<void const*>(&fold_one)));
}

// Many results side by side, row after row: rows are folded in groups of 16, the groups in a binary tree.
void fold_rows(context const& with, layout const& kept, layout const& reduced, int threads, std::byte* result) {
  constexpr index_t group = 16;
  constexpr index_t width = 512;
  index_t const count = size_of_shape({kept.shape, kept.rank});
  index_t const rows = size_of_shape({reduced.shape, reduced.rank});
  int depth = 2;
  while ((rows / group) >> depth) ++depth;
  auto const fold_block = [&](index_t block) {
    index_t const first = block * width;
    index_t const n = std::min(width, count - first);
    std::size_t const bytes = static_cast<std::size_t>(width * with.bytes);
    buffer memory(bytes * static_cast<std::size_t>(depth + 2));
    std::byte* const folded = memory.data();
    tree_of_runs tree(with.combine, memory.data() + bytes, bytes, n);
    for (index_t row = 0; row < rows; row += group) {
      for (index_t i = row; i < std::min(rows, row + group); ++i) {
        sequence from(with.what, moved_to(kept, reduced, i), width);
        std::byte const* const values = from.read(first, n);
        std::byte const* operands[] = {folded, values};
        if (i == row) {
          std::copy(values, values + n * with.bytes, folded);
        } else {
          with.combine(folded, operands, 0, n);
        }
      }
      tree.add(folded, 0);
    }
    std::byte const* const total = tree.total();
    std::copy(total, total + n * with.bytes, result + first * with.bytes);
  };
  auto call = [](void* self, index_t first, index_t last) {
    for (; first < last; ++first) (*static_cast<decltype(fold_block)*>(self))(first);
  };
  parallel_for((count + width - 1) / width, 1, threads, call, const_cast<void*>(static_cast<void const*>(&fold_block)));
}

// Folds nothing: 0 for sums, 1 for products, as the lanes of an empty run hold it.
void fill_with_identity(context const& with, std::byte* result, index_t count) {
  alignas(64) std::byte lanes[reduction_bytes];
  with.fold(lanes, nullptr, 0);
  if (with.how.code == ops::code_of<ops::add>) std::fill(lanes, lanes + reduction_bytes, std::byte{0});
  for (index_t i = 0; i < count; ++i) std::copy(lanes, lanes + with.bytes, result + i * with.bytes);
}

}  // namespace

void run_reduction(statement const& what, reduction const& how, operand const& result) {
  context const with(what, how);
  layout kept = chosen_axes(what, ~how.axes);
  layout reduced = chosen_axes(what, how.axes);
  index_t const count = size_of_shape({result.shape, result.rank});
  index_t const length = size_of_shape({reduced.shape, reduced.rank});
  if (count == 0) return;
  if (length == 0) {
    if (how.needs_elements) {
      throw shape_error(std::string(how.name) + ": no elements along the reduced axes of shape " +
                        to_string(lengths(what.out.shape, what.out.rank)));
    }
    return fill_with_identity(with, result.data, count);
  }
  collapse_axes(reduced);
  double bytes = 0;
  for (int k = 0; k < what.leaf_count; ++k) bytes += size_of(what.leaves[k].type);
  double const work = static_cast<double>(count) * static_cast<double>(length);
  int const threads = choose_threads(work * time_per_element(*what.facts, bytes, count * length));
  if (count == 1) return fold_sequence(with, reduced, threads, result.data);
  bool const last_axis_stays = ((how.axes >> (what.out.rank - 1)) & 1) == 0;
  if (last_axis_stays || length < 64) return fold_rows(with, kept, reduced, threads, result.data);
  fold_each(with, kept, reduced, threads, result.data);
}

unsigned axis_bits(index_t const* axes, int count, lengths shape, char const* name) {
  unsigned bits = 0;
  for (int i = 0; i < count; ++i) {
    index_t const axis = axes[i] < 0 ? axes[i] + shape.rank : axes[i];
    if (axis < 0 || axis >= shape.rank) {
      throw shape_error(std::string(name) + ": axis " + std::to_string(axes[i]) + " of an array of shape " +
                        to_string(shape));
    }
    if ((bits >> axis) & 1) throw shape_error(std::string(name) + ": axis " + std::to_string(axis) + " is named twice");
    bits |= 1u << axis;
  }
  return bits;
}

}  // namespace sinter::detail
