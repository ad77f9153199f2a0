#include "interpreter.hpp"

#include <algorithm>

namespace sinter::detail {
namespace {

constexpr index_t temporary_bytes = 32 * 1024;  // of all temporaries of a block
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

namespace {

// A program, its passes, and where everything lies.
struct running {
  program const& what;
  std::shared_ptr<passes const> loops;  // null: kernels alone
  slots at;

  explicit running(program const& of) : what(of) {}

  int temporaries() const { return what.leaf_count + what.constant_count; }
  void place_temporaries(std::byte* memory, index_t bytes) {
    for (int k = 0; k < what.temporary_count; ++k, memory += bytes) at.data[temporaries() + k] = memory;
  }
  bool goes_at_once() const { return what.temporary_count == 0 || (loops != nullptr && !loops->keeps_temporaries()); }
  void run(std::byte* out, index_t n) {
    if (loops != nullptr) return loops->run(what, at, out, n);
    run_instructions(what, at, out, n);
  }
};

// The first leaf that is the same array.
short first_same(program const& what, bool const* single, std::byte const* const* leaves, loop_rows const& rows,
                 int leaf) {
  int k = 0;
  while (leaves[k] != leaves[leaf] || single[k] != single[leaf] || what.leaf_types[k] != what.leaf_types[leaf] ||
         (rows.count > 1 && rows.steps[k + 1] != rows.steps[leaf + 1])) {
    ++k;
  }
  return static_cast<short>(k);
}

// Nothing lies in memory between one operation and another.
void run_rows_at_once(running& how, std::byte* out, index_t n, loop_rows const& rows) {
  if (how.loops != nullptr && how.loops->takes_rows()) {
    return how.loops->run_rows(how.at, out, n, rows.count, rows.steps);
  }
  for (index_t row = 0; row < rows.count; ++row) {
    how.run(out, n);
    if (row + 1 == rows.count) return;
    out += rows.steps[0];
    for (int k = 0; k < how.what.leaf_count; ++k) how.at.data[k] += rows.steps[k + 1];
  }
}

void run_by_blocks(running& how, index_t wanted, std::byte* memory, std::byte* out, index_t n, loop_rows const& rows) {
  program const& what = how.what;
  slots& at = how.at;
  std::byte* leaves[max_slots];
  std::copy(at.data, at.data + what.leaf_count, leaves);
  index_t const block = block_of_row(n, wanted, what.temporary_count);
  int const moving = static_cast<int>(std::find(at.single, at.single + what.leaf_count, false) - at.single);
  int const result_bytes = size_of(what.instructions[what.instruction_count - 1].result);
  for (index_t row = 0; row < rows.count; ++row) {
    std::byte* const row_out = row == 0 ? out : out + row * rows.steps[0];
    for (index_t first = 0; first < n; first += block) {
      for (int k = 0; k < what.leaf_count; ++k) {
        index_t const before = at.single[k] ? 0 : first * size_of(what.leaf_types[k]);
        index_t const above = row == 0 ? 0 : row * rows.steps[k + 1];
        at.data[k] = leaves[k] + above + before;
      }
      std::byte* const beside = moving < what.leaf_count ? at.data[moving] : memory;
      how.place_temporaries(spaced_from(memory, beside), spaced_bytes(8 * block));
      how.run(row_out + first * result_bytes, std::min(block, n - first));
    }
  }
}

}  // namespace

void run_program(std::byte* out, std::byte const* const* leaves, void const* context, index_t n,
                 loop_rows const& rows) {
  auto const& run = *static_cast<interpreted const*>(context);
  program const& what = *run.facts.blocked;
  std::byte constants[max_slots][8];
  if (what.constant_count > 0) run.facts.constants(run.context, constants);
  running how(what);
  for (int k = 0; k < what.leaf_count; ++k) {
    how.at.data[k] = const_cast<std::byte*>(leaves[k]);
    how.at.single[k] = rows.inner[k] == 0;
  }
  for (int k = 0; k < what.constant_count; ++k) how.at.data[what.leaf_count + k] = constants[k];
  std::fill_n(how.at.single + what.leaf_count, what.constant_count, true);
  std::fill_n(how.at.single + how.temporaries(), what.temporary_count, false);
  if (what.instruction_count > 1 || rows.streaming || rows.count > 1) {  // the kernel of one operation is as fast
    short same_as[max_slots];
    for (int k = 0; k < what.leaf_count; ++k) same_as[k] = first_same(what, how.at.single, leaves, rows, k);
    index_t const all = n * rows.count;
    how.loops = find_passes(what, {how.at.single, same_as, register_bytes_for(what, all), rows.streaming}, all);
  }
  if (how.goes_at_once()) return run_rows_at_once(how, out, n, rows);
  alignas(64) std::byte memory[temporary_bytes + spacing];
  run_by_blocks(how, run.block, memory, out, n, rows);
}

}  // namespace sinter::detail
