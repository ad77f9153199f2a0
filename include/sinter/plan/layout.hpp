#pragma once

#include <sinter/core/short_vector.hpp>
#include <sinter/shape/operand.hpp>
#include <sinter/shape/shape.hpp>

namespace sinter::detail {

// One array as the loops see it.
struct stream {
  std::byte* base;
  int bytes;                  // of an element
  index_t strides[max_rank];  // in elements, one for each axis of the layout; 0 where it is broadcast
  index_t inner() const;      // stride of the innermost axis
  int rank;
};

inline index_t stream::inner() const { return rank == 0 ? 1 : strides[rank - 1]; }

// The index space of a statement with axes of extent 1 dropped and jointly contiguous axes merged.
struct layout {
  int rank = 0;
  index_t shape[max_rank];
  short_vector<stream, 6> streams;  // for an assignment the output first

  // The operands over the index space of `shape`, to which they broadcast, in its order.
  layout(lengths over, operand const* operands, int count);

  index_t inner() const { return rank == 0 ? 1 : shape[rank - 1]; }
  index_t rows() const { return size_of_shape({shape, rank > 0 ? rank - 1 : 0}); }
};

// Bytes of the distinct elements of a stream.
index_t distinct_bytes(stream const& s, layout const& over);
// The same with what lies between them in the same lines of the caches, and moves with them.
index_t moved_bytes(stream const& s, layout const& over);

// Orders the axes by the strides of stream 0, largest first, and turns its negative strides around. Changes the
// order in which elements are visited, never which elements meet.
void sort_axes(layout& over);

// Merges neighbouring axes that are one axis for every stream: strides[k] == shape[k + 1] * strides[k + 1].
void collapse_axes(layout& over);

}  // namespace sinter::detail
