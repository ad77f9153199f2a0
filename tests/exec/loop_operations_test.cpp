#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include <sinter/sinter.hpp>

#include "exec/count_up.hpp"
#include "exec/kept_settings.hpp"

// Operations in loops of machine code, rows of grids, folds, and what does not fit into one loop: bit for bit what the fused
// loop gives.

namespace sinter {
namespace {

template <class Element>
std::vector<Element> awkward() {
  using limits = std::numeric_limits<Element>;
  if constexpr (std::floating_point<Element>) {
    return {Element(0),           -Element(0),   limits::infinity(), -limits::infinity(), limits::quiet_NaN(),
            limits::denorm_min(), limits::min(), limits::max(),      limits::lowest(),    limits::min() / 2,
            Element(1.5),         Element(-2.5), Element(0.5),       Element(3)};
  } else {
    return {Element(0), Element(-1), Element(1), limits::min(), limits::max(), Element(7), Element(-13)};
  }
}

bool same_bits(double a, double b) { return (a != a && b != b) || std::memcmp(&a, &b, sizeof a) == 0; }
bool same_bits(float a, float b) { return (a != a && b != b) || std::memcmp(&a, &b, sizeof a) == 0; }
template <std::integral Element>
bool same_bits(Element a, Element b) {
  return a == b;
}

// `what`, of the shape of `like`, into an array in both modes.
template <class Element, int Rank, class Expression>
void expect_same(ndarray<Element, Rank> const& like, Expression const& what, char const* name) {
  using result = std::remove_cvref_t<decltype(*eval(what).data())>;
  ndarray<result, Rank> expected = zeros<result>(like.shape()), out = expected;
  auto const run = [&](ndarray<result, Rank>& to, mode how) { assign(to, what, {.mode = how, .threads = 1}); };
  run(expected, mode::fused);
  run(out, mode::blocked);
  for (index_t i = 0; i < out.size(); ++i) {
    ASSERT_TRUE(same_bits(out.data()[i], expected.data()[i]))
        << name << " at " << i << ": " << +out.data()[i] << ", not " << +expected.data()[i];
  }
}

template <class Element>
struct operations : ::testing::Test {
  testing::kept_settings const restore;
  ndarray<Element, 1> first, second, third;

