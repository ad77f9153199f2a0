#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <pthread.h>
#include <sys/stat.h>
#if defined(_OPENMP)
#include <omp.h>
#endif

#include <sinter/plan/machine.hpp>
#include <sinter/plan/settings.hpp>
#include <sinter/plan/threads.hpp>

#include "worker_state.hpp"

// The only file that knows OpenMP.

namespace sinter::detail {
namespace {

constinit worker_state workers;

#if defined(_OPENMP)

// libgomp's threads do not exist in a forked child, and it waits for them forever. Whoever started them: the user's own
// parallel regions share them. A process without threads has none to lose.
std::atomic<bool> is_forked_child{false};
std::atomic<bool> has_threads_at_fork{true};

bool process_has_threads() {
  struct stat tasks;
  return stat("/proc/self/task", &tasks) != 0 || tasks.st_nlink != 3;  // ".", ".." and one for each thread
}

[[maybe_unused]] int const watches_forks = pthread_atfork([] { has_threads_at_fork = process_has_threads(); }, nullptr,
                                                          [] {
                                                            if (has_threads_at_fork) is_forked_child = true;
                                                          });

struct first_failure {
  std::mutex guard;
  index_t chunk = -1;
  std::exception_ptr what;

  void keep(index_t at) {
    std::lock_guard const lock(guard);
    if (chunk >= 0 && chunk < at) return;
    chunk = at;
    what = std::current_exception();
  }
};

bool may_fork_threads() { return !is_forked_child && omp_in_parallel() == 0; }

#endif

}  // namespace

int available_threads() {
#if defined(_OPENMP)
  int const set = settings().threads;
  return set > 0 ? set : std::min(omp_get_max_threads(), machine().cores);
#else
  return 1;
#endif
}

void parallel_for(index_t count, index_t chunk, [[maybe_unused]] int threads,
                  void (*body)(void* context, index_t first, index_t last), void* context) {
  index_t const chunks = (count + chunk - 1) / chunk;
  auto const run = [&](index_t at) { body(context, at * chunk, std::min(count, (at + 1) * chunk)); };
#if defined(_OPENMP)
  threads = static_cast<int>(std::min<index_t>(threads, chunks));
  if (threads > 1 && may_fork_threads()) {
    first_failure failure;
#pragma omp parallel num_threads(threads)
    {
      // The same contiguous share for the same thread in every statement: pages stay where they were touched.
      index_t const team = omp_get_num_threads();
      index_t const rank = omp_get_thread_num();
      for (index_t at = chunks * rank / team; at < chunks * (rank + 1) / team; ++at) {
        try {
          run(at);
        } catch (...) {
          failure.keep(at);
          break;
        }
      }
    }
    workers.end_region();
    if (failure.what) std::rethrow_exception(failure.what);
    return;
  }
#endif
  for (index_t at = 0; at < chunks; ++at) run(at);
}

double fork_join_ns() {
  static double const measured = [] {
    auto const region = [] {
      parallel_for(
          2, 1, 2, [](void*, index_t, index_t) {}, nullptr);
    };
    region();  // the first one creates the threads
    double best = 1e9;
    for (int i = 0; i < 5; ++i) {
      std::int64_t const start = now_ns();
      region();
      best = std::min(best, static_cast<double>(now_ns() - start));
    }
    return best;
  }();
  return measured;
}

int choose_threads(double work_ns) {
  if (work_ns < static_cast<double>(settings().parallel_threshold.get())) return 1;
  int const at_most = available_threads();
  if (at_most <= 1 || !workers.is_worth_waking(work_ns)) return 1;
  double const fork = fork_join_ns();
  if (work_ns <= 4 * fork) return 1;
  constexpr double least_share = 1000;  // ns
  return static_cast<int>(std::clamp(work_ns / std::max(2 * fork, least_share), 1.0, static_cast<double>(at_most)));
}

void count_serial_work(double work_ns) {
  if (work_ns < static_cast<double>(settings().parallel_threshold.get()) || available_threads() <= 1) return;
  workers.add_serial(work_ns);
}

}  // namespace sinter::detail
