#include <cstring>
#include <gtest/gtest.h>
#include <vector>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

constexpr mode every_mode[] = {mode::automatic, mode::per_op, mode::fused, mode::blocked};

// a - (a - (… - (a + 1))): every level keeps one more temporary.
template <int Levels, class Array>
auto nested_right(Array const& a) {
  if constexpr (Levels == 0) {
    return a + 1.0;
  } else {
    return a - nested_right<Levels - 1>(a);
  }
}

TEST(DeepExpression, WithMoreTemporariesThanBlocksOf64Elements) {
  auto const a = linspace(0, 1, 1000);
  auto out = zeros<double>({1000});
  for (mode const how : every_mode) {
    out = 0;
    assign(out, nested_right<70>(a), {.mode = how});
    for (index_t i = 0; i < out.size(); ++i) {
      double expected = a(i) + 1;
      for (int level = 0; level < 70; ++level) expected = a(i) - expected;
      ASSERT_EQ(out(i), expected) << to_string(how) << " at " << i;
    }
  }
}

// Elements of another size than the output's that begin where it begins.
template <class From, class To>
void convert_in_place(index_t n, mode how) {
  std::vector<To> memory(static_cast<std::size_t>(n));
  auto* const narrow = reinterpret_cast<From*>(memory.data());
  std::vector<From> values;
  for (index_t i = 0; i < n; ++i) values.push_back(static_cast<From>(i % 101));
  std::memcpy(static_cast<void*>(memory.data()), values.data(), values.size() * sizeof(From));
  assign(view<To, 1>(memory.data(), {n}), view<From, 1>(narrow, {n}), {.mode = how});
  for (std::size_t i = 0; i < values.size(); ++i) ASSERT_EQ(memory[i], static_cast<To>(values[i])) << to_string(how);
}

TEST(Overlap, OfNarrowElementsAtTheStartOfTheOutput) {
  for (mode const how : every_mode) {
    for (index_t const n : {2, 3, 17, 100, 700}) {
      convert_in_place<std::int8_t, double>(n, how);
      convert_in_place<std::int8_t, std::int16_t>(n, how);
      convert_in_place<float, double>(n, how);
    }
  }
}

}  // namespace
}  // namespace sinter
