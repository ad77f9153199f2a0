#pragma once

#include <cstdint>
#include <vector>

#include <sinter/exec/execute.hpp>
#include <sinter/kernels/table.hpp>
#include <sinter/memory/buffer.hpp>
#include <sinter/plan/planned.hpp>

#include "passes.hpp"

namespace sinter::detail {

void run_per_op(statement const& what);

// A program as a loop function: the context of `run_program`.
struct interpreted {
  expression_facts const& facts;
  void const* context;  // of the statement
  index_t block;        // elements
};

// Runs the program over rows of n elements in blocks, with temporaries on the stack.
void run_program(std::byte* out, std::byte const* const* leaves, void const* context, index_t n, loop_rows const& rows);

// Runs the instructions once over n elements. `at` holds the leaves, constants and temporaries.
void run_instructions(program const& what, slots const& at, std::byte* out, index_t n);

// ns of one thread for n elements, from the cost table, with its arrays as they lie: of every second element whole lines
// move, and what is read twice moves once.
double work_of(statement const& what, index_t n);

// Runs `loop` over the nest: blocks, packing of what is not contiguous, threads.
void run_nest(planned const& how, loop_function loop, void const* context);

// One row whose whole lines go past the caches, and what comes before the first one through them; moves the pointers of
// the leaves. A fence must follow before other threads read it.
struct streamed_row {
  loop_function loop;
  void const* context;
  std::byte* out;
  int bytes;  // of an element of it
  std::byte const** leaves;
  unsigned char const* leaf_bytes;
  int leaf_count;
};
void run_streaming(streamed_row const& what, index_t n, loop_rows const& rows);
// The same of a plain row, some lines of each of several pages in turn: where one array is read it takes a sixth less on
// Intel's CPUs.
void run_streaming_by_pages(streamed_row const& what, index_t n);
void store_fence();

// Runs `loop` over a statement that needs no plan: unit strides or none along the last axis, no axes to sort, no overlap
// but of an element with itself. False, and nothing done, for any other. O(leaves * rank) before the first element.
bool run_directly(statement const& what, loop_function loop, void const* context);
bool is_direct(statement const& what);

// Bytes rounded up to whole alignments: copies of elements of different sizes lie beside each other.
constexpr index_t aligned_bytes(index_t bytes) {
  constexpr auto to = static_cast<index_t>(alignment);
  return (bytes + to - 1) / to * to;
}

// The same for what operations read and write side by side: spaced as arrays are, so that they do not wait for each other.
constexpr index_t spaced_bytes(index_t bytes) {
  constexpr auto to = static_cast<index_t>(spacing);
  return is_spaced(static_cast<std::size_t>(bytes)) ? (bytes + to - 1) / to * to : aligned_bytes(bytes);
}

// The first place in `memory`, aligned, which stands to multiples of the spacing as `beside` does.
inline std::byte* spaced_from(std::byte* memory, std::byte const* beside) {
  auto const apart = reinterpret_cast<std::uintptr_t>(beside) - reinterpret_cast<std::uintptr_t>(memory);
  return memory + apart % spacing / alignment * alignment;
}

// A strided rectangle into a row-major run, and back. Strides are in elements. Read in squares where neighbours in memory
// lie along a column.
void gather_rows(std::byte* to, std::byte const* from, index_t bytes, index_t row_stride, index_t column_stride,
                 index_t rows, index_t columns);
void scatter_rows(std::byte* to, std::byte const* from, index_t bytes, index_t row_stride, index_t column_stride,
                  index_t rows, index_t columns);

// Copies n-dimensional data between a strided operand (broadcast to `shape`) and a contiguous run.
void pack(std::byte* to, operand const& from, lengths shape);
void unpack(operand const& to, std::byte const* from);

// Copies, while it lives, what of a statement overlaps its output in a way that no order of visit serves: the
// leaves, or the result when that is smaller.
class overlap_copies {
 public:
  explicit overlap_copies(planned& how);
  bool redirects_output() const { return output_.data() != nullptr; }
  void write_back(layout const& over) const;

 private:
  buffer output_;
  stream result_{};  // where the output belongs
  std::vector<buffer> leaves_;
};

// Scratch memory of this thread, kept between statements up to settings().scratch_bytes.
std::byte* scratch(std::size_t bytes);
void trim_scratch();

}  // namespace sinter::detail
