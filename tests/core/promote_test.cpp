#include <gtest/gtest.h>
#include <utility>

#include <sinter/core/promote.hpp>

#include "property/reference_types.hpp"

namespace sinter {
namespace {

template <std::size_t Number>
using type_at = std::tuple_element_t<Number, reference::element_types>;

template <std::size_t A, std::size_t B>
constexpr bool promotes_like_numpy() {
  using wanted =
      std::tuple_element_t<static_cast<std::size_t>(reference::promotion_table[A][B]), reference::element_types>;
  return std::is_same_v<promoted<type_at<A>, type_at<B>>, wanted> &&
         std::is_same_v<promoted<type_at<A> const, type_at<B>>, wanted>;
}

template <std::size_t A, std::size_t... B>
constexpr bool row_is_numpys(std::index_sequence<B...>) {
  return (promotes_like_numpy<A, B>() && ...);
}

template <std::size_t... A>
constexpr bool table_is_numpys(std::index_sequence<A...> all) {
  return (row_is_numpys<A>(all) && ...);
}

static_assert(table_is_numpys(std::make_index_sequence<reference::type_count>{}));

// An array keeps its type beside a scalar of the same or a lower kind.
static_assert(std::is_same_v<weak<float, double>, float>);
static_assert(std::is_same_v<weak<float, int>, float>);
static_assert(std::is_same_v<weak<std::int8_t, long long>, std::int8_t>);
static_assert(std::is_same_v<weak<std::uint8_t, bool>, std::uint8_t>);
static_assert(std::is_same_v<weak<std::int8_t, float>, double>);
static_assert(std::is_same_v<weak<bool, int>, std::int64_t>);
static_assert(std::is_same_v<weak<bool, float>, double>);
static_assert(std::is_same_v<weak<bool, bool>, bool>);

static_assert(std::is_same_v<floating_of<float>, float> && std::is_same_v<floating_of<double>, double>);
static_assert(std::is_same_v<floating_of<std::int16_t>, float> && std::is_same_v<floating_of<std::int32_t>, double>);

TEST(Promote, TableIsSymmetric) {
  for (int a = 0; a < reference::type_count; ++a) {
    for (int b = 0; b < reference::type_count; ++b) {
      EXPECT_EQ(reference::promotion_table[a][b], reference::promotion_table[b][a]);
    }
  }
}

}  // namespace
}  // namespace sinter
