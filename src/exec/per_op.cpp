#include "interpreter.hpp"

namespace sinter::detail {
namespace {

constexpr std::size_t statement_stack_bytes = 16 * 1024;

std::size_t padded(index_t elements, int bytes) { return static_cast<std::size_t>(spaced_bytes(elements * bytes)); }

bool touches(operand const& a, operand const& b, lengths shape) {
  operand const both[] = {a, b};
  layout const over(shape, both, 2);
  return may_overlap(over.streams[0], over.streams[1], over);
}

// How the simple loops read a leaf.
enum class access { direct, single, packed };

access access_of(operand const& leaf, operand const& out, bool out_is_direct) {
  lengths const shape(out.shape, out.rank);
  lengths const own(leaf.shape, leaf.rank);
  if (same_shape(own, shape) && is_contiguous(own, leaf.strides)) {
    if (!out_is_direct || (leaf.data == out.data && size_of(leaf.type) == size_of(out.type))) return access::direct;
    auto const bytes = size_of_shape(shape) * size_of(leaf.type);
    auto const out_bytes = size_of_shape(shape) * size_of(out.type);
    bool const apart = leaf.data + bytes <= out.data || out.data + out_bytes <= leaf.data;
    return apart ? access::direct : access::packed;
  }
  if (size_of_shape(own) == 1) {
    bool const inside = out_is_direct && touches(out, leaf, shape);
    return inside ? access::packed : access::single;
  }
  return access::packed;
}

}  // namespace

// Every leaf is read whole before the output is written, in its place or in a copy: overlap needs no analysis.
void run_per_op(statement const& what) {
  program const& steps = *what.facts->blocked;
  lengths const shape(what.out.shape, what.out.rank);
  index_t const n = size_of_shape(shape);
  if (n == 0) return;
  bool const direct = is_contiguous(shape, what.out.strides);
  slots at;
  std::size_t needed = padded(n, 8) * static_cast<std::size_t>(steps.temporary_count + (direct ? 0 : 1));
  for (int k = 0; k < what.leaf_count; ++k) {
    access const how = access_of(what.leaves[k], what.out, direct);
    at.data[k] = how == access::packed ? nullptr : what.leaves[k].data;
    at.single[k] = how == access::single;
    if (how == access::packed) needed += padded(n, size_of(what.leaves[k].type));
  }
  alignas(64) std::byte stack[statement_stack_bytes + spacing];
  std::byte* free = needed <= statement_stack_bytes ? spaced_from(stack, what.out.data) : scratch(needed);
  auto const take = [&](int bytes) {
    std::byte* const taken = free;
    free += padded(n, bytes);
    return taken;
  };
  for (int k = 0; k < what.leaf_count; ++k) {
    if (at.data[k] != nullptr) continue;
    at.data[k] = take(size_of(what.leaves[k].type));
    pack(at.data[k], what.leaves[k], shape);
  }
  std::byte constants[max_slots][8];
  if (steps.constant_count > 0) what.facts->constants(what.context, constants);
  int slot = what.leaf_count;
  for (int k = 0; k < steps.constant_count; ++k, ++slot) {
    at.data[slot] = constants[k];
    at.single[slot] = true;
  }
  for (int k = 0; k < steps.temporary_count; ++k, ++slot) {
    at.data[slot] = take(8);
    at.single[slot] = false;
  }
  std::byte* const out = direct ? what.out.data : take(8);
  run_instructions(steps, at, out, n);
  if (!direct) unpack(what.out, out);
  if (needed > statement_stack_bytes) trim_scratch();
}

}  // namespace sinter::detail
