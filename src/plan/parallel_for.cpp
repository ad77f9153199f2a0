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

#include "clock.hpp"
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

#else

bool may_fork_threads() { return false; }

#endif

// What parallel_for was asked for.
struct chunked_work {
  index_t count;
  index_t chunk;
  void (*body)(void* context, index_t first, index_t last);
  void* context;

  index_t chunks() const { return (count + chunk - 1) / chunk; }
  void run(index_t at) const { body(context, at * chunk, std::min(count, (at + 1) * chunk)); }
};

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
  chunked_work const work{count, chunk, body, context};
  index_t const chunks = work.chunks();
#if defined(_OPENMP)
  threads = static_cast<int>(std::min<index_t>(threads, chunks));
  if (threads > 1 && may_fork_threads()) {
    first_failure failure;
    // Every line of this thread's stack that another one reads takes as long as from the last cache.
#pragma omp parallel num_threads(threads) default(none) shared(failure) firstprivate(work, chunks)
    {
      // The same contiguous share for the same thread in every statement: pages stay where they were touched.
      index_t const team = omp_get_num_threads();
      index_t const rank = omp_get_thread_num();
      for (index_t at = chunks * rank / team; at < chunks * (rank + 1) / team; ++at) {
        try {
          work.run(at);
        } catch (...) {
          failure.keep(at);
          break;
        }
      }
    }
    if (failure.what) std::rethrow_exception(failure.what);
    return;
  }
#endif
  for (index_t at = 0; at < chunks; ++at) work.run(at);
}

namespace {

// ns for an empty region on two threads that wait for work. What a core pays for a line of another one changes by the
// minute where other programs share the machine, and with it this by a factor of two.
class fork_join_cost {
 public:
  // Measured anew where it is old and the work does not pay, or fail to pay, by far: 20 us each time.
  double for_work(double work_ns, std::int64_t now) {
    constexpr std::int64_t old = 200'000'000;  // ns
    double const known = ns_.load(std::memory_order_relaxed);
    bool const is_close = work_ns > known && work_ns < 20 * known;
    if (known > 0 && (!is_close || now - measured_at_.load(std::memory_order_relaxed) < old)) return known;
    if (is_measuring_.test_and_set(std::memory_order_acquire)) return known > 0 ? known : work_ns;
    double const found = measure();
    ns_.store(found, std::memory_order_relaxed);
    measured_at_.store(now, std::memory_order_relaxed);
    is_measuring_.clear(std::memory_order_release);
    return found;
  }

 private:
  static double measure() {
    auto const region = [] {
      parallel_for(
          2, 1, 2, [](void*, index_t, index_t) {}, nullptr);
    };
    region();  // the first one creates the threads
    workers.use(now_ns());
    double best = 1e9;
    for (int i = 0; i < 20; ++i) {
      std::int64_t const start = now_ns();
      region();
      best = std::min(best, static_cast<double>(now_ns() - start));
    }
    return best;
  }

  std::atomic<double> ns_{0};
  std::atomic<std::int64_t> measured_at_{0};
  std::atomic_flag is_measuring_ = ATOMIC_FLAG_INIT;
};

constinit fork_join_cost fork_join;

}  // namespace

double fork_join_ns() { return fork_join.for_work(1, now_ns()); }

int choose_threads(double work_ns) {
  if (work_ns < static_cast<double>(settings().parallel_threshold.get())) return 1;
  int const at_most = available_threads();
  if (at_most <= 1 || !may_fork_threads()) return 1;
  std::int64_t const now = now_ns();
  if (!workers.is_worth_waking(work_ns, now)) return 1;
  double const fork = fork_join.for_work(work_ns, now);
  // Two threads take half the time, the fork-join, and some lines that go from core to core.
  if (work_ns <= 3 * fork) return 1;
  workers.use(now);
  constexpr double least_share = 1000;  // ns
  return static_cast<int>(std::clamp(work_ns / std::max(2 * fork, least_share), 2.0, static_cast<double>(at_most)));
}

void count_serial_work(double work_ns) {
  if (work_ns < static_cast<double>(settings().parallel_threshold.get()) || available_threads() <= 1) return;
  workers.add_serial(work_ns);
}

}  // namespace sinter::detail
