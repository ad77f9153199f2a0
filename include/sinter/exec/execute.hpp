#pragma once

#include <sinter/plan/plan.hpp>

namespace sinter::detail {

// Plans the statement and runs it: the only switch on mode. Small ones run per_op at once.
void execute(statement const& what, options const& how);

// The modes.
void run_per_op(statement const& what);
void run_fused(statement const& what, planned& how);
void run_blocked(statement const& what, planned& how);

// A program as a loop function: the context of `run_program`.
struct interpreted {
  program const* what;
  std::byte const (*constants)[8];
  index_t block;  // elements
};

// Runs the program over n elements in blocks, with temporaries on the stack.
void run_program(std::byte* out, std::byte const* const* leaves, void const* context, index_t n);

// The plan that execute() would follow.
plan plan_of(statement const& what, options const& how);

// Calls body(context, first, last) over [0, count) cut at multiples of `chunk`, on up to `threads` threads. The cuts
// do not depend on the number of threads. Serial inside a parallel region and in a forked child. What body throws
// comes out, from the lowest chunk that threw.
void parallel_for(index_t count, index_t chunk, int threads, void (*body)(void* context, index_t first, index_t last),
                  void* context);

// Threads that parallel_for may use: settings().threads, else OpenMP's number.
int available_threads();

// Measured once per process: ns for an empty parallel_for on two threads.
double fork_join_ns();

}  // namespace sinter::detail
