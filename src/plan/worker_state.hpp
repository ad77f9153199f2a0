#pragma once

#include <atomic>
#include <cstdint>

namespace sinter::detail {

// OpenMP's threads wait for work actively for a short time after a region, fall asleep then, and do not exist before the
// first. Short work is not worth waking them: that it costs as much as a wake is known only when there is a lot of it,
// one piece after the other. Then they are woken, which costs at most as much again as has been lost.
class worker_state {
 public:
  static constexpr double long_work = 50'000;  // ns: worth it by itself
  static constexpr double cost_of_wake = 20'000;
  static constexpr double cost_of_start = 5e6;
  static constexpr std::int64_t awake_for = 300'000;

  bool is_worth_waking(double work_ns, std::int64_t now) const {
    if (work_ns >= long_work) return true;
    std::int64_t const used = last_use_.load(std::memory_order_relaxed);
    double const done = serial_.load(std::memory_order_relaxed);
    if (used == 0) return done >= cost_of_start;
    return done >= cost_of_wake || now - used < awake_for;
  }

  void add_serial(double work_ns) {
    std::int64_t const now = now_ns();
    bool const is_one_of_many = last_use_.load(std::memory_order_relaxed) == 0 ||
                                now - last_serial_.load(std::memory_order_relaxed) < awake_for;
    last_serial_.store(now, std::memory_order_relaxed);
    serial_.store((is_one_of_many ? serial_.load(std::memory_order_relaxed) : 0) + work_ns, std::memory_order_relaxed);
  }

  // Said before a region: a look at the clock after it takes a tenth of the time that a short one takes.
  void use(std::int64_t now) {
    last_use_.store(now, std::memory_order_relaxed);
    serial_.store(0, std::memory_order_relaxed);
  }

 private:
  std::atomic<std::int64_t> last_use_{0};  // 0: no thread was started
  std::atomic<std::int64_t> last_serial_{0};
  std::atomic<double> serial_{0};  // ns of short work since the last use
};
}  // namespace sinter::detail
