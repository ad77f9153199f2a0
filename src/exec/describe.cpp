#include <algorithm>
#include <vector>

#include <sinter/core/error.hpp>
#include <sinter/exec/describe.hpp>

namespace sinter::detail {
namespace {

struct shape_of_slot {
  index_t extents[max_rank];
  int rank = 0;

  lengths value() const { return {extents, rank}; }
};

// Stretches `to` by `other`, which may have more axes.
bool stretch(shape_of_slot& to, lengths other) {
  if (other.rank > to.rank) {
    int const added = other.rank - to.rank;
    std::copy_backward(to.extents, to.extents + to.rank, to.extents + other.rank);
    std::fill(to.extents, to.extents + added, 1);
    to.rank = other.rank;
  }
  return broadcast_into(to.extents, to.rank, other);
}

template <class... Ops>
char const* name_of_code(short code, type_list<Ops...>) {
  char const* const names[] = {Ops::name...};
  return code == select_code ? ops::select::name : code == cast_code ? "cast" : names[code];
}

// Only to say which operation does not fit: follows the shapes through the program.
[[noreturn]] void throw_mismatch(operand const* leaves, program const& what) {
  std::vector<shape_of_slot> slots(max_slots);
  for (int k = 0; k < what.leaf_count; ++k) {
    slots[static_cast<std::size_t>(k)].rank = leaves[k].rank;
    std::copy(leaves[k].shape, leaves[k].shape + leaves[k].rank, slots[static_cast<std::size_t>(k)].extents);
  }
  for (int i = 0; i < what.instruction_count; ++i) {
    instruction const& step = what.instructions[i];
    shape_of_slot result;
    for (int k = 0; k < step.operand_count; ++k) {
      shape_of_slot const before = result;
      lengths const next = slots[static_cast<std::size_t>(step.operands[k])].value();
      if (!stretch(result, next)) {
        throw_shape_mismatch(name_of_code(step.code, ops::all{}), before.value(), next);
      }
    }
    if (step.target != result_slot) slots[static_cast<std::size_t>(step.target)] = result;
  }
  throw_shape_mismatch("expression", {leaves[0].shape, leaves[0].rank}, {leaves[1].shape, leaves[1].rank});
}

}  // namespace

int broadcast_shape(operand const* leaves, int count, program const* what, index_t* shape) {
  shape_of_slot result;
  for (int k = 0; k < count; ++k) {
    shape_of_slot const before = result;
    lengths const next(leaves[k].shape, leaves[k].rank);
    if (stretch(result, next)) continue;
    if (what != nullptr) throw_mismatch(leaves, *what);
    throw_shape_mismatch("map", before.value(), next);
  }
  std::copy(result.extents, result.extents + result.rank, shape);
  return result.rank;
}

void broadcast_shape(operand const* leaves, int count, program const* what, index_t* shape, int rank) {
  index_t found[max_rank];
  int const axes = broadcast_shape(leaves, count, what, found);
  if (axes != rank) {
    throw shape_error("an expression of shape " + to_string(lengths(found, axes)) + " does not have rank " +
                      std::to_string(rank));
  }
  std::copy(found, found + axes, shape);
}

void broadcast_shape(operand const* leaves, int count, program const* what, extents<dynamic_rank>& shape) {
  index_t found[max_rank];
  shape = extents<dynamic_rank>(broadcast_shape(leaves, count, what, found));
  std::copy(found, found + shape.size(), shape.data());
}

namespace {

// Whether the leaves broadcast to the shape of the output and, taken together, have every extent of it.
bool cover(lengths shape, operand const* leaves, int count) {
  unsigned covered = 0;
  for (int axis = 0; axis < shape.rank; ++axis) covered |= static_cast<unsigned>(shape[axis] == 1) << axis;
  bool has_rank = false;
  for (int k = 0; k < count; ++k) {
    int const missing = shape.rank - leaves[k].rank;
    if (missing < 0) return false;
    has_rank = has_rank || missing == 0;
    for (int axis = missing; axis < shape.rank; ++axis) {
      index_t const extent = leaves[k].shape[axis - missing];
      if (extent == shape[axis]) {
        covered |= 1u << axis;
      } else if (extent != 1) {
        return false;
      }
    }
  }
  return has_rank && covered == ~0u >> (max_rank - shape.rank);
}

}  // namespace

bool have_shape(statement const& what) {
  lengths const wanted(what.out.shape, what.out.rank);
  if (wanted.rank > 0 && cover(wanted, what.leaves, what.leaf_count)) return true;
  index_t shape[max_rank];
  int const rank = broadcast_shape(what.leaves, what.leaf_count, what.facts->blocked, shape);
  return same_shape(lengths(shape, rank), wanted);
}

void check_shapes(statement const& what) {
  lengths const wanted(what.out.shape, what.out.rank);
  if (wanted.rank > 0 && cover(wanted, what.leaves, what.leaf_count)) return;
  index_t shape[max_rank];
  lengths const found(shape, broadcast_shape(what.leaves, what.leaf_count, what.facts->blocked, shape));
  bool fits = found.rank <= wanted.rank;
  for (int axis = 0; fits && axis < found.rank; ++axis) {
    fits = found[axis] == 1 || found[axis] == wanted[wanted.rank - found.rank + axis];
  }
  if (!fits) throw_not_broadcastable(found, wanted);
}

}  // namespace sinter::detail
