#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <sinter/sinter.hpp>

// Measuring on a machine that others use too: all variants of one question take turns, sample by sample, and the best
// sample of each counts. What disturbs one disturbs all; ratios hold where absolute times do not.

namespace bench {

using namespace sinter;

// What was written before it must be in memory, and what is read after it is read anew.
inline void barrier() { asm volatile("" ::: "memory"); }

inline double now_ns() {
  using clock = std::chrono::steady_clock;
  return std::chrono::duration<double, std::nano>(clock::now().time_since_epoch()).count();
}

// Several ways to do the same thing. `run(repeats)` does it back to back.
class contest {
 public:
  void add(std::string name, std::function<void(index_t)> run) {
    entries_.push_back({std::move(name), std::move(run), 1, 1e300, {}});
  }

  // Warms up, and chooses how many repeats make a sample of `sample_ns`.
  void calibrate(double sample_ns) {
    for (entry& e : entries_) {
      e.samples.clear();
      e.run(1);
      double taken = timed(e, e.repeats);
      while (taken < sample_ns / 4 && taken < 1e6) {
        e.repeats *= 4;
        taken = timed(e, e.repeats);
      }
      double const wanted = static_cast<double>(e.repeats) * sample_ns / taken;
      e.repeats = wanted < 1 ? 1 : static_cast<index_t>(wanted);
    }
  }

  // One sample of each, in another order every time: what ran before leaves the caches to it. Returns the ns it took.
  double round() {
    double const start = now_ns();
    std::vector<std::size_t> order(entries_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random_);
    for (std::size_t const i : order) {
      entry& e = entries_[i];
      if (e.best < 1e6) e.run(1);  // its data back to the caches
      double const taken = timed(e, e.repeats) / static_cast<double>(e.repeats);
      if (taken < e.best) e.best = taken;
      e.samples.push_back(taken);
    }
    return now_ns() - start;
  }

  // At least `rounds` rounds, and as many as fit into `seconds`.
  void run(double seconds, int rounds, double sample_ns = 1e5) {
    calibrate(sample_ns);
    double const end = now_ns() + seconds * 1e9;
    for (int i = 0; i < rounds || now_ns() < end; ++i) round();
  }

  std::size_t size() const { return entries_.size(); }
  std::string const& name(std::size_t i) const { return entries_[i].name; }
  // ns per statement, of the best sample.
  double best(std::size_t i) const { return entries_[i].best; }
  double best(std::string const& name) const { return find(name).best; }
  double median(std::size_t i) const {
    std::vector<double> samples = entries_[i].samples;
    auto const middle = samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2);
    std::nth_element(samples.begin(), middle, samples.end());
    return *middle;
  }

  // The better sample of one pair divided by that of another, in the median round: what is slow for seconds is in both.
  double median_ratio(std::string const& a1, std::string const& a2, std::string const& b1,
                      std::string const& b2) const {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < find(a1).samples.size(); ++i) {
      ratios.push_back(std::min(find(a1).samples[i], find(a2).samples[i]) /
                       std::min(find(b1).samples[i], find(b2).samples[i]));
    }
    std::sort(ratios.begin(), ratios.end());
    return ratios[ratios.size() / 2];
  }

 private:
  struct entry {
    std::string name;
    std::function<void(index_t)> run;
    index_t repeats;
    double best;
    std::vector<double> samples;  // one of each round
  };

  entry const& find(std::string const& name) const {
    return *std::find_if(entries_.begin(), entries_.end(), [&](entry const& e) { return e.name == name; });
  }

  static double timed(entry const& e, index_t repeats) {
    double const start = now_ns();
    e.run(repeats);
    return now_ns() - start;
  }

  std::vector<entry> entries_;
  std::minstd_rand random_;  // the same orders in every run
};

// Puts the settings back when it goes.
class with_mode {
 public:
  explicit with_mode(sinter::mode mode) : before_(sinter::settings().mode) { sinter::settings().mode = mode; }
  ~with_mode() { sinter::settings().mode = before_; }
  with_mode(with_mode const&) = delete;
  with_mode& operator=(with_mode const&) = delete;

 private:
  sinter::mode before_;
};

// Values between 0.5 and 1.5 without a period: nothing overflows, and no store of zeros is elided by the CPU.
template <class Array>
void fill(Array& array, unsigned seed) {
  unsigned state = seed * 2654435761u + 12345u;
  for (auto& value : array) {
    state = state * 1664525u + 1013904223u;
    using element = std::remove_reference_t<decltype(value)>;
    if constexpr (std::integral<element>) {
      value = static_cast<element>(state >> 25);
    } else {
      value = static_cast<element>(0.5 + (state >> 8) * 0x1p-24);
    }
  }
}

}  // namespace bench
