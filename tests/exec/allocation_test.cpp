#include <gtest/gtest.h>

#include <sinter/sinter.hpp>

#include "exec/counted_new.hpp"

// One pass, no heap temporary: what runs in place never allocates, at any size, in the fused and blocked modes.

namespace sinter {
namespace {

using testing::allocations;

template <class Statement>
void expect_no_allocation(char const* what, Statement statement) {
  statement();  // first use: the machine is looked at, threads are made
  long const before = allocations;
  statement();
  EXPECT_EQ(allocations - before, 0) << what;
}

TEST(Allocation, StatementsInPlaceNeverAllocate) {
  for (index_t n : {1, 7, 64, 1000, 100'000}) {
    auto a = full({n}, 1.0), b = full({n}, 2.0), c = full({n}, 3.0);
    auto f = full({n}, 1.5f);
    double const* const data = a.data();
    expect_no_allocation("a += b", [&] { a += b; });
    expect_no_allocation("a = a * 2 + b", [&] { a = a * 2 + b; });
    expect_no_allocation("a = b * c + a", [&] { a = b * c + a; });
    expect_no_allocation("a = (a - b) / (a + b) * c + 1", [&] { a = (a - b) / (a + b) * c + 1; });
    expect_no_allocation("a = 0", [&] { a = 0; });
    expect_no_allocation("a = f + b", [&] { a = f + b; });
    expect_no_allocation("a = where(b > c, a, f)", [&] { a = where(b > c, a, f); });
    expect_no_allocation("a = exp(a)", [&] { a = exp(a); });
    expect_no_allocation("a = map", [&] { a = map([](auto x) { return x + 1; }, a); });
    expect_no_allocation("a(all) *= 3", [&] { a(all) *= 3; });
    EXPECT_EQ(a.data(), data);
  }
}

TEST(Allocation, NeitherDoViewsWithStrides) {
  auto a = zeros<double>({200, 300}), b = ones<double>({300, 200});
  auto const row = ones<double>({300});
  expect_no_allocation("a += transposed", [&] { a += b.transpose(); });
  expect_no_allocation("a += row", [&] { a += row; });
  expect_no_allocation("a(reversed, every(2)) *= 2", [&] { a(reversed, every(2)) *= 2; });
  expect_no_allocation("a.transpose() += b", [&] { a.transpose() += b; });
}

TEST(Allocation, NorDoShiftsOfOneDirection) {
  auto a = zeros<double>({100'000});
  auto grid = zeros<float>({300, 400});
  expect_no_allocation("to the left", [&] { a(to(-1)) = a(from(1)) + 1; });
  expect_no_allocation("to the right", [&] { a(from(1)) = a(to(-1)) + 1; });
  expect_no_allocation("rows up", [&] { grid(to(-1), all) = grid(from(1), all) * 2; });
  expect_no_allocation("rows down", [&] { grid(from(1), all) = grid(to(-1), all) * 2; });
}

TEST(Allocation, ChosenModesInPlace) {
  for (mode const how : {mode::fused, mode::blocked}) {
    for (index_t n : {1, 100, 100'000}) {
      auto a = full({n}, 1.0), b = full({n}, 2.0);
      expect_no_allocation(to_string(how), [&] { assign(a, (a * b - a) / (a + 1), {.mode = how}); });
      expect_no_allocation(to_string(how), [&] { assign(a, (a * b - a) / (a + 1), {.mode = how, .threads = 2}); });
    }
  }
}

// Scratch of per_op is kept between statements.
TEST(Allocation, PerOpReusesItsScratch) {
  auto a = full({100'000}, 1.0), b = full({100'000}, 2.0);
  expect_no_allocation("per_op", [&] { assign(a, (a * b - a) / (a + 1), {.mode = mode::per_op}); });
}

TEST(Allocation, AResultTakesOneBuffer) {
  auto const a = full({5000}, 1.0), b = full({5000}, 2.0);
  ndarray<double, 1> const first = a * b + 1;
  long const before = allocations;
  ndarray<double, 1> const second = a * b + 1;
  EXPECT_EQ(allocations - before, 1);
  EXPECT_EQ(second(4999), first(0));
}

TEST(Allocation, ATemporaryIsAsSmallAsPossible) {
  auto a = zeros<double>({400, 400});
  plan const reversed_rows = explain(a, a(reversed, all) + 1);
  EXPECT_EQ(reversed_rows.temporary_bytes, 400 * 400 * 8);
  plan const one_row = explain(a, a + a(3, all));
  EXPECT_EQ(one_row.temporary_bytes, 400 * 8);
  EXPECT_EQ(explain(a, a + 1).temporary_bytes, 0);
  EXPECT_EQ(explain(a(from(1), all), a(to(-1), all)).temporary_bytes, 0);
}

}  // namespace
}  // namespace sinter
