#include <gtest/gtest.h>
#include <string>
#include <vector>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

std::string shape_of_sum(std::vector<index_t> const& a, std::vector<index_t> const& b) {
  ndarray<int> const x = zeros<int>(a), y = zeros<int>(b);
  return detail::to_string(eval(x + y).shape());
}

TEST(Broadcast, FollowsNumPysRules) {
  EXPECT_EQ(shape_of_sum({3, 4}, {4}), "(3, 4)");
  EXPECT_EQ(shape_of_sum({3, 1}, {1, 5}), "(3, 5)");
  EXPECT_EQ(shape_of_sum({8, 1, 6, 1}, {7, 1, 5}), "(8, 7, 6, 5)");
  EXPECT_EQ(shape_of_sum({}, {2, 3}), "(2, 3)");
  EXPECT_EQ(shape_of_sum({}, {}), "()");
  EXPECT_EQ(shape_of_sum({0}, {1}), "(0,)");
  EXPECT_EQ(shape_of_sum({2, 0, 3}, {1, 1}), "(2, 0, 3)");
  EXPECT_EQ(shape_of_sum({1}, {1, 1, 1}), "(1, 1, 1)");
}

TEST(Broadcast, RefusesOtherShapesByName) {
  for (auto const& [a, b] :
       {std::pair<std::vector<index_t>, std::vector<index_t>>{{3}, {4}}, {{2, 3}, {2}}, {{0}, {2}}}) {
    try {
      shape_of_sum(a, b);
      ADD_FAILURE();
    } catch (shape_error const& failure) {
      std::string const text = failure.what();
      EXPECT_NE(text.find("+"), std::string::npos) << text;
      EXPECT_NE(text.find("(" + std::to_string(a[0])), std::string::npos) << text;
      EXPECT_NE(text.find("(" + std::to_string(b[0])), std::string::npos) << text;
    }
  }
}

TEST(Broadcast, ErrorsComeBeforeAnythingIsWritten) {
  ndarray<double> out = full({2, 3}, 7.0);
  auto const wide = ones<double>({2, 4});
  auto const three = ones<double>({4, 2, 3});
  double const* const data = out.data();
  auto target = out(all, all);
  EXPECT_THROW(target = wide, shape_error);
  EXPECT_THROW(target = three, shape_error);
  EXPECT_THROW(assign(out, wide), shape_error);
  EXPECT_THROW(out += wide, shape_error);
  EXPECT_THROW(out += three, shape_error);
  EXPECT_THROW(out = wide + three, shape_error);
  EXPECT_EQ(out.data(), data);
  EXPECT_TRUE(all(out == 7.0));
}

TEST(Broadcast, ToAShapeWithoutCopying) {
  ndarray<int, 1> const a{1, 2, 3};
  auto const v = broadcast_to(a, {4, 3});
  static_assert(std::is_same_v<std::remove_const_t<decltype(v)>, view<int const, 2>>);
  EXPECT_EQ(v.data(), a.data());
  EXPECT_EQ(v(3, 2), 3);
  EXPECT_EQ(v.strides()[0], 0);
  EXPECT_THROW(broadcast_to(a, {3, 4}), shape_error);
  EXPECT_THROW(broadcast_to(eval(v), {3}), shape_error);
  EXPECT_EQ(broadcast_to(a, std::vector<index_t>{2, 2, 3}).rank(), 3);
}

// Several results for one element have no meaning, in any mode.
TEST(Broadcast, AnOutputMustNotBeStretched) {
  double memory[3] = {1, 2, 3};
  view<double, 2> const stretched(memory, {4, 3}, {0, 1});
  auto const a = ones<double>({4, 3});
  for (mode const how : {mode::automatic, mode::per_op, mode::fused, mode::blocked}) {
    EXPECT_THROW(assign(stretched, a + 1, {.mode = how}), shape_error) << to_string(how);
    EXPECT_EQ(memory[0], 1);
  }
}

}  // namespace
}  // namespace sinter
