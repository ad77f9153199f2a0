#pragma once

#include <sinter/core/config.hpp>

namespace sinter::detail {

// Calls body(context, first, last) over [0, count) cut at multiples of `chunk`, on up to `threads` threads. The cuts
// do not depend on the number of threads. Serial inside a parallel region and in a forked child. What body throws
// comes out, from the lowest chunk that threw.
void parallel_for(index_t count, index_t chunk, int threads, void (*body)(void* context, index_t first, index_t last),
                  void* context);

// Threads that parallel_for may use: settings().threads, else OpenMP's number.
int available_threads();

// ns for an empty parallel_for on two threads that wait for work, as last measured.
double fork_join_ns();

// How many of the available threads pay for work of so many ns. The first work that is long enough starts the threads and
// measures what they cost; where several pay, they count as awake from now on.
int choose_threads(double work_ns);

// Says that so much was done without threads. Short work alone never wakes them; much of it one after the other does.
void count_serial_work(double work_ns);

}  // namespace sinter::detail
