#include <cstdint>
#include <gtest/gtest.h>
#include <numeric>

#include <sinter/sinter.hpp>

#include "exec/kept_settings.hpp"

// The ways in which a nest reaches the loop: rows with columns beside them, transposed tiles, stores past the caches.

namespace {

using namespace sinter;

template <class Element>
struct nest : ::testing::Test {};
using elements = ::testing::Types<std::uint8_t, std::int16_t, float, double, std::int64_t>;
TYPED_TEST_SUITE(nest, elements);

template <class Element, int Rank>
ndarray<Element, Rank> counted(ndarray<Element, Rank> array) {
  unsigned state = 17;
  for (Element& value : array) value = static_cast<Element>((state = state * 1664525u + 1013904223u) >> 26);
  return array;
}

struct with_settings : sinter::testing::kept_settings {
  with_settings() { settings().planning_threshold = 0; }
};

constexpr mode modes[] = {mode::automatic, mode::fused, mode::blocked, mode::per_op};

TYPED_TEST(nest, AddsTransposedTiles) {
  with_settings const restore;
  for (auto const& [rows, columns] : {std::pair<index_t, index_t>{1, 5}, {7, 9}, {8, 8}, {33, 65}, {130, 71}}) {
    auto const a = counted(empty<TypeParam>({columns, rows}));
    auto const b = counted(empty<TypeParam>({rows, columns}));
    for (mode const how : modes) {
      auto out = full<TypeParam>({rows, columns}, TypeParam{1});
      assign(out, a.transpose() + b, {.mode = how});
      for (index_t r = 0; r < rows; ++r) {
        for (index_t c = 0; c < columns; ++c) ASSERT_EQ(out(r, c), static_cast<TypeParam>(a(c, r) + b(r, c)));
      }
      // The same with the output transposed, and a third axis outside.
      assign(out.transpose(), a + b.transpose(), {.mode = how});
      for (index_t r = 0; r < rows; ++r) {
        for (index_t c = 0; c < columns; ++c) ASSERT_EQ(out(r, c), static_cast<TypeParam>(a(c, r) + b(r, c)));
      }
    }
  }
}

TYPED_TEST(nest, AddsColumnsAndSingleElements) {
  with_settings const restore;
  for (index_t const columns : {1, 3, 16, 64, 67, 700}) {
    auto const a = counted(empty<TypeParam>({4, 5, columns}));
    auto const column = counted(empty<TypeParam>({4, 5, 1}));
    auto const plane = counted(empty<TypeParam>({4, 1, 1}));
    auto const one = counted(empty<TypeParam>({1}));
    for (mode const how : modes) {
      auto out = zeros<TypeParam>({4, 5, columns});
      assign(out, a + column + plane + one, {.mode = how});
      for (index_t i = 0; i < 4; ++i) {
        for (index_t k = 0; k < 5; ++k) {
          for (index_t c = 0; c < columns; ++c) {
            auto const expected = a(i, k, c) + column(i, k, 0) + plane(i, 0, 0) + one(0);
            ASSERT_EQ(out(i, k, c), static_cast<TypeParam>(expected)) << i << " " << k << " " << c;
          }
        }
      }
    }
  }
}

TYPED_TEST(nest, StreamsWholeRowsAndTouchesNothingBesideThem) {
  with_settings const restore;
  settings().streaming_threshold = 1;
  for (index_t const shift : {0, 1, 3}) {
    for (index_t const columns : {5000, 5001, 8192}) {
      auto whole = full<TypeParam>({3, columns + 70}, TypeParam{9});
      auto const out = whole(all, range(shift, shift + columns));
      auto const a = counted(empty<TypeParam>({3, columns}));
      auto const column = counted(empty<TypeParam>({3, 1}));
      if (columns * static_cast<index_t>(sizeof(TypeParam)) >= 4096) {
        EXPECT_EQ(explain(out, a + column, {.mode = mode::fused}).stores, store_policy::streaming);
      }
      assign(out, a + column, {.mode = mode::fused, .threads = 2});
      for (index_t r = 0; r < 3; ++r) {
        for (index_t c = 0; c < columns + 70; ++c) {
          bool const inside = c >= shift && c < shift + columns;
          auto const expected = inside ? static_cast<TypeParam>(a(r, c - shift) + column(r, 0)) : TypeParam{9};
          ASSERT_EQ(whole(r, c), expected) << r << " " << c;
        }
      }
    }
  }
}

TEST(Streaming, IsForWhatIsNotReadAgain) {
  with_settings const restore;
  settings().streaming_threshold = 1;
  auto a = ones<double>({5000});
  auto b = ones<double>({5000});
  EXPECT_EQ(explain(a, b + 1, {.mode = mode::fused}).stores, store_policy::streaming);
  EXPECT_EQ(explain(a, a + b, {.mode = mode::fused}).stores, store_policy::regular);
  EXPECT_EQ(explain(a, exp(b), {.mode = mode::fused}).stores, store_policy::streaming);
  EXPECT_EQ(explain(a(every(2)), b(every(2)) + 1, {.mode = mode::fused}).stores, store_policy::regular);
  EXPECT_EQ(explain(a, b + 1, {.mode = mode::per_op}).stores, store_policy::regular);
  auto flags = full({5000}, false);
  EXPECT_EQ(explain(flags, a > b, {.mode = mode::fused}).stores, store_policy::regular);
}

// A kernel has stored the values of a function already: one thread computes for longer than it would wait for memory.
TEST(Streaming, NotOfAFunctionAtTheRootOnOneThread) {
  with_settings const restore;
  settings().streaming_threshold = 0;
  index_t const n = machine().cache_bytes / 8;
  auto a = empty<double>({n});  // never touched
  auto const b = empty<double>({n});
  auto const stores = [&](auto const& e, int threads) {
    return explain(a, e, {.mode = mode::fused, .threads = threads}).stores;
  };
  EXPECT_EQ(stores(b + 1, 1), store_policy::streaming);
  EXPECT_EQ(stores(exp(b), 1), store_policy::regular);
  EXPECT_EQ(stores(exp(b), 64), store_policy::streaming);
  EXPECT_EQ(stores(exp(b) + 1, 1), store_policy::streaming);
}

}  // namespace