  operations() {
    settings().jit_threshold = 1;
    std::vector<Element> const some = awkward<Element>();
    auto const count = static_cast<index_t>(some.size());
    first = zeros<Element>({count * count * 3 + 5});
    second = first;
    third = first;
    for (index_t i = 0; i < first.size(); ++i) {
      first(i) = some[static_cast<std::size_t>(i % count)];
      second(i) = some[static_cast<std::size_t>(i / count % count)];
      third(i) = testing::value_at<Element>(i);
    }
  }
};
using elements = ::testing::Types<std::int32_t, std::int64_t, float, double>;
TYPED_TEST_SUITE(operations, elements);

TYPED_TEST(operations, OfNumbers) {
  using type = TypeParam;
  auto const &a = this->first, &b = this->second, &c = this->third;
  expect_same(a, (a + b) - c, "+ -");
  expect_same(a, (a * b) * c, "*");
  expect_same(a, maximum(a, b) + c, "maximum");
  expect_same(a, minimum(a, b) + c, "minimum");
  expect_same(a, maximum(c - a, b), "maximum of a value");
  expect_same(a, minimum(b, a + c), "minimum of a value");
  expect_same(a, -a - abs(b), "- abs");
  expect_same(a, square(a) + square(b), "square");
  expect_same(a, -(a - type{3}) * type{2}, "constants");
  if constexpr (std::floating_point<type>) {
    expect_same(a, (a / b) / c, "/");
    expect_same(a, sqrt(a) + sqrt(abs(b)), "sqrt");
    expect_same(a, sqrt(abs(a * type(1e-30)) + c), "sqrt of a value");
    expect_same(a, floor(a) + ceil(b), "floor ceil");
    expect_same(a, trunc(a) - floor(b), "trunc");
    expect_same(a, where(isnan(a), b, a) + c, "isnan");
  } else {
    expect_same(a, (a & b) | (c ^ a), "& | ^");
    expect_same(a, ~(a & type{6}) - b, "~");
    expect_same(a, floor(a) + ceil(b) - trunc(c), "what leaves integers as they are");
  }
}

TYPED_TEST(operations, OfTruth) {
  using type = TypeParam;
  auto const &a = this->first, &b = this->second, &c = this->third;
  expect_same(a, a + c < b, "<");
  expect_same(a, a <= b + c, "<=");
  expect_same(a, a - c > b, ">");
  expect_same(a, a >= b - c, ">=");
  expect_same(a, a * c == b, "==");
  expect_same(a, a != b * c, "!=");
  expect_same(a, (a < b) && (b < c), "and");
  expect_same(a, (a < b) || !(b < c), "or not");
  expect_same(a, (a < b) != (c < b), "of bools");
  expect_same(a, where((a < b) && (c > type{50}), a, b + c), "where");
  expect_same(a, where(a < b, type{1}, type{2}) + c, "where of constants");
  expect_same(a, cast<type>(a < b) * c - a, "of a bool");
  expect_same(a, cast<bool>(a) && (b != c), "to bool");
  expect_same(a, where(cast<bool>(a), b < c, c < a) || (a == b), "where of bools");
  expect_same(a, where(a < b, c, a) < where(b < c, a, b), "two");
}

TYPED_TEST(operations, OfOtherTypes) {
  auto const &a = this->first, &b = this->second;
  auto small = zeros<std::int8_t>({a.size()});
  auto unsigned_small = zeros<std::uint8_t>({a.size()});
  auto words = zeros<std::uint32_t>({a.size()});
  auto bits = zeros<bool>({a.size()});
  auto half = zeros<float>({a.size()});
  for (index_t i = 0; i < a.size(); ++i) {
    small(i) = static_cast<std::int8_t>(i * 5);
    unsigned_small(i) = static_cast<std::uint8_t>(i * 7);
    words(i) = static_cast<std::uint32_t>(i * 2654435761u);
    bits(i) = i % 3 == 0;
    half(i) = static_cast<float>(i) / 7;
  }
  expect_same(a, small * a - b, "int8");
  expect_same(a, unsigned_small + a * b, "uint8");
  expect_same(a, cast<double>(words) * 0.5 + cast<double>(a), "uint32");
  expect_same(a, where(bits, a, b) - a, "bools");
  expect_same(a, where(bits && (a < b), a, b) + small, "bools and int8");
  expect_same(a, cast<double>(half) * cast<double>(a) + cast<double>(half), "float read twice");
  expect_same(a, cast<float>(cast<double>(a) * 0.25) + half, "narrower again");
  expect_same(a, cast<std::int64_t>(small) * std::int64_t{3} + cast<std::int64_t>(unsigned_small), "int64");
  expect_same(a, half < cast<float>(a) && (cast<double>(b) > 0.5), "masks of two widths");
}

TYPED_TEST(operations, OfMoreThanOneLoopHolds) {
  using type = TypeParam;
  auto const &a = this->first, &b = this->second, &c = this->third;
  // More constants, and more arrays, than there are registers.
  expect_same(
      a,
      ((((((((((((((((((((a + type{1}) * type{2}) + type{3}) * type{4}) + type{5}) * type{6}) + type{7}) * type{8}) +
                  type{9}) *
                 type{10}) +
                type{11}) *
               type{12}) +
              type{13}) *
             type{14}) +
            type{15}) *
           type{16}) +
          type{17}) *
         type{18}) +
        type{19}) *
       type{20}) +
          b * c,
      "constants");
  std::vector<ndarray<type, 1>> x(16, a);
  for (std::size_t k = 0; k < x.size(); ++k) x[k] = b + static_cast<type>(k);
  expect_same(a,
              x[0] * x[1] + x[2] * x[3] + x[4] * x[5] + x[6] * x[7] + x[8] * x[9] + x[10] * x[11] + x[12] * x[13] +
                  x[14] * x[15],
              "arrays");
  expect_same(a,
              (((x[0] - x[1]) * (x[2] - x[3])) - ((x[4] - x[5]) * (x[6] - x[7]))) -
                  (((x[8] - x[9]) * (x[10] - x[11])) - ((x[12] - x[13]) * (x[14] - x[15]))),
              "balanced");
  expect_same(a, a * a * a + a * b - b * (a - b) * b, "read often");
}

TYPED_TEST(operations, Contracted) {
  using type = TypeParam;
  if constexpr (std::floating_point<type>) {
    auto const &a = this->first, &b = this->second, &c = this->third;
    auto expected = a, out = a;
    assign(expected, a * b + c - b * c, {.mode = mode::fused, .contract = true});
    assign(out, a * b + c - b * c, {.mode = mode::blocked, .contract = true});
    for (index_t i = 0; i < a.size(); ++i) ASSERT_TRUE(same_bits(out(i), expected(i))) << i;
  }
}

TYPED_TEST(operations, AlongRows) {
  using type = TypeParam;
  for (index_t const columns : {1, 7, 8, 15, 16, 31, 64, 67, 131, 300}) {
    index_t const rows = 9;
    auto grid = zeros<type>({rows + 2, columns + 2});
    testing::count_up(grid.data(), grid.size());
    auto const row = grid(3, to(columns)), other = grid(5, from(2));
    auto const column = grid(range(1, -1), range(4 % (columns + 2), 4 % (columns + 2) + 1));
    slice const inner = range(1, -1), before = to(-2), after = from(2);
    auto const here = grid(inner, inner);
    auto const inside = zeros<type>({rows, columns});
    auto const around = grid(before, inner) + grid(after, inner) + grid(inner, before) + grid(inner, after);
    expect_same(inside, here * type{4} - around, "stencil");
    expect_same(inside, here * row + type{1}, "row");
    expect_same(inside, here * column + row, "column and row");
    expect_same(inside, row * other + column, "rows and a column");
    expect_same(inside, here * column + column, "a column twice");
    expect_same(inside, where(here > row, here, column), "selects");
    auto expected = grid;
    assign(expected(inner, inner), here + row * type{2}, {.mode = mode::fused});
    auto out = grid;
    auto const to = out(inner, inner);
    assign(to, to + row * type{2}, {.mode = mode::blocked});
    for (index_t i = 0; i < out.size(); ++i) ASSERT_EQ(out.data()[i], expected.data()[i]) << columns << ", " << i;
  }
}

TYPED_TEST(operations, Folded) {
  using type = TypeParam;
  std::vector<index_t> lengths;
  for (index_t const whole : {64, 128, 2048, 4096, 32768, 65536, 100000}) {
    for (index_t const more : {-1, 0, 1, 63, 65}) lengths.push_back(whole + more);
  }
  for (index_t const n : lengths) {
    auto a = zeros<type>({n}), b = a;
    testing::count_up(a.data(), n);
    for (index_t i = 0; i < n; ++i) b(i) = static_cast<type>((i * 29 + 5) % 89) / type{64};
    auto const of = [&](mode how) {
      settings().mode = how;
      return std::vector<double>{static_cast<double>(sum(a * b)),           static_cast<double>(sum(a * b - a)),
                                 static_cast<double>(max(abs(a - b))),      static_cast<double>(max(a - b)),
                                 static_cast<double>(min(b - a)),           static_cast<double>(prod(b * b - a)),
                                 static_cast<double>(count_nonzero(a > b)), static_cast<double>(mean(square(a - b)))};
    };
    std::vector<double> const expected = of(mode::fused), found = of(mode::blocked);
    for (std::size_t k = 0; k < found.size(); ++k) ASSERT_TRUE(same_bits(found[k], expected[k])) << n << ", " << k;
  }
  auto grid = zeros<type>({37, 4100});
  testing::count_up(grid.data(), grid.size());
  auto const along = [&](mode how) {
    settings().mode = how;
    return std::pair{eval(sum(grid * grid - grid, axis(1))), eval(sum(grid * grid - grid, axis(0)))};
  };
  auto const expected = along(mode::fused), found = along(mode::blocked);
  EXPECT_TRUE(all(found.first == expected.first));
  EXPECT_TRUE(all(found.second == expected.second));
}

// Two arrays that begin at one place but go on differently are not the same.
TEST(Loops, TellArraysApartThatBeginTogether) {
  testing::kept_settings const restore;
  settings().jit_threshold = 1;
  auto grid = zeros<double>({20, 40});
  testing::count_up(grid.data(), grid.size());
  auto const row = grid(0, all);
  auto const half = zeros<double>({20, 20});
  expect_same(grid, grid * 2.0 + row, "its first row");
  expect_same(grid, grid * row - row, "its first row twice");
  expect_same(half, grid(all, to(20)) * 2.0 + grid(to(20), to(20)), "itself");
}

// More loops than are kept, from several threads.
TEST(Loops, AreMadeByManyThreads) {
  testing::kept_settings const restore;
  settings().jit_threshold = 1;
  auto const work = [](int seed) {
    auto a = zeros<double>({100}), out = a, expected = a;
    testing::count_up(a.data(), 100);
    for (int round = 0; round < 200; ++round) {
      auto const factor = static_cast<double>(seed + round);
      assign(out, a * factor + 1.0, {.mode = mode::blocked, .threads = 1});
      assign(expected, a * factor + 1.0, {.mode = mode::fused, .threads = 1});
      ASSERT_TRUE(all(out == expected));
      assign(out, maximum(a, factor) - a * 0.5, {.mode = mode::blocked, .threads = 1});
      assign(expected, maximum(a, factor) - a * 0.5, {.mode = mode::fused, .threads = 1});
      ASSERT_TRUE(all(out == expected));
    }
  };
  std::vector<std::thread> threads;
  for (int k = 0; k < 4; ++k) threads.emplace_back(work, k);
  for (std::thread& each : threads) each.join();
}

TEST(Loops, AreNotWrittenWhereTheyAreNotWanted) {
  testing::kept_settings const restore;
  settings().jit_threshold = 0;
  auto a = zeros<double>({5000});
  testing::count_up(a.data(), 5000);
  expect_same(a, a * 2.0 + 1.0, "kernels");
  settings().mode = mode::blocked;
  settings().streaming_threshold = 1;
  auto out = a;
  EXPECT_EQ(explain(out, a * 2.0 + 1.0).stores, store_policy::regular);
}

}  // namespace
}  // namespace sinter
