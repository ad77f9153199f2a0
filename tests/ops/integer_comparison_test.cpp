#include "wide_integers.hpp"

namespace sinter::test {
namespace {

template <class Integer>
class IntegerComparison : public ::testing::Test {};
TYPED_TEST_SUITE(IntegerComparison, integer_types);

// Every pair of an element of a and one of b, as two arrays.
template <class A, class B>
std::pair<ndarray<A, 1>, ndarray<B, 1>> every_pair(std::vector<A> const& a, std::vector<B> const& b) {
  auto const n = static_cast<index_t>(a.size() * b.size());
  std::pair result{empty<A>({n}), empty<B>({n})};
  index_t i = 0;
  for (A const x : a) {
    for (B const y : b) {
      result.first(i) = x;
      result.second(i++) = y;
    }
  }
  return result;
}

// All six for one expression of a pair of types; `<` alone where only the pair of types is new.
enum class asked { all, less };

template <asked Which, class A, class B, class Value>
void expect_comparisons(A const& a, B const& b, index_t n, Value value) {
  auto out = empty<bool>({n});
  for (mode const how : integer_modes) {
    auto const expect = [&](char const* what, auto const& expression, auto expected) {
      assign(out, expression, {.mode = how});
      for (index_t i = 0; i < n; ++i) {
        auto const [x, y] = value(i);
        ASSERT_EQ(out(i), expected(x, y))
            << static_cast<double>(x) << what << static_cast<double>(y) << ", " << to_string(how) << ", element " << i;
      }
    };
    expect(" < ", a < b, [](wide x, wide y) { return x < y; });
    if constexpr (Which == asked::all) {
      expect(" == ", a == b, [](wide x, wide y) { return x == y; });
      expect(" != ", a != b, [](wide x, wide y) { return x != y; });
      expect(" <= ", a <= b, [](wide x, wide y) { return x <= y; });
      expect(" > ", a > b, [](wide x, wide y) { return x > y; });
      expect(" >= ", a >= b, [](wide x, wide y) { return x >= y; });
    }
  }
}

template <class A, class B, asked Which = asked::less>
void expect_exact() {
  auto const [a, b] = every_pair(borders<A>(), borders<B>());
  expect_comparisons<Which>(a, b, a.size(), [&a = a, &b = b](index_t i) { return std::pair<wide, wide>(a(i), b(i)); });
}

TYPED_TEST(IntegerComparison, OfArraysIsExact) {
  expect_exact<TypeParam, std::int8_t>();
  expect_exact<TypeParam, std::int32_t>();
  expect_exact<TypeParam, std::int64_t, asked::all>();
  expect_exact<TypeParam, std::uint16_t>();
  expect_exact<TypeParam, std::uint32_t>();
  expect_exact<TypeParam, std::uint64_t, asked::all>();
}

template <class Element, class Number, asked Which = asked::less>
void expect_exact_with_numbers() {
  auto const list = borders<Element>();
  auto a = empty<Element>({static_cast<index_t>(list.size())});
  for (index_t i = 0; i < a.size(); ++i) a(i) = list[static_cast<std::size_t>(i)];
  for (Number const number : borders<Number>()) {
    expect_comparisons<Which>(a, number, a.size(), [&](index_t i) { return std::pair<wide, wide>(a(i), number); });
    expect_comparisons<Which>(number, a, a.size(), [&](index_t i) { return std::pair<wide, wide>(number, a(i)); });
  }
}

TYPED_TEST(IntegerComparison, WithNumbersIsExact) {
  expect_exact_with_numbers<TypeParam, int>();
  expect_exact_with_numbers<TypeParam, long, asked::all>();
  expect_exact_with_numbers<TypeParam, unsigned long long>();
}

// Comparing is a question that has an answer; a sum that the type cannot hold is a mistake.
TEST(NumberOutOfRange, ComparesButDoesNotAdd) {
  auto const a = full({5}, std::uint8_t{44});
  EXPECT_FALSE(any(a == 300));
  EXPECT_TRUE(all(a < 300 && a != -212 && -212 < a));
  EXPECT_TRUE(all(a + 1 == 45));
  try {
    auto const sum = eval(a + 300);
    FAIL() << "no error";
  } catch (type_error const& error) {
    EXPECT_NE(std::string(error.what()).find("300"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("uint8"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace sinter::test
