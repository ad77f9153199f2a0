#pragma once

#include <memory>
#include <vector>

#include <sinter/plan/statement.hpp>

#include "../jit/executable.hpp"
#include "../jit/loop_code.hpp"

// A program as passes over a block: loops of machine code, where operations can be written as such, and kernels.

namespace sinter::detail {

// What a loop_request has beside its instructions.
struct loop_form {
  bool const* single;
  short const* same_as;
  int register_bytes;
  bool streaming = false;
  short fold = -1;
};

// The slots of a program while it runs: where each one's elements are, and which are a single element.
struct slots {
  std::byte* data[max_slots];
  bool single[max_slots];
};

// Runs the instruction over n elements.
void run_instruction(kernel_table const& table, instruction const& step, slots const& at, std::byte* out, index_t n);

// Immutable, and of no particular arrays: any thread may run them.
class passes {
 public:
  passes(program const& what, loop_form const& form);

  // The loop that folds; null where the values have to be stored first.
  loop_code fold() const { return passes_.size() == 1 && !passes_[0].code.empty() ? code_of(passes_[0]) : nullptr; }

  // Whether values lie in memory between one pass and another. Where none do they may run over a whole row at once, without
  // temporaries.
  bool keeps_temporaries() const { return passes_.size() > 1; }

  // Runs them over n elements. `at` holds the leaves, constants and temporaries of `what`, the program they were made of.
  void run(program const& what, slots& at, std::byte* out, index_t n) const;

  // Whether they are one call of one loop for all rows; and that, `steps` as a loop_code has them. The places of leaves are
  // lost.
  bool takes_rows() const { return takes_rows_; }
  void run_rows(slots& at, std::byte* out, index_t n, index_t rows, index_t const* steps) const;

 private:
  static constexpr index_t most_rest = 8;  // elements that a loop leaves over

  struct pass {
    short first, last;  // instructions; one past
    executable code;    // none for a single instruction
  };

  void add_loops(loop_request what);
  static loop_code code_of(pass const& one) { return one.code.at<loop_code>(loop_entry); }
  void run_rest(program const& what, pass const& one, slots const& at, std::byte* out, index_t done, index_t n) const;

  std::vector<pass> passes_;
  bool takes_rows_;
};

// The passes for a program over n elements in all, made now or found among those made before. Null where they would not
// repay, or were not asked for: settings().jit_threshold.
std::shared_ptr<passes const> find_passes(program const& what, loop_form const& form, index_t n);

// Bytes of the registers for n elements of arrays: halves where those are moved sooner, which Zen 4 does from beyond L2.
int register_bytes_for(program const& what, index_t n);

}  // namespace sinter::detail
