#pragma once

#include <cstddef>
#include <limits>

#include <sinter/core/relaxed.hpp>
#include <sinter/ops/list.hpp>

namespace sinter::detail {

// out[i] = op(operands[0][i], …) for n elements, all contiguous, without overlap other than out being an operand.
// Bit k of `scalars`: operand k is a single element that stands for all.
using kernel = void (*)(std::byte* out, std::byte const* const* operands, unsigned scalars, index_t n);

// Where the kernels for elements of this size stand in the tables of gather and scatter.
constexpr int size_index(index_t bytes) { return bytes == 1 ? 0 : bytes == 2 ? 1 : bytes == 4 ? 2 : 3; }

// Gathers n elements at a stride (in elements) into a contiguous run, or the reverse.
using pack_kernel = void (*)(std::byte* to, std::byte const* from, index_t stride, index_t n);

// sine[i] = sin(from[i]) and cosine[i] = cos(from[i]), with the bits of the kernels of the two: they share most of their
// steps. `from` may be one of both.
using turn_kernel = void (*)(std::byte* sine, std::byte* cosine, std::byte const* from, index_t n);

// to[r * columns + c] = from[c * stride + r] for all r < rows and c < columns.
using transpose_kernel = void (*)(std::byte* to, std::byte const* from, index_t stride, index_t rows, index_t columns);

// How reductions fold a matrix of rows into one row, on every ISA: run after run of fold_run_rows rows, each from the
// first row to the last, groups of fold_group_runs runs likewise, and the groups in a binary tree. Columns are independent.
// Groups, as what waits in a tree is gone from L1 when it is its turn: the reading of memory stops for it.
inline constexpr index_t fold_run_rows = 32;
inline constexpr index_t fold_group_runs = 16;
inline constexpr index_t fold_row_bytes = 512;        // at least; short rows are merged to so many
inline constexpr index_t fold_far_bytes = 32 * 1024;  // rows over more than this are not folded all at once
inline constexpr index_t fold_run_bytes = fold_run_rows * fold_row_bytes;
inline constexpr index_t fold_group_bytes = fold_group_runs * fold_run_bytes;

// What an operation of ops::foldable leaves as it is; the sum of negative zeros keeps its sign.
template <class Op, class Element>
inline constexpr Element fold_identity = [] {
  using limits = std::numeric_limits<Element>;
  if constexpr (std::same_as<Op, ops::add>) {
    return static_cast<Element>(-0.0);
  } else if constexpr (std::same_as<Op, ops::multiply>) {
    return Element(1);
  } else if constexpr (std::same_as<Op, ops::minimum>) {
    return limits::has_infinity ? limits::infinity() : limits::max();
  } else if constexpr (std::same_as<Op, ops::maximum>) {
    return limits::has_infinity ? -limits::infinity() : limits::lowest();
  } else {
    return Element(std::same_as<Op, ops::logical_and> || std::same_as<Op, ops::bit_and>);
  }
}();

// Adds `rows` rows of n elements, `step` bytes apart, to the rows [0, first_row) that `stack` holds: an incomplete run
// in its first `level` bytes, an incomplete group of runs in the next, then level k of the tree, 2^k groups, where bit k
// of the number of complete groups is set. Without rows, before the first row of a run: makes the incomplete one the identity.
using fold_rows_kernel = void (*)(std::byte* stack, index_t level, index_t first_row, std::byte const* from,
                                  index_t step, index_t rows, index_t n);

// The way of a complete run up the tree: join(row) folds what it comes to behind a row of the stack, which it replaces.
// Returns where the result belongs.
template <class Join>
SINTER_INLINE std::byte* join_run(std::byte* stack, index_t level, index_t run, Join const& join) {
  stack += level;
  index_t const place = run % fold_group_runs;
  if (place != 0) join(stack);
  if (place != fold_group_runs - 1) return stack;
  stack += level;
  for (index_t group = run / fold_group_runs; group & 1; group >>= 1, stack += level) join(stack);
  return stack;
}

// Folds elements first to end - 1, at most a group, of contiguous leaves, or of an expression of them: merged rows of
// fold_row_bytes, of which the last may be short. To one element, or to a row.
enum class fold_to : unsigned char { element, row };
using fold_function = void (*)(std::byte* to, fold_to kind, std::byte const* const* leaves, void const* context,
                               index_t first, index_t end);

// to[r * left], … = the fold of row r of n elements, at most one run's: lane j of L = fold_row_bytes / size gets the
// elements j, j + L, j + 2 L, … in this order; then the upper half of the lanes is folded into the lower until `left` are
// left: one, or a power of two of at most most_left_bytes, not above n.
using fold_each_kernel = void (*)(std::byte* to, std::byte const* from, index_t step, index_t rows, index_t n,
                                  index_t left);
inline constexpr index_t most_left_bytes = 128;  // what 8 registers of every ISA hold

// The loops of one operation that folds, for one type.
struct fold_kernels {
  index_t bytes;  // of an element
  kernel combine;
  fold_rows_kernel rows;
  fold_each_kernel each;
  fold_function group;  // of one leaf

  // left[i] = op(left[i], right[i])
  void into(std::byte* left, std::byte const* right, index_t n) const {
    std::byte const* operands[] = {left, right};
    combine(left, operands, 0, n);
  }
};

// The precompiled loops of one ISA. Entries that make no sense (`&` on doubles) are null.
struct kernel_table {
  isa value;
  kernel operation[ops::all::size][element_type_count];  // [code_of<Op>][operand type]
  kernel cast[element_type_count][element_type_count];   // [from][to]
  turn_kernel turn[2];                                   // of float, of double
  kernel select[4];                                      // [log2 of the element size]; operand 0 is bool
  pack_kernel gather[4];                                 // [log2 of the element size]
  pack_kernel scatter[4];
  transpose_kernel transpose[4];
  fold_kernels folds[ops::foldable::size][element_type_count];
};

constexpr int log2_of_size(element_type type) {
  int const bytes = size_of(type);
  return bytes == 1 ? 0 : bytes == 2 ? 1 : bytes == 4 ? 2 : 3;
}

// The best ISA of the CPU and the operating system that the library has kernels for.
isa best_isa();

// Whether the CPU moves a register of 512 bits in halves: Zen 4, as SINTER_HALF_REGISTERS tells of its compiler.
bool moves_by_halves();
// Whether it is one of Intel's, whose prefetchers follow more rows, and pages, at once.
bool is_of_intel();

extern relaxed<int> chosen_isa;  // negative until it is chosen
isa choose_isa();

// The table of the active ISA, chosen at first use from the CPU and SINTER_ISA.
extern kernel_table const* chosen_kernels;  // null until it is chosen
kernel_table const& choose_kernels();
SINTER_INLINE kernel_table const& kernels() {
  kernel_table const* const chosen = __atomic_load_n(&chosen_kernels, __ATOMIC_ACQUIRE);
  return chosen != nullptr ? *chosen : choose_kernels();
}

}  // namespace sinter::detail

namespace sinter {

// The ISA whose kernels run: the best that the CPU and the operating system support, or what SINTER_ISA forces it
// down to. Throws parse_error when SINTER_ISA is no ISA or one that the CPU lacks.
SINTER_INLINE isa active_isa() {
  int const chosen = detail::chosen_isa.load();
  return chosen >= 0 ? static_cast<isa>(chosen) : detail::choose_isa();
}

char const* to_string(isa value);

}  // namespace sinter
