// Every expected text is what NumPy 2.2 prints; numpy_peer.py compares thousands more.

#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include <sinter/io/print.hpp>

#include "erased_array.hpp"

namespace {

using sinter::index_t;
using namespace sinter::testing;

template <class Element>
std::string print(std::vector<index_t> shape, std::vector<Element> const& values) {
  return sinter::detail::format_array(erased_array::of(std::move(shape), values).operand());
}

template <class Element>
std::string print(std::vector<Element> const& values) {
  return print({static_cast<index_t>(values.size())}, values);
}

template <class Element>
std::string print_one(Element value) {
  return print<Element>({}, {value});
}

std::vector<int> count_to(int end) {
  std::vector<int> values(static_cast<std::size_t>(end));
  std::iota(values.begin(), values.end(), 0);
  return values;
}

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

TEST(print, one_element_alone) {
  EXPECT_EQ(print_one(true), "True");
  EXPECT_EQ(print_one(false), "False");
  EXPECT_EQ(print_one<std::int8_t>(-128), "-128");
  EXPECT_EQ(print_one<std::uint64_t>(18446744073709551615U), "18446744073709551615");
  EXPECT_EQ(print_one(1.0), "1.0");
  EXPECT_EQ(print_one(-0.0), "-0.0");
  EXPECT_EQ(print_one(0.1), "0.1");
  EXPECT_EQ(print_one(0.1F), "0.1");
  EXPECT_EQ(print_one(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(print_one(0.0001), "0.0001");
  EXPECT_EQ(print_one(-0.00012), "-0.00012");
  EXPECT_EQ(print_one(0.00001), "1e-05");
  EXPECT_EQ(print_one(9999999999999998.0), "9999999999999998.0");
  EXPECT_EQ(print_one(1e16), "1e+16");
  EXPECT_EQ(print_one(123456789.0F), "123456790.0");
  EXPECT_EQ(print_one(5e-324), "5e-324");
  EXPECT_EQ(print_one(nan), "nan");
  EXPECT_EQ(print_one(-inf), "-inf");
}

TEST(print, empty_arrays) {
  EXPECT_EQ(print<double>({0}, {}), "[]");
  EXPECT_EQ(print<double>({3, 0, 2}, {}), "[]");
}

TEST(print, integers_and_bools_are_aligned) {
  EXPECT_EQ(print<int>({1, -20, 300}), "[  1 -20 300]");
  EXPECT_EQ(print<std::uint8_t>({200, 7}), "[200   7]");
  EXPECT_EQ(print<bool>({true, false}), "[ True False]");
  EXPECT_EQ(print<bool>({true}), "[ True]");
}

TEST(print, floats_show_the_digits_they_need) {
  EXPECT_EQ(print<double>({1, 2, 3}), "[1. 2. 3.]");
  EXPECT_EQ(print<double>({1, 2.5, -3.25}), "[ 1.    2.5  -3.25]");
  EXPECT_EQ(print<double>({1.0 / 3, 2.0 / 3}), "[0.33333333 0.66666667]");
  EXPECT_EQ(print<double>({0.1, 0.2, 0.1 + 0.2}), "[0.1 0.2 0.3]");
  EXPECT_EQ(print<float>({0.1F, 16.0F / 3}), "[0.1       5.3333335]");
  EXPECT_EQ(print<double>({-0.0, 1}), "[-0.  1.]");
  EXPECT_EQ(print<double>({99999999.5}), "[99999999.5]");
  EXPECT_EQ(print<float>({99999992.0F}), "[99999992.]");
}

TEST(print, floats_switch_to_exponents) {
  EXPECT_EQ(print<double>({1, 1000}), "[   1. 1000.]");
  EXPECT_EQ(print<double>({1, 1001}), "[1.000e+00 1.001e+03]");
  EXPECT_EQ(print<double>({1e8}), "[1.e+08]");
  EXPECT_EQ(print<double>({0.0001, 0}), "[0.0001 0.    ]");
  EXPECT_EQ(print<double>({0.000099, 0}), "[9.9e-05 0.0e+00]");
  EXPECT_EQ(print<float>({0.0001F}), "[0.0001]");
  EXPECT_EQ(print<double>({0.5, -1e100}), "[ 5.e-001 -1.e+100]");
  EXPECT_EQ(print<double>({1e22 / 3, 1}), "[3.33333333e+21 1.00000000e+00]");
  EXPECT_EQ(print<float>({0.1F, 1.2345678e-5F}), "[1.0000000e-01 1.2345678e-05]");
  EXPECT_EQ(print<double>({0.3, 1.23456789e-5}), "[3.00000000e-01 1.23456789e-05]");
}

TEST(print, what_is_not_finite) {
  EXPECT_EQ(print<double>({nan, inf}), "[nan inf]");
  EXPECT_EQ(print<double>({nan, -inf}), "[ nan -inf]");
  EXPECT_EQ(print<double>({1, nan}), "[ 1. nan]");
  EXPECT_EQ(print<double>({1.25, inf}), "[1.25  inf]");
  EXPECT_EQ(print<double>({1, -inf, 2}), "[  1. -inf   2.]");
  EXPECT_EQ(print<double>({1e-20, -inf, nan}), "[1.e-20   -inf    nan]");
}

TEST(print, several_axes) {
  EXPECT_EQ(print<int>({2, 2}, {1, 2, 3, 40}), "[[ 1  2]\n [ 3 40]]");
  EXPECT_EQ(print<int>({2, 1, 2}, {1, 2, 3, 4}), "[[[1 2]]\n\n [[3 4]]]");
  EXPECT_EQ(print<int>({1, 1, 1, 1}, {7}), "[[[[7]]]]");
  EXPECT_EQ(print<int>({2, 1, 1, 1}, {7, 8}), "[[[[7]]]\n\n\n [[[8]]]]");
  std::string const open(32, '['), close(32, ']');
  EXPECT_EQ(print<int>(std::vector<index_t>(32, 1), {7}), open + '7' + close);
}

TEST(print, long_rows_are_wrapped) {
  EXPECT_EQ(print(count_to(30)),
            "[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23\n"
            " 24 25 26 27 28 29]");
  EXPECT_EQ(print({1, 27}, count_to(27)),
            "[[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23\n"
            "  24 25 26]]");
}

TEST(print, large_arrays_are_summarised) {
  EXPECT_EQ(print(count_to(1001)), "[   0    1    2 ...  998  999 1000]");
  EXPECT_EQ(print(count_to(1000)).find("..."), std::string::npos);
  EXPECT_EQ(print({6, 200}, count_to(1200)).substr(0, 44), "[[   0    1    2 ...  197  198  199]\n [ 200 ");
  EXPECT_EQ(print({7, 1000}, count_to(7000)),
            "[[   0    1    2 ...  997  998  999]\n"
            " [1000 1001 1002 ... 1997 1998 1999]\n"
            " [2000 2001 2002 ... 2997 2998 2999]\n"
            " ...\n"
            " [4000 4001 4002 ... 4997 4998 4999]\n"
            " [5000 5001 5002 ... 5997 5998 5999]\n"
            " [6000 6001 6002 ... 6997 6998 6999]]");
  // What is left out does not widen what is shown.
  std::vector<double> values(1001, 1);
  values[500] = 1e300;
  EXPECT_EQ(print(values), "[1. 1. 1. ... 1. 1. 1.]");
}

TEST(print, any_strides) {
  auto array = erased_array::of<int>({2, 3}, {1, 2, 3, 4, 5, 6});
  array.transpose();
  EXPECT_EQ(sinter::detail::format_array(array.operand()), "[[1 4]\n [2 5]\n [3 6]]");
  array.reverse_every(0, 2);
  EXPECT_EQ(sinter::detail::format_array(array.operand()), "[[3 6]\n [1 4]]");
}

TEST(print, to_a_stream) {
  std::ostringstream stream;
  sinter::detail::write(stream, erased_array::of<int>({2}, {1, 2}).operand());
  EXPECT_EQ(stream.str(), "[1 2]");
}

}  // namespace
