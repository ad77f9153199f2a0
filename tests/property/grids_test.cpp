#include <algorithm>
#include <array>
#include <cstring>
#include <gtest/gtest.h>
#include <vector>

#include <sinter/sinter.hpp>

#include "property/random.hpp"

// Statements over views whose ranks the types tell: their arrays are placed by types, without a plan where that is possible.
// Random shapes, layouts and overlaps, against plain loops, bit for bit; nothing else is written.

namespace sinter::testing {
namespace {

constexpr index_t memory_size = 6000;
using memory = std::array<double, memory_size>;

template <int Rank>
using grid = detail::strided<double, Rank>;

// Any layout within the memory: axes in any order, with gaps, backwards, every second element; what is read stands still
// along some.
template <int Rank>
grid<Rank> placed_in(random_source& random, memory& in, extents<Rank> const& shape, bool is_read) {
  grid<Rank> result;
  result.shape = shape;
  for (;;) {
    std::array<int, Rank> order;
    for (int k = 0; k < Rank; ++k) order[static_cast<std::size_t>(k)] = k;
    if (random.chance(25)) std::swap(order[0], order[Rank - 1]);
    index_t step = random.chance(20) ? 2 : 1, low = 0, high = 0;
    for (int k = Rank; k-- > 0;) {
      auto const axis = static_cast<std::size_t>(order[static_cast<std::size_t>(k)]);
      index_t const stride = random.chance(12) ? -step : step;
      result.strides[axis] = is_read && random.chance(10) ? 0 : stride;
      step = step * shape[axis] + (random.chance(33) ? random.between(0, 5) : 0);
      index_t const reach = (shape[axis] - 1) * result.strides[axis];
      (reach < 0 ? low : high) += reach;
    }
    if (high - low >= memory_size / 2) continue;
    result.data = in.data() - low + random.between(0, memory_size / 2 - 1 - (high - low));
    return result;
  }
}

template <int Rank>
double& element(grid<Rank> const& of, std::array<index_t, 3> const& at) {
  index_t place = 0;
  for (int k = 0; k < Rank; ++k) {
    auto const axis = static_cast<std::size_t>(k);
    if (of.shape[axis] != 1) place += at[static_cast<std::size_t>(3 - Rank + k)] * of.strides[axis];
  }
  return of.data[place];
}

template <class Action>
void for_each_place(std::array<index_t, 3> const& over, Action action) {
  for (index_t i = 0; i < over[0]; ++i) {
    for (index_t j = 0; j < over[1]; ++j) {
      for (index_t k = 0; k < over[2]; ++k) action(std::array<index_t, 3>{i, j, k});
    }
  }
}

constexpr auto sum_of_both = [](auto const& a, auto const& b) { return a + b; };
constexpr auto with_constant = [](auto const& a, auto const& b) { return a * 3.0 - b; };
constexpr auto of_one = [](auto const&, auto const& b) { return 2.0 * b; };
constexpr auto of_many = [](auto const& a, auto const& b) { return (a + b) * (a - b) + a; };

template <int Out, int A, int B, class Make>
void check(std::uint64_t salt, Make make) {
  random_source random(salt);
  std::vector<memory> arrays(3);
  for (int round = 0; round < 300; ++round) {
    for (memory& each : arrays) {
      for (double& value : each) value = static_cast<double>(random.between(-1000, 1000)) / 8;
    }
    std::array<index_t, 3> all = {1, 1, 1};
    for (int k = 3 - Out; k < 3; ++k) {
      all[static_cast<std::size_t>(k)] = random.chance(15) ? 1 : random.between(1, Out == 3 ? 9 : 40);
    }
    auto const some_of = [&]<int Rank>(std::integral_constant<int, Rank>, bool is_read) {
      extents<Rank> shape;
      for (int k = 0; k < Rank; ++k) {
        bool const is_one = is_read && random.chance(20);
        shape[static_cast<std::size_t>(k)] = is_one ? 1 : all[static_cast<std::size_t>(3 - Rank + k)];
      }
      return shape;
    };
    memory& read = arrays[random.chance(15) ? 0 : 1];
    auto const out = placed_in<Out>(random, arrays[0], some_of(std::integral_constant<int, Out>{}, false), false);
    auto a = placed_in<A>(random, read, some_of(std::integral_constant<int, A>{}, true), true);
    auto const b = placed_in<B>(random, arrays[2], some_of(std::integral_constant<int, B>{}, true), true);
    if constexpr (A == Out) {
      if (random.chance(12)) a = out;
    }
    memory expected = arrays[0];
    for_each_place(all, [&](std::array<index_t, 3> const& at) {
      expected[static_cast<std::size_t>(&element(out, at) - arrays[0].data())] = make(element(a, at), element(b, at));
    });
    auto fresh = eval(make(view<double const, A>(a), view<double const, B>(b)));
    grid<decltype(fresh)::static_rank> const values{fresh.data(), fresh.shape(), fresh.strides()};
    for_each_place(all, [&](std::array<index_t, 3> const& at) {
      ASSERT_EQ(element(values, at), make(element(a, at), element(b, at)))
          << "round " << round << ", SINTER_TEST_SEED=" << test_seed();
    });
    view<double, Out> const to(out);
    to = make(view<double const, A>(a), view<double const, B>(b));
    ASSERT_EQ(std::memcmp(expected.data(), arrays[0].data(), sizeof expected), 0)
        << "round " << round << ", SINTER_TEST_SEED=" << test_seed();
  }
}

template <int Out, int A, int B>
void check_all(std::uint64_t salt) {
  check<Out, A, B>(salt, sum_of_both);
  check<Out, A, B>(salt + 1, with_constant);
  check<Out, A, B>(salt + 2, of_one);
  check<Out, A, B>(salt + 3, of_many);
}

TEST(Grids, OfTwoAxes) {
  check_all<2, 2, 2>(1);
  check_all<2, 2, 1>(11);
  check_all<2, 1, 2>(21);
}

TEST(Grids, OfThreeAxes) {
  check_all<3, 3, 3>(31);
  check_all<3, 2, 3>(41);
  check_all<3, 3, 1>(51);
}

TEST(Grids, OfOneAxis) { check_all<1, 1, 1>(61); }

}  // namespace
}  // namespace sinter::testing
