#include "interpreter.hpp"

#include <algorithm>

namespace sinter::detail {
namespace {

constexpr index_t temporary_bytes = 32 * 1024;  // of all temporaries of a block
constexpr int most_temporaries_at_once = 16;
static_assert(temporary_bytes / (8 * max_slots) >= 16, "a block of the deepest expression is not empty");

// Elements of a block of a row of n: as many as are wanted or up to half more, so that none is short, where the
// temporaries leave room for them. Whole lines of elements of 4 bytes: what goes past the caches stays aligned.
index_t block_of_row(index_t n, index_t wanted, int temporaries) {
  index_t const blocks = std::max(index_t{1}, (n + wanted / 2) / wanted);
  index_t const even = ((n + blocks - 1) / blocks + 15) / 16 * 16;
  index_t const room = temporary_bytes / temporaries;
  auto const unit = static_cast<index_t>(is_spaced(static_cast<std::size_t>(room)) ? spacing : alignment);
  return std::min(even, room / unit * unit / 8 / 16 * 16);
}

}  // namespace

void run_instructions(program const& what, slots const& at, std::byte* out, index_t n) {
  kernel_table const& table = kernels();
  for (int i = 0; i < what.instruction_count; ++i) run_instruction(table, what.instructions[i], at, out, n);
}

void run_program(std::byte* out, std::byte const* const* leaves, void const* context, index_t n,
                 loop_rows const& rows) {
  auto const& run = *static_cast<interpreted const*>(context);
  program const& what = *run.facts.blocked;
  std::byte constants[max_slots][8];
  if (what.constant_count > 0) run.facts.constants(run.context, constants);
  alignas(64) std::byte stack[temporary_bytes + spacing];
  slots at;
  int slot = what.leaf_count;
  for (int k = 0; k < what.leaf_count; ++k) at.single[k] = rows.inner[k] == 0;
  for (int k = 0; k < what.constant_count; ++k, ++slot) {
    at.data[slot] = constants[k];
    at.single[slot] = true;
  }
  int const temporaries = slot;
  std::fill_n(at.single + temporaries, what.temporary_count, false);
  chained const passes(what, at.single, rows.streaming);
  bool const at_once = !passes.keeps_temporaries() && what.temporary_count <= most_temporaries_at_once;
  index_t const block = at_once ? n : block_of_row(n, run.block, what.temporary_count);
  index_t const temporary_size = spaced_bytes(8 * (at_once ? chained::most_rest : block));
  int const moving = static_cast<int>(std::find(at.single, at.single + what.leaf_count, false) - at.single);
  int const result_bytes = size_of(what.instructions[what.instruction_count - 1].result);
  for (index_t row = 0; row < rows.count; ++row) {
    std::byte* const row_out = row == 0 ? out : out + row * rows.steps[0];
    for (index_t first = 0; first < n; first += block) {
      for (int k = 0; k < what.leaf_count; ++k) {
        index_t const before = at.single[k] ? 0 : first * size_of(what.leaf_types[k]);
        index_t const above = row == 0 ? 0 : row * rows.steps[k + 1];
        at.data[k] = const_cast<std::byte*>(leaves[k]) + above + before;
      }
      std::byte* free = spaced_from(stack, moving < what.leaf_count ? at.data[moving] : stack);
      for (int k = 0; k < what.temporary_count; ++k, free += temporary_size) at.data[temporaries + k] = free;
      passes.run(at, row_out + first * result_bytes, std::min(block, n - first));
    }
  }
}

}  // namespace sinter::detail
