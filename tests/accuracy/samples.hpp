#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "accuracy/functions.hpp"

// Arguments in chunks: chunk k is the same in every run with the same seed, so a short run sees a part of a long one.

namespace sinter::testing {

inline constexpr index_t chunk_size = 4096;

// The splitmix64 generator.
class number_source {
 public:
  number_source(std::uint64_t seed, std::uint64_t chunk)
      : state_(seed * 0xD1342543DE82EF95u + chunk * 0x2545F4914F6CDD1Du) {}

  std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  double unit() { return static_cast<double>(bits() >> 11) * 0x1p-53; }
  double between(double low, double high) { return low + unit() * (high - low); }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits() % n); }

 private:
  std::uint64_t state_;
};

template <class Element>
using bits_of = std::conditional_t<sizeof(Element) == 4, std::uint32_t, std::uint64_t>;

// The element some steps further in the order of representable numbers.
template <class Element>
Element steps_from(double value, std::int64_t steps) {
  auto const element = static_cast<Element>(value);
  if (!std::isfinite(element)) return element;
  auto const bits = std::bit_cast<bits_of<Element>>(element == 0 ? Element(0) : element);
  auto const moved = std::bit_cast<Element>(static_cast<bits_of<Element>>(bits + static_cast<bits_of<Element>>(steps)));
  return element == 0 && steps < 0 ? std::bit_cast<Element>(static_cast<bits_of<Element>>(-steps)) * Element(-1)
                                   : moved;
}

template <class Element>
Element any_element(number_source& random) {
  return std::bit_cast<Element>(static_cast<bits_of<Element>>(random.bits()));
}

// A magnitude between 1 and 2^-64 of the wider end of the interval, on the same side of zero as that end.
inline double small_magnitude(number_source& random, std::pair<double, double> ends) {
  double const end = random.below(2) == 0 ? ends.first : ends.second;
  return end * std::exp2(-64 * random.unit());
}

// The same patterns for every seed: an odd multiplier visits all 2^32 of them once.
inline void fill_with_patterns(view<float, 1> x, std::uint64_t chunk) {
  for (index_t i = 0; i < x.size(); ++i) {
    auto const number = static_cast<std::uint32_t>(chunk * chunk_size + static_cast<std::uint64_t>(i));
    x(i) = std::bit_cast<float>(number * 2654435769u);
  }
}

template <class Element, class Function>
void fill_unary_arguments(view<Element, 1> x, Function const& tested, std::uint64_t seed, std::uint64_t chunk) {
  number_source random(seed, chunk);
  for (index_t i = 0; i < x.size(); ++i) {
    auto const& ends = tested.intervals[static_cast<std::size_t>(i) % tested.intervals.size()];
    switch (chunk % 4) {
      case 0:
        x(i) = any_element<Element>(random);
        break;
      case 1:
        x(i) = static_cast<Element>(random.between(ends.first, ends.second));
        break;
      case 2:
        x(i) = static_cast<Element>(small_magnitude(random, ends));
        break;
      default: {
        double const point = tested.points[random.below(tested.points.size())];
        auto const reach = std::exp2(random.unit() * (sizeof(Element) == 8 ? 48 : 20));
        x(i) = steps_from<Element>(point, static_cast<std::int64_t>(random.between(-reach, reach)));
      }
    }
  }
}

template <class Element>
Element small_integer(number_source& random) {
  return static_cast<Element>(std::floor(random.between(-40, 40)));
}

// Bases near 1 with exponents that keep the result in range or bring it to a border, and exact powers.
template <class Element>
void fill_power_arguments(view<Element, 1> x, view<Element, 1> y, std::uint64_t seed, std::uint64_t chunk) {
  number_source random(seed, chunk);
  double const top = std::numeric_limits<Element>::max_exponent * 1.02, bottom = -top * 1.08;
  for (index_t i = 0; i < x.size(); ++i) {
    x(i) = any_element<Element>(random);
    y(i) = any_element<Element>(random);
    if (chunk % 4 == 1) x(i) = static_cast<Element>(1 + small_magnitude(random, {-0.5, 1}));
    if (chunk % 4 == 1 || chunk % 4 == 2) {
      y(i) = static_cast<Element>(random.between(bottom, top) / std::log2(std::abs(static_cast<double>(x(i)))));
    }
    if (chunk % 4 == 3) {
      x(i) = i % 2 == 0 ? small_integer<Element>(random) : static_cast<Element>(random.between(-20, 20));
      y(i) = i % 4 < 2 ? small_integer<Element>(random) : static_cast<Element>(random.between(-300, 300));
      if (i % 16 == 8) x(i) = 2, y(i) = static_cast<Element>(std::floor(random.between(-1080, 1030)));
    }
  }
}

// Both of any magnitude; of neighbouring magnitudes; ordinary; and quotients or sums at the borders of the range.
template <class Element>
void fill_pair_arguments(view<Element, 1> x, view<Element, 1> y, std::uint64_t seed, std::uint64_t chunk) {
  using limits = std::numeric_limits<Element>;
  number_source random(seed, chunk);
  for (index_t i = 0; i < x.size(); ++i) {
    x(i) = any_element<Element>(random);
    y(i) = any_element<Element>(random);
    if (chunk % 4 == 1) y(i) = x(i) * static_cast<Element>(std::exp2(random.between(-30, 30)));
    if (chunk % 4 == 2) {
      x(i) = static_cast<Element>(random.between(-10, 10));
      y(i) = static_cast<Element>(random.between(-10, 10));
    }
    if (chunk % 4 == 3) {
      Element const scale = i % 2 == 0 ? limits::max() : 64 * limits::min();
      x(i) = scale * static_cast<Element>(small_magnitude(random, {-1, 1}));
      y(i) = scale * static_cast<Element>(random.between(-1, 1));
      if (i % 8 == 0)
        y(i) = static_cast<Element>(x(i) * static_cast<Element>(std::exp2(random.between(0, 64)))) * limits::max();
    }
  }
}

}  // namespace sinter::testing
