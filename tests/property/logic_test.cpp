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

TEST(Logic, Comparisons) {
  check_expression<double, double, float>("a < b", [](auto a, auto b, auto) { return a < b; });
  check_expression<float, i16, i8>("(a >= b) != (c == 1)", [](auto a, auto b, auto c) { return (a >= b) != (c == 1); });
  check_expression<i8, u8, bool>("(a > b) | (c <= a)", [](auto a, auto b, auto c) { return (a > b) | (c <= a); });
  check_expression<i64, double, i32>("(a == b) & (a != c)", [](auto a, auto b, auto c) { return (a == b) & (a != c); });
  check_expression<bool, bool, bool>("(a == b) == (b < c)", [](auto a, auto b, auto c) { return (a == b) == (b < c); });
  check_expression<u32, i32, u32>("(a < b) ^ (a < c)", [](auto a, auto b, auto c) { return (a < b) ^ (a < c); });
}

TEST(Logic, TruthOfElements) {
  check_expression<bool, bool, bool>("~a & b | c ^ a", [](auto a, auto b, auto c) { return (~a & b) | (c ^ a); });
  check_expression<bool, bool, bool>("a * b + c", [](auto a, auto b, auto c) { return a * b + c; });
  check_expression<double, i16, float>("(a && b) || !c", [](auto a, auto b, auto c) { return (a && b) || !c; });
  check_expression<float, u8, i64>("logical_xor(a, b) && c",
                                   [](auto a, auto b, auto c) { return logical_xor(a, b) && c; });
  check_expression<double, float, i16>("isnan(a) | isinf(b) | !isfinite(a * b) | isnan(c)", [](auto a, auto b, auto c) {
    return isnan(a) | isinf(b) | !isfinite(a * b) | isnan(c);
  });
}

TEST(Logic, Choices) {
  check_expression<bool, float, double>("where(a, b, c)", [](auto a, auto b, auto c) { return where(a, b, c); });
  check_expression<double, double, i8>("where(a < b, a, c) * 2",
                                       [](auto a, auto b, auto c) { return where(a < b, a, c) * 2; });
  check_expression<i8, double, double>("where(a > 3, b * c, -b)",
                                       [](auto a, auto b, auto c) { return where(a > 3, b * c, -b); });
  check_expression<bool, i8, i8>("where(b < c, a, c > 1)", [](auto a, auto b, auto c) { return where(b<c, a, c> 1); });
  check_expression<float, u8, bool>("where(a, 1, 0) + b", [](auto a, auto b, auto) { return where(a, 1, 0) + b; });
  check_expression<i64, i8, u8>("where(b == c, a, b)", [](auto a, auto b, auto c) { return where(b == c, a, b); });
}

TEST(Logic, Extremes) {
  check_expression<double, double, double>("maximum(a, minimum(b, c))",
                                           [](auto a, auto b, auto c) { return maximum(a, minimum(b, c)); });
  check_expression<float, float, float>("minimum(maximum(a, b), c)",
                                        [](auto a, auto b, auto c) { return minimum(maximum(a, b), c); });
  check_expression<i16, u8, i32>("maximum(a, b) - minimum(a, c)",
                                 [](auto a, auto b, auto c) { return maximum(a, b) - minimum(a, c); });
  check_expression<i64, u32, i64>("clip(a, b, c)", [](auto a, auto b, auto c) { return clip(a, b, c); });
  check_expression<float, float, i8>("clip(a * b, -1, 1)", [](auto a, auto b, auto) { return clip(a * b, -1, 1); });
}

TEST(Functions, OfExactResult) {
  check_expression<double, float, i32>("sqrt(a) + sqrt(b) + sqrt(c)",
                                       [](auto a, auto b, auto c) { return sqrt(a) + sqrt(b) + sqrt(c); });
  check_expression<i8, u8, bool>("sqrt(a) * sqrt(b)", [](auto a, auto b, auto) { return sqrt(a) * sqrt(b); });
  check_expression<float, double, float>("fma(a, b, c)", [](auto a, auto b, auto c) { return fma(a, b, c); });
  check_expression<float, float, float>("fma(a, b, c * 0.1f)",
                                        [](auto a, auto b, auto c) { return fma(a, b, c * 0.1f); });
  check_expression<double, float, i8>("floor(a) + ceil(b) * 2",
                                      [](auto a, auto b, auto) { return floor(a) + ceil(b) * 2; });
  check_expression<float, double, i8>("trunc(a) - round(b)", [](auto a, auto b, auto) { return trunc(a) - round(b); });
  check_expression<float, float, float>("round(a * 0.5f) + trunc(b) + floor(c)",
                                        [](auto a, auto b, auto c) { return round(a * 0.5f) + trunc(b) + floor(c); });
  check_expression<i16, i64, double>("abs(a) + abs(b) * abs(c) - square(c)",
                                     [](auto a, auto b, auto c) { return abs(a) + abs(b) * abs(c) - square(c); });
}

}  // namespace
}  // namespace sinter::testing
