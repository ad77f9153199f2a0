#include <algorithm>

#include <sinter/plan/threads.hpp>

#include "interpreter.hpp"

namespace sinter::detail {
namespace {

constexpr index_t pack_bytes = 64 * 1024;
constexpr index_t longest_block = 512;
constexpr index_t chunk_elements = 64 * 1024;

// A rectangle of the nest: rows of the outer axes by columns of the innermost one.
struct rectangle {
  index_t first_row, last_row;
  index_t first_column, last_column;
};

// Walks rectangles of a nest and hands contiguous runs to the loop; what is not contiguous goes block by block
// through packed copies. One per thread.
class walker {
 public:
  walker(planned const& how, loop_function loop, void const* context)
      : nest_(how.nest), loop_(loop), context_(context), count_(static_cast<int>(how.nest.streams.size())) {
    for (int k = 0; k < count_; ++k) {
      index_t const inner = stream_at(k).inner();
      bool const shifted = k > 0 && (how.aliases[static_cast<std::size_t>(k - 1)] == alias::forward ||
                                     how.aliases[static_cast<std::size_t>(k - 1)] == alias::backward);
      packed_[k] = shifted || (inner != 1 && nest_.inner() > 1);
      packed_count_ += packed_[k];
      strided_ = strided_ || (inner != 0 && inner != 1);
    }
    backward_ = how.decisions.alias == alias::backward;
    ordered_ = backward_ || how.decisions.alias == alias::forward;
    block_ = packed_count_ == 0 ? nest_.inner() : std::min(longest_block, pack_bytes / (8 * packed_count_));
  }

  void run(rectangle const& over) {
    alignas(64) std::byte memory[pack_bytes];
    memory_ = memory;
    index_t const rows = over.last_row - over.first_row;
    index_t const blocks = (over.last_column - over.first_column + block_ - 1) / block_;
    auto const one = [&](index_t block, bool new_row) {
      index_t const first = over.first_column + block * block_;
      run_block(first, std::min(block_, over.last_column - first), new_row);
    };
    if (backward_) {
      for (index_t row = rows - 1; row >= 0; --row) {
        seek(over.first_row + row);
        for (index_t block = blocks - 1; block >= 0; --block) one(block, block == blocks - 1);
      }
    } else if (strided_ && !ordered_ && packed_count_ > 0) {
      // Down the rows for one block of columns after the other: strided reads find their lines in the cache.
      for (index_t block = 0; block < blocks; ++block) {
        seek(over.first_row);
        for (index_t row = 0; row < rows; ++row, advance()) one(block, true);
      }
    } else {
      seek(over.first_row);
      for (index_t row = 0; row < rows; ++row, advance()) {
        for (index_t block = 0; block < blocks; ++block) one(block, block == 0);
      }
    }
  }

 private:
  stream const& stream_at(int k) const { return nest_.streams[static_cast<std::size_t>(k)]; }

  // Pointers to the first column of a row.
  void seek(index_t row) {
    for (int k = 0; k < count_; ++k) row_[k] = stream_at(k).base;
    for (int axis = nest_.rank - 2; axis >= 0; --axis) {
      at_[axis] = row % nest_.shape[axis];
      row /= nest_.shape[axis];
      for (int k = 0; k < count_; ++k) row_[k] += at_[axis] * stream_at(k).strides[axis] * stream_at(k).bytes;
    }
  }

  // To the next row.
  void advance() {
    for (int axis = nest_.rank - 2; axis >= 0; --axis) {
      for (int k = 0; k < count_; ++k) row_[k] += stream_at(k).strides[axis] * stream_at(k).bytes;
      if (++at_[axis] < nest_.shape[axis]) return;
      at_[axis] = 0;
      for (int k = 0; k < count_; ++k) row_[k] -= nest_.shape[axis] * stream_at(k).strides[axis] * stream_at(k).bytes;
    }
  }

  void run_block(index_t first, index_t n, bool new_row) {
    std::byte const* leaves[max_slots];
    std::byte* free = memory_;
    std::byte* out = row_[0] + first * stream_at(0).bytes;
    if (packed_count_ == 0) {
      for (int k = 1; k < count_; ++k) leaves[k - 1] = row_[k] + first * stream_at(k).bytes;
      return loop_(out, leaves, context_, n);
    }
    for (int k = 0; k < count_; ++k) {
      stream const& s = stream_at(k);
      std::byte* at = row_[k] + first * s.inner() * s.bytes;
      if (packed_[k]) {
        std::byte* const copy = free;
        free += block_ * 8;
        // One element for the whole row: its block is still there.
        bool const is_there = s.inner() == 0 && !new_row;
        if (k > 0 && !is_there) gather(s)(copy, at, s.inner(), s.inner() == 0 ? block_ : n);
        at = copy;
      }
      if (k == 0) {
        out = at;
      } else {
        leaves[k - 1] = at;
      }
    }
    loop_(out, leaves, context_, n);
    if (packed_[0]) {
      stream const& s = stream_at(0);
      kernels().scatter[size_index(s.bytes)](row_[0] + first * s.inner() * s.bytes, out, s.inner(), n);
    }
  }

  static pack_kernel gather(stream const& s) { return kernels().gather[size_index(s.bytes)]; }

  layout const& nest_;
  loop_function loop_;
  void const* context_;
  int count_;
  int packed_count_ = 0;
  bool strided_ = false;
  bool ordered_ = false;
  bool backward_ = false;
  index_t block_ = 0;
  std::byte* memory_ = nullptr;
  bool packed_[max_slots + 1];
  std::byte* row_[max_slots + 1];
  index_t at_[max_rank];
};

struct task {
  planned const* how;
  loop_function loop;
  void const* context;
  bool by_rows;

  void run(index_t first, index_t last) const {
    layout const& nest = how->nest;
    rectangle const all{0, nest.rows(), 0, nest.inner()};
    rectangle const part =
        by_rows ? rectangle{first, last, 0, all.last_column} : rectangle{0, all.last_row, first, last};
    walker(*how, loop, context).run(part);
  }
};

}  // namespace

void run_nest(planned const& how, loop_function loop, void const* context) {
  if (how.decisions.elements == 0) return;
  index_t const rows = how.nest.rows();
  index_t const inner = how.nest.inner();
  bool const by_rows = rows >= 2 * how.decisions.threads || rows >= inner;
  task work{&how, loop, context, by_rows};
  if (how.decisions.threads <= 1) {
    work.run(0, by_rows ? rows : inner);
    return;
  }
  // A chunk is large enough to hide the cost of handing it out and small enough to balance.
  index_t const chunk =
      by_rows ? std::max<index_t>(1, chunk_elements / inner) : std::max<index_t>(4096, chunk_elements / rows);
  parallel_for(
      by_rows ? rows : inner, chunk, how.decisions.threads,
      [](void* self, index_t first, index_t last) { static_cast<task const*>(self)->run(first, last); }, &work);
}

}  // namespace sinter::detail
