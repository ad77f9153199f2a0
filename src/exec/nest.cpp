#include <algorithm>
#include <cstdlib>

#include <sinter/plan/threads.hpp>

#include "interpreter.hpp"
#include "rows_in_place.hpp"

namespace sinter::detail {
namespace {

constexpr index_t tile_bytes = 24 * 1024;  // of all packed copies of a tile together: half of a small L1 cache
constexpr index_t longest_tile = 2048;
constexpr index_t tile_columns = 128;  // where a tile is transposed; 64 pages are what a first-level TLB holds

struct unit_steps {
  unsigned char inner[max_slots];
  index_t rows[max_slots + 1] = {};
  constexpr unit_steps() : inner() { std::fill(std::begin(inner), std::end(inner), std::uint8_t{1}); }
};
constexpr unit_steps of_one_row;

// Hands a nest of any kind to the loop: plane by plane where it can read every array in its place, tile by tile through
// packed copies where it cannot. One per thread.
class walker {
 public:
  walker(planned const& how, loop_function loop, void const* context)
      : nest_(how.nest),
        loop_(loop),
        context_(context),
        count_(static_cast<int>(how.nest.streams.size())),
        plane_rows_(nest_.rank < 2 ? 1 : nest_.shape[nest_.rank - 2]),
        rows_{1, steps_, inner_, 1, row_kind::plain, false},
        streaming_(how.decisions.stores == store_policy::streaming),
        backward_(how.decisions.alias == alias::backward) {
    bool crossed = false;
    for (int k = 0; k < count_; ++k) {
      stream const& s = stream_at(k);
      row_stride_[k] = nest_.rank < 2 ? 0 : s.strides[nest_.rank - 2];
      bool const still = k > 0 && s.inner() == 0;
      bool const shifted = k > 0 && (how.aliases[static_cast<std::size_t>(k - 1)] == alias::forward ||
                                     how.aliases[static_cast<std::size_t>(k - 1)] == alias::backward);
      index_t const inner = nest_.inner() == 1 && (!still || how.lines) ? 1 : s.inner();
      packed_[k] = shifted || !takes_step(how.decisions.mode, how.decisions.isa, how.lines, inner, s.bytes);
      packed_count_ += packed_[k];
      crossed = crossed || (packed_[k] && transposes(k));
      ordered_ = ordered_ || shifted;
      unsigned char const step = packed_[k] ? 1 : static_cast<unsigned char>(inner);
      rows_.kind = larger(rows_.kind, kind_of_step(step));
      if (k == 0) {
        rows_.out_inner = step;
        continue;
      }
      bytes_[k - 1] = static_cast<unsigned char>(s.bytes);
      inner_[k - 1] = step;
    }
    if (packed_count_ > 0) choose_tile(crossed);
  }

  void run(rectangle const& over) {
    alignas(64) std::byte memory[tile_bytes];
    memory_ = memory;
    first_column_ = over.first_column;
    columns_ = over.last_column - over.first_column;
    index_t const first_plane = over.first_row / plane_rows_;
    index_t const last_plane = (over.last_row + plane_rows_ - 1) / plane_rows_;
    for (index_t i = 0; i < last_plane - first_plane; ++i) {
      index_t const plane = backward_ ? last_plane - 1 - i : first_plane + i;
      if (i == 0 || backward_) {
        seek(plane);
      } else {
        advance();
      }
      index_t const first = std::max(over.first_row - plane * plane_rows_, index_t{0});
      run_plane(first, std::min(over.last_row - plane * plane_rows_, plane_rows_));
    }
    if (streaming_) store_fence();
  }

 private:
  stream const& stream_at(int k) const { return nest_.streams[static_cast<std::size_t>(k)]; }

  // Rows and columns of a leaf change places against those of the output.
  bool transposes(int k) const { return row_stride_[k] == 1 && std::abs(stream_at(k).inner()) > 1 && plane_rows_ > 1; }

  void choose_tile(bool crossed) {
    // Every copy begins at a line of its own.
    index_t const elements =
        std::clamp((tile_bytes / packed_count_ - index_t{alignment}) / 8, index_t{8}, longest_tile);
    index_t const inner = nest_.inner();
    tile_columns_ = std::min(inner, crossed && !ordered_ ? std::min(tile_columns, elements / 8) : elements);
    // Where the order of visit matters a tile is a run of it: whole rows or a part of one.
    tile_rows_ = ordered_ && tile_columns_ < inner ? 1 : std::max(index_t{1}, elements / tile_columns_);
  }

  // Pointers to the first element of a plane.
  void seek(index_t plane) {
    for (int k = 0; k < count_; ++k) plane_[k] = stream_at(k).base;
    for (int axis = nest_.rank - 3; axis >= 0; --axis) {
      at_[axis] = plane % nest_.shape[axis];
      plane /= nest_.shape[axis];
      for (int k = 0; k < count_; ++k) plane_[k] += at_[axis] * stream_at(k).strides[axis] * stream_at(k).bytes;
    }
  }

