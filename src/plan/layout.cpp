#include <algorithm>

#include <sinter/plan/layout.hpp>

namespace sinter::detail {
namespace {

index_t magnitude(index_t stride) { return stride < 0 ? -stride : stride; }

void swap_axes(layout& over, int a, int b) {
  std::swap(over.shape[a], over.shape[b]);
  for (stream& s : over.streams) std::swap(s.strides[a], s.strides[b]);
}

// Whether axis a belongs outside axis b: by the first stream that has different strides on them.
bool goes_outside(layout const& over, int a, int b) {
  for (stream const& s : over.streams) {
    index_t const left = magnitude(s.strides[a]);
    index_t const right = magnitude(s.strides[b]);
    if (left != right && left != 0 && right != 0) return left > right;
  }
  return a < b;
}

void flip_negative(layout& over) {
  for (int axis = 0; axis < over.rank; ++axis) {
    if (over.streams.front().strides[axis] >= 0) continue;
    for (stream& s : over.streams) {
      s.base += (over.shape[axis] - 1) * s.strides[axis] * s.bytes;
      s.strides[axis] = -s.strides[axis];
    }
  }
}

bool can_merge(layout const& over, int axis) {
  return std::all_of(over.streams.begin(), over.streams.end(),
                     [&](stream const& s) { return s.strides[axis] == over.shape[axis + 1] * s.strides[axis + 1]; });
}

}  // namespace

layout::layout(lengths over, operand const* operands, int count) : streams(static_cast<std::size_t>(count)) {
  for (int axis = 0; axis < over.rank; ++axis) {
    if (over[axis] != 1) shape[rank++] = over[axis];
  }
  for (int k = 0; k < count; ++k) {
    operand const& from = operands[k];
    stream& to = streams[static_cast<std::size_t>(k)];
    to.base = from.data;
    to.bytes = size_of(from.type);
    to.rank = rank;
    int const missing = over.rank - from.rank;
    int kept = 0;
    for (int axis = 0; axis < over.rank; ++axis) {
      if (over[axis] == 1) continue;
      bool const has_axis = axis >= missing && from.shape[axis - missing] != 1;
      to.strides[kept++] = has_axis ? from.strides[axis - missing] : 0;
    }
  }
}

index_t distinct_bytes(stream const& s, layout const& over) {
  index_t bytes = s.bytes;
  for (int axis = 0; axis < over.rank; ++axis) bytes *= s.strides[axis] == 0 ? 1 : over.shape[axis];
  return bytes;
}

index_t moved_bytes(stream const& s, layout const& over) {
  index_t nearest = 64 / s.bytes;  // as far apart as a line is long, at most
  for (int axis = 0; axis < over.rank; ++axis) {
    index_t const stride = magnitude(s.strides[axis]);
    if (over.shape[axis] > 1 && stride != 0) nearest = std::min(nearest, stride);
  }
  return distinct_bytes(s, over) * nearest;
}

void sort_axes(layout& over) {
  for (int i = 1; i < over.rank; ++i) {
    for (int k = i; k > 0 && goes_outside(over, k, k - 1); --k) swap_axes(over, k, k - 1);
  }
  flip_negative(over);
}

void collapse_axes(layout& over) {
  int kept = over.rank - 1;
  for (int axis = over.rank - 2; axis >= 0; --axis) {
    // `kept` is the last axis that was kept; axis and kept are neighbours once the gap between them is merged.
    over.shape[kept - 1] = over.shape[axis];
    for (stream& s : over.streams) s.strides[kept - 1] = s.strides[axis];
    if (can_merge(over, kept - 1)) {
      over.shape[kept] *= over.shape[kept - 1];
    } else {
      --kept;
    }
  }
  if (kept > 0) {
    for (int axis = kept; axis < over.rank; ++axis) {
      over.shape[axis - kept] = over.shape[axis];
      for (stream& s : over.streams) s.strides[axis - kept] = s.strides[axis];
    }
    over.rank -= kept;
  }
  for (stream& s : over.streams) s.rank = over.rank;
}

}  // namespace sinter::detail
