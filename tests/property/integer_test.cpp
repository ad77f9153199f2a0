#include <gtest/gtest.h>

#include "property/check_expression.hpp"

namespace sinter::testing {
namespace {

using i8 = std::int8_t;
using i16 = std::int16_t;
using i32 = std::int32_t;
using i64 = std::int64_t;
using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;

TEST(Integers, WrapAround) {
  check_expression<i32, i32, i32>("a * b + c", [](auto a, auto b, auto c) { return a * b + c; });
  check_expression<i8, u8, i8>("a * b - c", [](auto a, auto b, auto c) { return a * b - c; });
  check_expression<u64, u32, u64>("a - b * c", [](auto a, auto b, auto c) { return a - b * c; });
  check_expression<i64, i64, i64>("square(a) - abs(b) * c",
                                  [](auto a, auto b, auto c) { return square(a) - abs(b) * c; });
  check_expression<u16, u8, bool>("-a * b + c", [](auto a, auto b, auto c) { return -a * b + c; });
}

TEST(Integers, Bits) {
  check_expression<i32, i32, i32>("(a & b) | ~c", [](auto a, auto b, auto c) { return (a & b) | ~c; });
  check_expression<u8, u16, u8>("(a ^ b) & 0x5a", [](auto a, auto b, auto) { return (a ^ b) & 0x5a; });
  check_expression<i64, u8, i8>("(a << b) >> 3", [](auto a, auto b, auto) { return (a << b) >> 3; });
  check_expression<i8, i8, i8>("(a << b) ^ (a >> c)", [](auto a, auto b, auto c) { return (a << b) ^ (a >> c); });
  check_expression<u32, u32, u16>("(a >> b) | (a << c)", [](auto a, auto b, auto c) { return (a >> b) | (a << c); });
  check_expression<i16, i16, bool>("(a >> b) & c", [](auto a, auto b, auto c) { return (a >> b) & c; });
}

TEST(Integers, DivisionAndRemainder) {
  check_expression<i32, i32, i32>("floor_divide(a, b) + a % c",
                                  [](auto a, auto b, auto c) { return floor_divide(a, b) + a % c; });
  check_expression<i8, i8, u8>("a % b + floor_divide(a, c)",
                               [](auto a, auto b, auto c) { return a % b + floor_divide(a, c); });
  check_expression<u16, u16, u64>("floor_divide(c, a) % b",
                                  [](auto a, auto b, auto c) { return floor_divide(c, a) % b; });
  check_expression<i64, i16, i64>("a % 7 - floor_divide(c, b)",
                                  [](auto a, auto b, auto c) { return a % 7 - floor_divide(c, b); });
  check_expression<double, double, i8>("floor_divide(a, b)", [](auto a, auto b, auto) { return floor_divide(a, b); });
  check_expression<float, float, i8>("a % b", [](auto a, auto b, auto) { return a % b; });
  check_expression<i64, u64, u8>("a / b", [](auto a, auto b, auto) { return a / b; });
}

TEST(Integers, Powers) {
  check_expression<i32, i32, i8>("pow(a, b)", [](auto a, auto b, auto) { return pow(a, b); });
  check_expression<u8, u8, i8>("pow(a, b) + 1", [](auto a, auto b, auto) { return pow(a, b) + 1; });
  check_expression<i64, i8, i8>("pow(a, 3) - pow(b, c)", [](auto a, auto b, auto c) { return pow(a, 3) - pow(b, c); });
}

TEST(Integers, Conversions) {
  check_expression<i8, u64, float>("casts between integers", [](auto a, auto b, auto) {
    return cast<std::int64_t>(cast<std::uint16_t>(a)) - cast<std::int32_t>(b);
  });
  check_expression<i64, u64, u32>("casts to floating point", [](auto a, auto b, auto c) {
    return cast<float>(a) * cast<double>(b) - cast<float>(c);
  });
  check_expression<float, double, bool>("casts from floating point", [](auto a, auto b, auto c) {
    return cast<std::int32_t>(where(abs(a) < 1e9f, a, 0.0f)) + cast<std::int64_t>(where(abs(b) < 1e18, b, 0.0)) + c;
  });
}

}  // namespace
}  // namespace sinter::testing
