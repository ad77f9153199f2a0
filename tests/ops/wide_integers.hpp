#pragma once

#include <gtest/gtest.h>
#include <limits>
#include <random>
#include <vector>

#include <sinter/sinter.hpp>

// Pairs of integers, and what operations on them give in arithmetic that does not overflow.

namespace sinter::test {

__extension__ using wide = __int128;

using integer_types = ::testing::Types<std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t,
                                       std::uint16_t, std::uint32_t, std::uint64_t>;

inline wide floor_quotient(wide a, wide b) {
  if (b == 0) return 0;
  return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}
inline wide floor_remainder(wide a, wide b) { return b == 0 ? 0 : a - floor_quotient(a, b) * b; }

// Zero, the borders of the type and what lies around the powers of two: double holds integers up to 2^53.
template <class Integer>
std::vector<Integer> borders() {
  std::vector<Integer> result{0, std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()};
  for (int bit = 0; bit < std::numeric_limits<Integer>::digits; ++bit) {
    wide const power = wide{1} << bit;
    for (wide const near : {power - 1, power, power + 1}) {
      result.push_back(static_cast<Integer>(near));
      result.push_back(static_cast<Integer>(-near));
    }
  }
  return result;
}

template <class Integer>
struct pairs {
  ndarray<Integer, 1> a, b;

  explicit pairs(std::vector<std::pair<Integer, Integer>> const& from)
      : a(empty<Integer>({static_cast<index_t>(from.size())})), b(empty<Integer>({static_cast<index_t>(from.size())})) {
    for (index_t i = 0; i < a.size(); ++i) {
      a(i) = from[static_cast<std::size_t>(i)].first;
      b(i) = from[static_cast<std::size_t>(i)].second;
    }
  }
};

// All pairs of bytes. Of other types all pairs of borders, and random ones of every length, of which many are a
// multiple of the second or beside one.
template <class Integer>
pairs<Integer> all_kinds_of_pairs() {
  std::vector<std::pair<Integer, Integer>> list;
  if constexpr (sizeof(Integer) == 1) {
    for (int a = 0; a < 256; ++a) {
      for (int b = 0; b < 256; ++b) list.push_back({static_cast<Integer>(a), static_cast<Integer>(b)});
    }
    return pairs<Integer>(list);
  }
  for (Integer const a : borders<Integer>()) {
    for (Integer const b : borders<Integer>()) list.push_back({a, b});
  }
  std::mt19937_64 random(sizeof(Integer));
  auto const some = [&] {
    return static_cast<wide>(static_cast<Integer>(random())) >> (random() % (8 * sizeof(Integer)));
  };
  for (int i = 0; i < 60000; ++i) {
    auto const b = static_cast<Integer>(some());
    list.push_back({static_cast<Integer>(some()), b});
    // A multiple that the type can hold.
    wide const times = b == 0 ? 0 : some() / b;
    for (int beside = -1; beside <= 1; ++beside) list.push_back({static_cast<Integer>(times * b + beside), b});
  }
  // Registers without a large element stay with double: just below its limit, too.
  if constexpr (sizeof(Integer) == 8) {
    for (int i = 0; i < 60000; ++i) {
      auto const b = static_cast<wide>(1 + (random() >> (14 + random() % 50)));
      wide const times = ((wide{1} << 50) - 2) / b - static_cast<wide>(random() % 3);
      for (int beside = -1; beside <= 1; ++beside) {
        list.push_back({static_cast<Integer>(times * b + beside), static_cast<Integer>(b)});
        list.push_back({static_cast<Integer>(-times * b + beside), static_cast<Integer>(b)});
        list.push_back({static_cast<Integer>(-times * b + beside), static_cast<Integer>(-b)});
      }
    }
  }
  return pairs<Integer>(list);
}

inline constexpr mode integer_modes[] = {mode::fused, mode::blocked, mode::per_op};

// expression(a, b) of arrays, in every mode, is expected(a, b) of elements.
template <class Out, class Integer, class Expression, class Expected>
void expect_pairs(char const* what, pairs<Integer> const& of, Expression expression, Expected expected) {
  for (mode const how : integer_modes) {
    auto out = full(of.a.shape(), Out(77));
    assign(out, expression(of.a, of.b), {.mode = how});
    for (index_t i = 0; i < out.size(); ++i) {
      ASSERT_EQ(out(i), static_cast<Out>(expected(of.a(i), of.b(i))))
          << +of.a(i) << " " << what << " " << +of.b(i) << ", " << to_string(how) << ", element " << i;
    }
  }
}

}  // namespace sinter::test
