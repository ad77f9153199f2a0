#include <gtest/gtest.h>
#include <sstream>
#include <string>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

TEST(Explain, ChangesNothingAndPrintsEveryDecision) {
  auto a = full({1000, 200}, 1.0), b = full({1000, 200}, 2.0);
  plan const p = explain(a, a * b + 1);
  EXPECT_TRUE(all(a == 1.0));
  std::string const text = to_string(p);
  for (char const* word : {"mode", "isa", "elements", "block", "threads", "stores", "alias", "temporary", "streams",
                           "bytes", "operations", "predicted"}) {
    EXPECT_NE(text.find(word), std::string::npos) << word << " in\n" << text;
  }
  std::ostringstream stream;
  stream << p;
  EXPECT_EQ(stream.str(), text);
  EXPECT_NE(text.find(p.reason), std::string::npos);
}

TEST(Explain, CountsWhatTheStatementDoes) {
  auto a = empty<double>({1000, 200});
  auto const b = full({1000, 200}, 2.0), c = full({1000, 200}, 3.0);
  plan const p = explain(a, (b - c) / (b + c) * b + 1);
  EXPECT_EQ(p.elements, 200'000);
  EXPECT_EQ(p.operations_per_element, 5);
  EXPECT_EQ(p.axes, 1);  // both axes are one in memory
  EXPECT_EQ(p.inner, 200'000);
  EXPECT_GE(p.bytes_per_element, 24);
  EXPECT_GT(p.predicted_ns, 0);
  EXPECT_EQ(explain(a, b * c + b, {.contract = true}).operations_per_element, 1);
  EXPECT_EQ(explain(a(all, to(100)), b(all, to(100)) + 1).axes, 2);
  EXPECT_EQ(explain(a.transpose(), b.transpose() + 1).axes, 1);
}

TEST(Explain, ModeFollowsTheStatementThenTheSettings) {
  auto a = empty<double>({50'000});
  auto const b = full({50'000}, 2.0);
  for (mode const how : {mode::per_op, mode::fused, mode::blocked}) {
    EXPECT_EQ(explain(a, b + 1, {.mode = how}).mode, how);
    settings().mode = how;
    EXPECT_EQ(explain(a, b + 1).mode, how);
    EXPECT_EQ(explain(a, b + 1, {.mode = mode::fused}).mode, mode::fused);
    settings().mode = mode::automatic;
  }
  EXPECT_EQ(explain(a, map([](double x) { return x; }, b), {.mode = mode::blocked}).mode, mode::fused);
  auto tiny = empty<double>({1});
  EXPECT_EQ(explain(tiny, b(to(1)) + 1).mode, mode::per_op);
  EXPECT_NE(explain(a, b * 2 + b).mode, mode::per_op);
}

TEST(Explain, AliasVerdicts) {
  auto a = zeros<double>({100, 100});
  auto const b = zeros<double>({100, 100});
  EXPECT_EQ(explain(a, b + 1).alias, detail::alias::none);
  EXPECT_EQ(explain(a, a + b).alias, detail::alias::same);
  EXPECT_EQ(explain(a(to(-1), all), a(from(1), all)).alias, detail::alias::forward);
  EXPECT_EQ(explain(a(from(1), all), a(to(-1), all)).alias, detail::alias::backward);
  EXPECT_EQ(explain(a, a.transpose()).alias, detail::alias::copy);
  EXPECT_EQ(explain(a(all, every(2)), a(all, range(1, 100, 2))).alias, detail::alias::none);  // interleaved
}

TEST(Explain, RefusesWhatTheStatementWouldRefuse) {
  auto a = zeros<double>({3});
  auto const b = zeros<double>({4});
  EXPECT_THROW(explain(a, b + 1), shape_error);
}

TEST(Machine, IsDescribed) {
  EXPECT_GE(machine().cores, 1);
  EXPECT_GE(machine().l1_bytes, 8 * 1024);
  EXPECT_LE(active_isa(), machine().best_isa);
  EXPECT_NE(to_string(machine()).find(to_string(machine().best_isa)), std::string::npos);
}

}  // namespace
}  // namespace sinter
