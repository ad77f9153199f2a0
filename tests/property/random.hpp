#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>
#include <type_traits>

namespace sinter::testing {

// SINTER_TEST_SEED, or a new one for every run; printed, so that a failure can be run again.
inline std::uint64_t test_seed() {
  static std::uint64_t const seed = [] {
    char const* const text = std::getenv("SINTER_TEST_SEED");
    std::uint64_t const value = text != nullptr ? std::strtoull(text, nullptr, 10) : std::random_device{}();
    std::printf("SINTER_TEST_SEED=%llu\n", static_cast<unsigned long long>(value));
    std::fflush(stdout);
    return value;
  }();
  return seed;
}

// Every test draws from its own generator, so that one test alone sees what it sees among the others.
class random_source {
 public:
  explicit random_source(std::uint64_t salt) : state_(test_seed() * 0x9E3779B97F4A7C15u + salt) {}

  // Both ends included; as good as uniform for the short ranges of the tests.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>((bits() >> 16) % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(int percent) { return between(1, 100) <= percent; }
  template <class Value, std::size_t N>
  Value pick(Value const (&from)[N]) {
    return from[between(0, static_cast<std::int64_t>(N) - 1)];
  }
  // The splitmix64 generator.
  std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  double unit() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

// Ordinary values mixed with those that break code: zeros of both signs, halves, infinities, NaN, subnormals, the
// ends of the range.
template <class Element>
Element random_element(random_source& random) {
  using limits = std::numeric_limits<Element>;
  if constexpr (std::is_same_v<Element, bool>) {
    return random.chance(50);
  } else if constexpr (std::is_integral_v<Element>) {
    if (random.chance(15)) {
      Element const edges[] = {0, 1, static_cast<Element>(-1), limits::min(), limits::max(), 7, 31, 64};
      return random.pick(edges);
    }
    if (random.chance(40)) return static_cast<Element>(random.between(limits::min() < 0 ? -9 : 0, 9));
    return static_cast<Element>(random.bits());
  } else {
    if (random.chance(12)) {
      Element const edges[] = {Element(0),          -Element(0),          limits::infinity(),   -limits::infinity(),
                               limits::quiet_NaN(), -limits::quiet_NaN(), limits::denorm_min(), -limits::min() / 2,
                               limits::max(),       Element(0.5),         Element(-2.5),        Element(1e10)};
      return random.pick(edges);
    }
    if (random.chance(20)) return static_cast<Element>(random.between(-40, 40)) / Element(2);
    return static_cast<Element>((random.unit() - 0.5) * 200);
  }
}

}  // namespace sinter::testing
