#include <gtest/gtest.h>
#include <string>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

template <class Function>
void expect_type_error(char const* value, char const* type, Function function) {
  try {
    function();
    ADD_FAILURE() << value << " was taken as " << type;
  } catch (type_error const& failure) {
    std::string const text = failure.what();
    EXPECT_NE(text.find(value), std::string::npos) << text;
    EXPECT_NE(text.find(type), std::string::npos) << text;
  }
}

TEST(Scalar, ThatDoesNotFitTheElementTypeIsAnError) {
  ndarray<std::uint8_t, 1> a{1, 2};
  ndarray<std::int8_t, 1> b{1, 2};
  ndarray<std::int64_t, 1> c{1, 2};
  ndarray<std::uint64_t, 1> d{1, 2};
  expect_type_error("300", "uint8", [&] { eval(a + 300); });
  expect_type_error("-1", "uint8", [&] { eval(a * -1); });
  expect_type_error("128", "int8", [&] { eval(128 - b); });
  expect_type_error("-129", "int8", [&] { b += -129; });
  expect_type_error("9223372036854775808", "int64", [&] { eval(c + 9223372036854775808u); });
  expect_type_error("-5", "uint64", [&] { eval(d + -5); });
  expect_type_error("256", "uint8", [&] { a = 256; });
  expect_type_error("1000", "int8", [&] { eval(where(b > 1, b, 1000)); });
  EXPECT_TRUE(a(0) == 1 && b(1) == 2);
  EXPECT_EQ(eval(a + 254)(0), 255);
  EXPECT_EQ(eval(b + -128)(0), -127);
  EXPECT_EQ(eval(d + 18446744073709551614u)(0), 18446744073709551615u);
}

TEST(Scalar, OfAHigherKindRaisesTheType) {
  ndarray<std::int8_t, 1> const a{100};
  EXPECT_EQ(eval(a * 2.5)(0), 250.0);
  ndarray<bool, 1> const b{true};
  EXPECT_EQ(eval(b + 41)(0), 42);
  ndarray<float, 1> const c{1};
  EXPECT_EQ(eval(c + 0.1)(0), 1.0f + 0.1f);
}

TEST(Scalar, IsHeldByValue) {
  ndarray<double, 1> const a{1, 2};
  auto const make = [&](double factor) { return a * factor + factor; };
  auto const expression = make(3);
  EXPECT_EQ(eval(expression)(1), 9);
}

}  // namespace
}  // namespace sinter
