#include <cstring>
#include <gtest/gtest.h>
#include <vector>

#include "property/layout.hpp"

// Statements whose output and operands lie in one buffer, against the same statement on a copy of the buffer.

namespace sinter::testing {
namespace {

constexpr mode modes[] = {mode::automatic, mode::per_op, mode::fused, mode::blocked};

std::string describe(layout const& w) {
  return "offset " + std::to_string(w.offset) + " shape " + text_of(w.shape) + " strides " + text_of(w.strides);
}

template <class Element>
std::vector<Element> numbered(index_t size) {
  std::vector<Element> memory(static_cast<std::size_t>(size));
  for (std::size_t i = 0; i < memory.size(); ++i) memory[i] = static_cast<Element>(i * 7 + 3);
  return memory;
}

// out = a * 2 + b - c, everything in one buffer.
template <class Element>
void check_three(index_t size, layout const& out, layout const& a, layout const& b, layout const& c,
                 options const& how) {
  std::vector<Element> memory = numbered<Element>(size);
  std::vector<Element> const before = memory;
  std::vector<Element> expected = memory;
  for_each_index(out.shape, [&](index_t const* index) {
    auto const old = [&](layout const& w) { return before[static_cast<std::size_t>(w.place(index))]; };
    expected[static_cast<std::size_t>(out.place(index))] = static_cast<Element>(old(a) * 2 + old(b) - old(c));
  });
  assign(out.in(memory.data()), a.in(memory.data()) * 2 + b.in(memory.data()) - c.in(memory.data()), how);
  if (memory == expected) return;
  ADD_FAILURE() << to_string(how.mode) << ", " << how.threads << " threads\n out " << describe(out) << "\n a "
                << describe(a) << "\n b " << describe(b) << "\n c " << describe(c)
                << "\n SINTER_TEST_SEED=" << test_seed();
}

TEST(Overlap, EveryPairOfShortViews) {
  constexpr index_t size = 11;
  std::vector<layout> windows;
  for (index_t n = 1; n <= 4; ++n) {
    for (index_t step : {-3, -2, -1, 1, 2, 3}) {
      for (index_t offset = 0; offset < size; ++offset) {
        index_t const last = offset + (n - 1) * step;
        if (last >= 0 && last < size) windows.push_back({offset, {n}, {step}});
      }
    }
  }
  int checked = 0;
  for (layout const& out : windows) {
    for (layout const& in : windows) {
      if (out.shape != in.shape) continue;
      ++checked;
      for (mode const how : modes) {
        std::int32_t memory[size], expected[size];
        for (int i = 0; i < size; ++i) memory[i] = expected[i] = i * i + 1;
        for (index_t i = 0; i < out.shape[0]; ++i) {
          expected[out.offset + i * out.strides[0]] = memory[in.offset + i * in.strides[0]] * 3 + 1;
        }
        assign(out.in(memory), in.in(memory)*3 + 1, {.mode = how, .threads = 1});
        ASSERT_EQ(std::memcmp(memory, expected, sizeof memory), 0)
            << to_string(how) << " out " << describe(out) << " in " << describe(in);
      }
      std::int32_t memory[size], expected[size];
      for (int i = 0; i < size; ++i) memory[i] = expected[i] = i * i + 1;
      for (index_t i = 0; i < out.shape[0]; ++i) {
        expected[out.offset + i * out.strides[0]] -= memory[in.offset + i * in.strides[0]];
      }
      out.in(memory) -= in.in(memory);
      ASSERT_EQ(std::memcmp(memory, expected, sizeof memory), 0)
          << "-= out " << describe(out) << " in " << describe(in);
    }
  }
  EXPECT_GT(checked, 3000);
}

TEST(Overlap, EveryPairOfWindowsInAGrid) {
  constexpr index_t side = 5;
  std::vector<layout> windows;  // of 3 by 3 elements: shifted, reversed in either axis, transposed, spread
  for (index_t row = 0; row < side; ++row) {
    for (index_t column = 0; column < side; ++column) {
      for (index_t down : {-2, -1, 1, 2}) {
        for (index_t right : {-2, -1, 1, 2}) {
          index_t const last_row = row + 2 * down, last_column = column + 2 * right;
          if (last_row < 0 || last_row >= side || last_column < 0 || last_column >= side) continue;
          windows.push_back({row * side + column, {3, 3}, {down * side, right}});
          windows.push_back({row * side + column, {3, 3}, {right, down * side}});
        }
      }
    }
  }
  for (std::size_t i = 0; i < windows.size(); ++i) {
    for (std::size_t k = 0; k < windows.size(); ++k) {
      layout const& out = windows[i];
      layout const& in = windows[k];
      double memory[side * side], expected[side * side];
      for (int at = 0; at < side * side; ++at) memory[at] = expected[at] = at * 1.5;
      for_each_index(out.shape,
                     [&](index_t const* index) { expected[out.place(index)] = memory[in.place(index)] - 1; });
      mode const how = modes[(i + k) % 4];
      assign(out.in(memory), in.in(memory)-1, {.mode = how, .threads = 1});
      ASSERT_EQ(std::memcmp(memory, expected, sizeof memory), 0)
          << to_string(how) << " out " << describe(out) << " in " << describe(in);
    }
  }
}

// A view of `shape` in a buffer that is seen as an array of the shape `grid`: any start, step, direction and order of
// axes; with `broadcast` some axes stay in one place.
layout random_window(random_source& random, shape_type const& grid, shape_type const& shape, bool broadcast) {
  std::vector<std::size_t> order(grid.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (random.chance(35)) {
    for (std::size_t i = order.size(); i > 1; --i) {
      std::swap(order[i - 1], order[static_cast<std::size_t>(random.between(0, static_cast<index_t>(i) - 1))]);
    }
  }
  layout w{0, shape, shape_type(shape.size())};
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    std::size_t const along = order[axis];
    index_t const stride =
        std::accumulate(grid.begin() + static_cast<index_t>(along) + 1, grid.end(), index_t{1}, std::multiplies<>());
    index_t const room = grid[along];
    index_t step = shape[axis] > 1 ? random.between(1, std::min<index_t>(3, (room - 1) / (shape[axis] - 1))) : 1;
    index_t const reach = (shape[axis] - 1) * step;
    index_t start = random.between(0, room - 1 - reach);
    if (random.chance(30)) {
      start += reach;
      step = -step;
    }
    w.offset += start * stride;
    w.strides[axis] = step * stride;
    if (broadcast && random.chance(20)) {
      w.shape[axis] = 1;
      w.strides[axis] = 0;
    }
  }
  return w;
}

TEST(Overlap, RandomViewsOfOneBuffer) {
  random_source random(1);
  for (int trial = 0; trial < 30000 && !HasFailure(); ++trial) {
    shape_type shape(static_cast<std::size_t>(random.between(1, 4)));
    for (index_t& length : shape) length = random.between(1, shape.size() == 1 ? 600 : 9);
    index_t const longest = *std::max_element(shape.begin(), shape.end());
    shape_type const grid(shape.size(), longest + random.between(0, 3));
    layout const out = random_window(random, grid, shape, false);
    layout const a = random_window(random, grid, shape, true);
    layout const b = random.chance(30) ? out : random_window(random, grid, shape, false);
    layout const c = random.chance(30) ? out : random_window(random, grid, shape, true);
    options const how{.mode = random.pick(modes), .threads = static_cast<int>(random.between(1, 3))};
    if (random.chance(50)) {
      check_three<double>(product(grid), out, a, b, c, how);
    } else {
      check_three<std::uint16_t>(product(grid), out, a, b, c, how);
    }
  }
}

// Shifts of both directions in one statement, and large enough to be cut into chunks.
TEST(Overlap, LargeShiftsOnEveryNumberOfThreads) {
  constexpr index_t n = 300'000;
  constexpr index_t size = n + 4000;
  auto const at = [](index_t offset, index_t step = 1) { return layout{offset, {n}, {step}}; };
  for (mode const how : modes) {
    for (int const threads : {1, 2, 3}) {
      options const choice{.mode = how, .threads = threads};
      check_three<double>(size, at(1), at(0), at(2), at(1), choice);          // a stencil in place
      check_three<double>(size, at(1000), at(0), at(0), at(1000), choice);    // to the right
      check_three<double>(size, at(0), at(1), at(3000), at(0), choice);       // to the left
      check_three<double>(size, at(0), at(n - 1, -1), at(1), at(0), choice);  // reversed, and a shift
      check_three<double>(size, at(2000), at(n + 1999, -1), at(1999), at(3999), choice);
    }
    if (HasFailure()) return;
  }
}

TEST(Overlap, LargeGridsOnEveryNumberOfThreads) {
  constexpr index_t side = 500;
  auto const at = [](index_t row, index_t column) {
    return layout{row * side + column, {side - 2, side - 2}, {side, 1}};
  };
  layout const transposed{side + 1, {side - 2, side - 2}, {1, side}};
  for (mode const how : modes) {
    for (int const threads : {1, 2, 3}) {
      options const choice{.mode = how, .threads = threads};
      check_three<float>(side * side, at(1, 1), at(0, 1), at(2, 1), at(1, 2), choice);
      check_three<float>(side * side, at(1, 1), transposed, at(1, 1), at(1, 1), choice);
      check_three<float>(side * side, at(1, 1), transposed, at(2, 2), at(1, 1), choice);
      check_three<float>(side * side, at(2, 0), at(0, 2), at(0, 0), at(1, 1), choice);
    }
    if (HasFailure()) return;
  }
}

// The bytes of a wide element, read as narrow ones, and the reverse.
TEST(Overlap, ViewsOfDifferentElementSizes) {
  random_source random(2);
  for (int trial = 0; trial < 3000 && !HasFailure(); ++trial) {
    constexpr index_t words = 120;
    alignas(8) unsigned char memory[8 * words], before[8 * words], expected[8 * words];
    for (index_t i = 0; i < 8 * words; ++i) memory[i] = static_cast<unsigned char>(random.bits());
    std::memcpy(before, memory, sizeof memory);
    std::memcpy(expected, memory, sizeof memory);
    index_t const n = random.between(1, words);
    index_t const word = random.between(0, words - n);
    index_t const byte = random.between(0, 8 * words - n);
    options const how{.mode = random.pick(modes), .threads = 1};
    auto const wide = view<std::uint64_t, 1>(reinterpret_cast<std::uint64_t*>(memory) + word, {n});
    auto const narrow = view<std::uint8_t, 1>(memory + byte, {n});
    bool const widen = random.chance(50);
    for (index_t i = 0; i < n; ++i) {
      std::uint64_t old = 0;
      if (widen) {
        old = static_cast<std::uint8_t>(before[byte + i] + 1);
        std::memcpy(expected + 8 * (word + i), &old, 8);
      } else {
        std::memcpy(&old, before + 8 * (word + i), 8);
        expected[byte + i] = static_cast<unsigned char>(old + 1);
      }
    }
    if (widen) {
      assign(wide, narrow + 1, how);
    } else {
      assign(narrow, wide + 1, how);
    }
    EXPECT_EQ(std::memcmp(memory, expected, sizeof memory), 0)
        << to_string(how.mode) << (widen ? " widening " : " narrowing ") << n << " elements, word " << word << ", byte "
        << byte << ", SINTER_TEST_SEED=" << test_seed();
  }
}

}  // namespace
}  // namespace sinter::testing
