#include <gtest/gtest.h>

#include "property/check_expression.hpp"

namespace sinter::testing {
namespace {

using i8 = std::int8_t;
using i16 = std::int16_t;
using i32 = std::int32_t;
using i64 = std::int64_t;
using u8 = std::uint8_t;
using u32 = std::uint32_t;

TEST(Arithmetic, OfOneType) {
  check_expression<double, double, double>("a * b + c", [](auto a, auto b, auto c) { return a * b + c; });
  check_expression<float, float, float>("a * b + c", [](auto a, auto b, auto c) { return a * b + c; });
  check_expression<double, double, double>("(a - b) / (a + b) * c + 1",
                                           [](auto a, auto b, auto c) { return (a - b) / (a + b) * c + 1; });
  check_expression<float, float, float>("a - b * c", [](auto a, auto b, auto c) { return a - b * c; });
  check_expression<double, double, double>("a * b - c * 0.1", [](auto a, auto b, auto c) { return a * b - c * 0.1; });
}

TEST(Arithmetic, OfMixedTypes) {
  check_expression<float, double, i32>("a * b + c", [](auto a, auto b, auto c) { return a * b + c; });
  check_expression<float, i16, u8>("(a + b) * c - 2.5", [](auto a, auto b, auto c) { return (a + b) * c - 2.5; });
  check_expression<i8, i16, i32>("a * b / (c + 1)", [](auto a, auto b, auto c) { return a * b / (c + 1); });
  check_expression<bool, float, u32>("a * b + c * 0.3f", [](auto a, auto b, auto c) { return a * b + c * 0.3f; });
  check_expression<bool, i8, double>("-b * c + a", [](auto a, auto b, auto c) { return -b * c + a; });
  check_expression<i64, u8, float>("a * c - b", [](auto a, auto b, auto c) { return a * c - b; });
}

TEST(Arithmetic, OneAndTwoOperands) {
  check_expression<double, i8, i8>("a", [](auto a, auto, auto) { return cast<double>(a); });
  check_expression<float, float, i8>("-a + b", [](auto a, auto b, auto) { return -a + b; });
  check_expression<i16, i16, i8>("3 - a * b", [](auto a, auto b, auto) { return 3 - a * b; });
  check_expression<double, float, i8>("2 / a - b", [](auto a, auto b, auto) { return 2 / a - b; });
}

TEST(Arithmetic, DeepTrees) {
  check_expression<double, double, float>("eleven operations", [](auto a, auto b, auto c) {
    return ((a * 2.0 + b) * (c - 1) - (a + b * c)) / (abs(a) + 1) + a * (b - c * 0.25);
  });
  check_expression<float, float, float>(
      "Horner", [](auto a, auto b, auto c) { return ((((a * 0.1f + b) * a + c) * a - b) * a + 1) * a + c; });
}

TEST(Arithmetic, IntoAnotherType) {
  check_expression_into<float, double, float, i32>("a * b + c to float32",
                                                   [](auto a, auto b, auto c) { return a * b + c; });
  check_expression_into<double, i16, u8, float>("a - b * c to float64",
                                                [](auto a, auto b, auto c) { return a - b * c; });
  check_expression_into<i64, i8, i32, u8>("a * b + c to int64", [](auto a, auto b, auto c) { return a * b + c; });
  check_expression_into<i8, i32, i64, u8>("a + b * c to int8", [](auto a, auto b, auto c) { return a + b * c; });
  check_expression_into<i16, float, double, float>("clip(a + b * c, -9e3, 9e3) to int16", [](auto a, auto b, auto c) {
    return clip(where(isnan(a + b * c), 0.0, a + b * c), -9e3, 9e3);
  });
  check_expression_into<bool, double, float, i8>("a - b to bool", [](auto a, auto b, auto) { return a - b; });
}

}  // namespace
}  // namespace sinter::testing
