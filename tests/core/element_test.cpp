#include <gtest/gtest.h>
#include <type_traits>

#include <sinter/core/element.hpp>
#include <sinter/core/error.hpp>

namespace sinter {
namespace {

static_assert(element<bool> && element<std::int8_t> && element<std::uint64_t> && element<float> &&
              element<double const>);
static_assert(!element<char> && !element<long double> && !element<int*> && !element<void>);
static_assert(scalar<char> && scalar<long long> && scalar<float> && !scalar<long double> && !scalar<int*>);
static_assert(std::is_same_v<detail::canonical<long long>::type, std::int64_t>);
static_assert(std::is_same_v<detail::canonical<unsigned long long>::type, std::uint64_t>);
static_assert(std::is_same_v<detail::canonical<bool>::type, bool>);
static_assert(std::is_same_v<detail::canonical<char>::type,
                             std::conditional_t<std::is_signed_v<char>, std::int8_t, std::uint8_t>>);

static_assert(std::is_base_of_v<std::runtime_error, error>);
static_assert(std::is_base_of_v<error, shape_error> && std::is_base_of_v<error, index_error>);
static_assert(std::is_base_of_v<error, type_error> && std::is_base_of_v<error, io_error>);
static_assert(std::is_base_of_v<error, parse_error>);

TEST(Element, NamesAndSizesAreNumPys) {
  EXPECT_STREQ(name_of(element_type_of<bool>), "bool");
  EXPECT_STREQ(name_of(element_type_of<std::int16_t>), "int16");
  EXPECT_STREQ(name_of(element_type_of<std::uint64_t const>), "uint64");
  EXPECT_STREQ(name_of(element_type_of<float>), "float32");
  EXPECT_STREQ(name_of(element_type_of<double>), "float64");
  EXPECT_EQ(size_of(element_type_of<bool>), 1);
  EXPECT_EQ(size_of(element_type_of<std::int32_t>), 4);
  EXPECT_EQ(size_of(element_type_of<double>), 8);
}

}  // namespace
}  // namespace sinter
