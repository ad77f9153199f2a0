#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

using optional_index = std::optional<index_t>;

// What Python's list[start:stop:step] holds: the positions one by one, by the rules of the language reference.
std::vector<index_t> positions(optional_index start, optional_index stop, index_t step, index_t n) {
  auto const bound = [&](optional_index given, index_t otherwise) {
    if (!given) return otherwise;
    index_t const from_start = *given < 0 ? *given + n : *given;
    return step > 0 ? std::min(std::max(from_start, index_t{0}), n)
                    : std::min(std::max(from_start, index_t{-1}), n - 1);
  };
  index_t const first = bound(start, step > 0 ? 0 : n - 1);
  index_t const end = bound(stop, step > 0 ? n : -1);
  std::vector<index_t> result;
  for (index_t at = first; step > 0 ? at < end : at > end; at += step) result.push_back(at);
  return result;
}

TEST(Slice, EveryStartStopAndStepMeansWhatPythonMeans) {
  std::vector<optional_index> bounds{std::nullopt};
  for (index_t value = -9; value <= 9; ++value) bounds.emplace_back(value);
  for (index_t n = 0; n <= 6; ++n) {
    ndarray<int, 1> const a = arange<int>(static_cast<int>(n));
    for (optional_index const start : bounds) {
      for (optional_index const stop : bounds) {
        for (index_t const step : {-7, -3, -2, -1, 1, 2, 3, 7}) {
          slice chosen;
          if (start) chosen.start = *start;
          if (stop) chosen.stop = *stop;
          chosen.step = step;
          auto const v = a(chosen);
          std::vector<index_t> const wanted = positions(start, stop, step, n);
          ASSERT_EQ(std::vector<index_t>(v.begin(), v.end()), wanted)
              << n << "[" << start.value_or(-99) << ":" << stop.value_or(-99) << ":" << step << "]";
        }
      }
    }
  }
}

TEST(Slice, ExtremeBoundsAndStepsDoNotOverflow) {
  constexpr index_t most = std::numeric_limits<index_t>::max();
  constexpr index_t least = std::numeric_limits<index_t>::min();
  ndarray<int, 1> const a = arange<int>(5);
  EXPECT_EQ(a(range(0, most)).size(), 5);
  EXPECT_EQ(a(range(-most, most, most)).size(), 1);
  EXPECT_EQ(a(range(most, -most, -most)).size(), 1);
  EXPECT_EQ(a(range(4, -most, least)).size(), 1);
  EXPECT_EQ(a(range(most, 2)).size(), 0);
}

TEST(Slice, NamesForTheCommonOnes) {
  ndarray<int, 1> const a = arange<int>(10);
  EXPECT_TRUE(all(a(from(7)) == ndarray<int, 1>{7, 8, 9}));
  EXPECT_TRUE(all(a(from(-2)) == ndarray<int, 1>{8, 9}));
  EXPECT_TRUE(all(a(to(3)) == ndarray<int, 1>{0, 1, 2}));
  EXPECT_TRUE(all(a(to(-8)) == ndarray<int, 1>{0, 1}));
  EXPECT_TRUE(all(a(every(4)) == ndarray<int, 1>{0, 4, 8}));
  EXPECT_TRUE(all(a(range(8, 2, -3)) == ndarray<int, 1>{8, 5}));
  EXPECT_EQ(a(reversed)(0), 9);
}

TEST(Slice, IntegersDropAnAxisAndTheRestKeepIt) {
  auto a = empty<int>({2, 3, 4});
  for (int i = 0; i < 24; ++i) a.data()[i] = i;
  auto const row = a(1, -1, ellipsis);
  static_assert(decltype(row)::static_rank == 1);
  EXPECT_EQ(row(0), 20);
  auto const column = a(all, 1, every(2));
  static_assert(decltype(column)::static_rank == 2);
  EXPECT_EQ(column(1, 1), 18);
  auto const last = a(ellipsis, -1);
  static_assert(decltype(last)::static_rank == 2);
  EXPECT_EQ(last(1, 2), 23);
  auto const wide = a(newaxis, 0, ellipsis, newaxis);
  static_assert(decltype(wide)::static_rank == 4);
  EXPECT_EQ(detail::to_string(wide.shape()), "(1, 3, 4, 1)");
  EXPECT_EQ(wide(0, 2, 3, 0), 11);
  auto const part = a(1, ellipsis);
  EXPECT_EQ(detail::to_string(part.shape()), "(3, 4)");
  EXPECT_EQ(a[1][2][3], 23);
  EXPECT_EQ(a[-1][-1][-1], 23);
  EXPECT_EQ(a.at(-2, 0, -4), 0);
}

TEST(Slice, OfASliceComposes) {
  ndarray<int, 1> const a = arange<int>(100);
  auto const v = a(range(10, 90, 3))(reversed)(range(2, 20, 4));
  std::vector<int> wanted;
  std::vector<int> first;
  for (int i = 10; i < 90; i += 3) first.push_back(i);
  for (std::size_t i = 2; i < 20; i += 4) wanted.push_back(first[first.size() - 1 - i]);
  EXPECT_EQ(std::vector<int>(v.begin(), v.end()), wanted);
}

template <class Error, class Function>
std::string message_of(Function function) {
  try {
    function();
  } catch (Error const& failure) {
    return failure.what();
  }
  ADD_FAILURE() << "nothing of that type was thrown";
  return {};
}

TEST(Slice, ErrorsNameTheIndexAndTheShape) {
  auto a = zeros<double>({3, 4});
  ndarray<double> const dynamic = a;
  std::string const out_of_range = message_of<index_error>([&] { a.at(2, 4); });
  EXPECT_NE(out_of_range.find("4"), std::string::npos);
  EXPECT_NE(out_of_range.find("axis 1"), std::string::npos);
  EXPECT_NE(out_of_range.find("(3, 4)"), std::string::npos);
  EXPECT_NE(message_of<index_error>([&] { a(-4, all); }).find("-4"), std::string::npos);
  EXPECT_NE(message_of<index_error>([&] { a.at(-4, 0); }).find("-4"), std::string::npos);
  EXPECT_NE(message_of<shape_error>([&] { dynamic(1, all, all); }).find("(3, 4)"), std::string::npos);
  EXPECT_NE(message_of<shape_error>([&] { dynamic(1, 1, 1); }).find("(3, 4)"), std::string::npos);
  EXPECT_NE(message_of<shape_error>([&] { a(every(0)); }).find("step 0"), std::string::npos);
  EXPECT_NE(message_of<shape_error>([&] { dynamic(ellipsis, ellipsis); }).find("ellipsis"), std::string::npos);
}

}  // namespace
}  // namespace sinter
