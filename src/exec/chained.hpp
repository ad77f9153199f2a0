#pragma once

#include <sinter/expr/program.hpp>
#include <sinter/kernels/table.hpp>

// A program cut into passes over a block: chains, where operations on one type follow each other, and single instructions.
// Every temporary is read once.

namespace sinter::detail {

// The slots of a program while it runs: where each one's elements are, and which are a single element.
struct slots {
  std::byte* data[max_slots];
  bool single[max_slots];
};

class chained {
 public:
  // `single` of the slots tells what is one element; their places may change with every block.
  chained(program const& what, bool const* single, bool streaming);

  // Whether the results of a program over whole arrays can go past the caches.
  static bool streams(program const& what);

  // Whether values lie in memory between one pass and another. Programs where none do may run over a whole row at once,
  // with temporaries of most_rest elements.
  bool keeps_temporaries() const { return keeps_temporaries_; }
  static constexpr index_t most_rest = 128;

  // Runs everything over n elements. `at` holds the leaves, constants and temporaries.
  void run(slots const& at, std::byte* out, index_t n) const;

 private:
  // An instruction has at most four: one stores what the registers hold, one loads, one computes, one ends.
  static constexpr int most_links = 4 * max_slots;

  struct pass {
    short first, last;       // instructions; one past
    short links, links_end;  // none for a single instruction
    chain_kernels const* with;
  };

  static constexpr int most_kept = 8;  // groups
  static constexpr short kept_slot(int number) { return static_cast<short>(-2 - number); }

  bool append(instruction const& step, bool const* single);
  bool take_kept(short slot);
  void begin_or_store(chain_kernels const& with, int instruction);
  void add(link_function function, short slot) {
    links_[link_count_] = function;
    slot_[link_count_++] = slot;
  }
  void finish(link_function last, int end);
  void run_pass(pass const& one, slots const& at, std::byte* out, index_t n) const;
  void run_rest(pass const& one, slots const& at, std::byte* out, index_t done, index_t n) const;
  bool append_cast(instruction const& step, bool const* single);

  program const& what_;
  kernel_table const& table_;
  int pass_count_ = 0;
  int link_count_ = 0;
  bool keeps_temporaries_ = false;
  bool open_ = false;  // the last pass is a chain that may go on
  short held_ = 0;     // the slot whose values are in its registers
  int waiting_ = 0;    // links that stored what was in them, of values that this chain has not read
  short waiting_links_[max_slots];
  pass passes_[max_slots];
  link_function links_[most_links];
  short slot_[most_links];
};

// Runs the instruction over n elements.
void run_instruction(kernel_table const& table, instruction const& step, slots const& at, std::byte* out, index_t n);

}  // namespace sinter::detail
