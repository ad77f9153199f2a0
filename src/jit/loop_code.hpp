#pragma once

#include <cstdint>
#include <vector>

#include <sinter/expr/program.hpp>
#include <sinter/kernels/table.hpp>

// Machine code for a part of a program, written at run time: one loop over registers of the CPU's ISA, as a compiler makes
// of a fused loop in a file for that ISA.

namespace sinter::detail {

// Instructions first to last - 1 of a program.
struct loop_request {
  program const& what;
  int first;
  int last;
  bool const* single;    // of every slot: one element that stands for all
  short const* same_as;  // of every leaf: the first one that is the same array
  isa target;
  int register_bytes;  // at most those of the ISA
  bool streaming;      // the result goes past the caches, to memory aligned to lines
  short fold;          // code of the operation that folds the values; negative: they are stored
};

// Computes rows of n elements: those of a slot begin at data[slot], the results at `out`, and steps[0] and steps[leaf + 1]
// bytes further for the next row. Returns how many of a row it computed: the last ones, fewer than a register holds, are
// left over where the ISA has no masks. Overwrites `data`. With a fold: n elements, whole runs, as a group of them is folded
// (fold_kernels), to one row at `out`.
using loop_code = index_t (*)(std::byte** data, std::byte* out, index_t n, index_t rows, index_t const* steps);

// Whether a loop may hold the instruction.
bool can_write(instruction const& step, bool const* single, isa target);

// Whether the results of a program can come from a loop, and go past the caches.
bool ends_in_loop(program const& what);

// The code, which may run at any address; it begins at loop_entry. Empty where the registers do not suffice, or masks do not
// fit each other.
std::vector<std::uint8_t> write_loop(loop_request const& what);
inline constexpr std::size_t loop_entry = 1088;  // constants lie before it

}  // namespace sinter::detail
