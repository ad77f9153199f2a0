#include "interpreter.hpp"

namespace sinter::detail {
namespace {

// For moving elements only their size counts.
element_type same_size_type(int bytes) {
  return bytes == 1   ? element_type::uint8
         : bytes == 2 ? element_type::uint16
         : bytes == 4 ? element_type::uint32
                      : element_type::uint64;
}

// Points a stream at a contiguous copy of its distinct elements.
buffer copy_stream(stream& s, layout const& over) {
  index_t shape[max_rank];
  index_t size = 1;
  for (int axis = 0; axis < over.rank; ++axis) {
    shape[axis] = s.strides[axis] == 0 ? 1 : over.shape[axis];
    size *= shape[axis];
  }
  buffer copy(static_cast<std::size_t>(size * s.bytes));
  pack(copy.data(), {s.base, shape, s.strides, over.rank, same_size_type(s.bytes)}, {shape, over.rank});
  index_t stride = 1;
  for (int axis = over.rank - 1; axis >= 0; --axis) {
    if (s.strides[axis] != 0) s.strides[axis] = stride;
    stride *= shape[axis];
  }
  s.base = copy.data();
  return copy;
}

}  // namespace

overlap_copies::overlap_copies(planned& how) {
  if (how.decisions.alias != alias::copy) return;
  layout& over = how.nest;
  stream& out = over.streams.front();
  index_t needed = 0;
  for (std::size_t k = 0; k < how.aliases.size(); ++k) {
    if (how.aliases[k] == alias::copy) needed += distinct_bytes(over.streams[k + 1], over);
  }
  index_t const out_bytes = how.decisions.elements * out.bytes;
  if (needed > out_bytes) {
    result_ = out;
    output_ = buffer(static_cast<std::size_t>(out_bytes));
    out.base = output_.data();
    row_major_strides({over.shape, over.rank}, out.strides);
    for (alias& found : how.aliases) found = alias::none;
    how.decisions.alias = alias::none;
  } else {
    how.decisions.alias = alias::none;
    for (std::size_t k = 0; k < how.aliases.size(); ++k) {
      if (how.aliases[k] == alias::copy) {
        leaves_.push_back(copy_stream(over.streams[k + 1], over));
        how.aliases[k] = alias::none;
      }
      if (how.aliases[k] > how.decisions.alias) how.decisions.alias = how.aliases[k];
    }
  }
}

void overlap_copies::write_back(layout const& over) const {
  unpack({result_.base, over.shape, result_.strides, over.rank, same_size_type(result_.bytes)}, output_.data());
}

}  // namespace sinter::detail
