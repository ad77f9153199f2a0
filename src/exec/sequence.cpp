#include "sequence.hpp"

#include <algorithm>

namespace sinter::detail {
namespace {

// A tree that is one array of the right type needs no evaluation.
bool is_one_leaf(expression_facts const& facts) {
  if (facts.blocked == nullptr || facts.blocked->instruction_count != 1) return false;
  instruction const& only = facts.blocked->instructions[0];
  return only.code == cast_code && only.type == only.result && only.operands[0] < facts.blocked->leaf_count;
}

}  // namespace

sequence::sequence(statement const& what, layout const& nest, index_t longest)
    : nest_(nest),
      loop_(what.fused),
      context_(what.context),
      program_{what.facts->blocked, what.constants, longest},
      size_(size_of_shape({nest.shape, nest.rank})),
      longest_(longest),
      is_leaf_(is_one_leaf(*what.facts)),
      memory_(static_cast<std::size_t>(longest * 8) * (nest.streams.size() + 1)) {
  if (choose_mode(*what.facts, size_, size_, false, {}).mode != mode::fused) {
    loop_ = &run_program;
    context_ = &program_;
  }
}

std::byte const* sequence::read(index_t first, index_t n) {
  std::byte const* leaves[max_slots];
  for (std::size_t k = 0; k < nest_.streams.size(); ++k) leaves[k] = leaf(k, first, n);
  if (is_leaf_) return leaves[0];
  loop_(memory_.data(), leaves, context_, n, one_row);
  return memory_.data();
}

std::byte const* sequence::leaf(std::size_t k, index_t first, index_t n) {
  stream const& s = nest_.streams[k];
  std::byte* const copy = memory_.data() + static_cast<index_t>(k + 1) * longest_ * 8;
  pack_kernel const gather = kernels().gather[size_index(s.bytes)];
  index_t const inner = nest_.inner();
  for (index_t done = 0; done < n;) {
    index_t const column = (first + done) % inner;
    index_t row = (first + done) / inner;
    index_t const length = std::min(n - done, inner - column);
    std::byte const* from = s.base + column * s.inner() * s.bytes;
    for (int axis = nest_.rank - 2; axis >= 0; --axis) {
      from += row % nest_.shape[axis] * s.strides[axis] * s.bytes;
      row /= nest_.shape[axis];
    }
    if (length == n && s.inner() == 1) return from;
    gather(copy + done * s.bytes, from, s.inner(), length);
    done += length;
  }
  return copy;
}

}  // namespace sinter::detail