  // To the next plane.
  void advance() {
    for (int axis = nest_.rank - 3; axis >= 0; --axis) {
      for (int k = 0; k < count_; ++k) plane_[k] += stream_at(k).strides[axis] * stream_at(k).bytes;
      if (++at_[axis] < nest_.shape[axis]) return;
      at_[axis] = 0;
      for (int k = 0; k < count_; ++k) plane_[k] -= nest_.shape[axis] * stream_at(k).strides[axis] * stream_at(k).bytes;
    }
  }

  std::byte* element(int k, index_t row, index_t column) const {
    stream const& s = stream_at(k);
    return plane_[k] + (row * row_stride_[k] + column * s.inner()) * s.bytes;
  }

  void run_plane(index_t first, index_t last) {
    if (packed_count_ > 0) return run_tiles(first, last);
    for (int k = 0; k < count_; ++k) steps_[k] = row_stride_[k] * stream_at(k).bytes;
    if (!streaming_) return run_rows(first, last - first, first_column_, columns_);
    for (index_t row = first; row < last; ++row) stream_row(row);
  }

  void run_rows(index_t row, index_t rows, index_t column, index_t n) {
    std::byte const* leaves[max_slots];
    for (int k = 1; k < count_; ++k) leaves[k - 1] = element(k, row, column);
    rows_.count = rows;
    loop_(element(0, row, column), leaves, context_, n, rows_);
  }

  void stream_row(index_t row) {
    std::byte const* leaves[max_slots];
    for (int k = 1; k < count_; ++k) leaves[k - 1] = element(k, row, first_column_);
    run_streaming({loop_, context_, element(0, row, first_column_), stream_at(0).bytes, leaves, bytes_, count_ - 1},
                  columns_, rows_);
  }

  void run_tiles(index_t first, index_t last) {
    index_t const high = (last - first + tile_rows_ - 1) / tile_rows_;
    index_t const wide = (columns_ + tile_columns_ - 1) / tile_columns_;
    for (index_t i = 0; i < high * wide; ++i) {
      index_t const tile = backward_ ? high * wide - 1 - i : i;
      index_t const row = first + tile / wide * tile_rows_;
      index_t const column = tile % wide * tile_columns_;
      run_tile(row, std::min(tile_rows_, last - row), first_column_ + column,
               std::min(tile_columns_, columns_ - column));
    }
  }

  void run_tile(index_t row, index_t rows, index_t column, index_t n) {
    std::byte const* leaves[max_slots];
    std::byte* free = memory_;
    std::byte* out = element(0, row, column);
    for (int k = 0; k < count_; ++k) {
      stream const& s = stream_at(k);
      std::byte* at = element(k, row, column);
      steps_[k] = row_stride_[k] * s.bytes;
      if (packed_[k]) {
        if (k > 0) gather_rows(free, at, s.bytes, row_stride_[k], s.inner(), rows, n);
        at = free;
        steps_[k] = n * s.bytes;
        free += aligned_bytes(tile_rows_ * tile_columns_ * s.bytes);
      }
      if (k == 0) {
        out = at;
      } else {
        leaves[k - 1] = at;
      }
    }
    rows_.count = rows;
    loop_(out, leaves, context_, n, rows_);
    if (!packed_[0]) return;
    stream const& s = stream_at(0);
    scatter_rows(element(0, row, column), out, s.bytes, row_stride_[0], s.inner(), rows, n);
  }

  layout const& nest_;
  loop_function loop_;
  void const* context_;
  int count_;
  index_t plane_rows_;
  loop_rows rows_;
  bool streaming_;
  bool backward_;
  bool ordered_ = false;
  int packed_count_ = 0;
  index_t tile_rows_ = 0;
  index_t tile_columns_ = 0;
  index_t first_column_ = 0;
  index_t columns_ = 0;
  std::byte* memory_ = nullptr;
  bool packed_[max_slots + 1];
  index_t row_stride_[max_slots + 1];
  index_t steps_[max_slots + 1];
  unsigned char inner_[max_slots + 1];  // of the leaves
  unsigned char bytes_[max_slots + 1];  // the same
  std::byte* plane_[max_slots + 1];
  index_t at_[max_rank];
};

struct any_nest {
  planned const& how;
  loop_function loop;
  void const* context;

  void run(rectangle const& part) const { walker(how, loop, context).run(part); }
};

}  // namespace

void run_each_row(loop_function loop, std::byte* out, std::byte const* const* leaves, int leaf_count,
                  void const* context, index_t n, loop_rows const& rows) {
  std::byte const* at[max_slots];
  std::copy(leaves, leaves + leaf_count, at);
  loop_rows one = rows;
  one.count = 1;
  for (index_t row = 0; row < rows.count; ++row) {
    loop(out, at, context, n, one);
    out += rows.steps[0];
    for (int k = 0; k < leaf_count; ++k) at[k] += rows.steps[k + 1];
  }
}

constinit loop_rows const one_row{1, of_one_row.rows, of_one_row.inner, 1, row_kind::plain, false};

void run_nest(planned const& how, loop_function loop, void const* context) {
  if (how.decisions.elements == 0) return;
  index_t const rows = how.nest.rows(), columns = how.nest.inner();
  int const threads = how.decisions.threads;
  if (rows_in_place::fits(how)) return share<rows_in_place>(rows, columns, threads, how, loop, context);
  share<any_nest>(rows, columns, threads, how, loop, context);
}

}  // namespace sinter::detail
