#pragma once

#include <tuple>

#include "accuracy/function.hpp"

// The functions under test.

namespace sinter::testing {

inline auto exponentials() {
  return std::tuple(
      function{"exp",
               [](auto const& x) { return exp(x); },
               [](auto x) { return exact::exp(x); },
               {{-750, 720}, {-104, 89}, {-1, 1}},
               {0, 709.782712893384, -708.3964185322641, -745.1332191019411, 88.72284, -87.33655, -103.97208},
               ""},
      function{"exp2",
               [](auto const& x) { return exp2(x); },
               [](auto x) { return exact::exp2(x); },
               {{-1080, 1030}, {-150, 130}, {-1, 1}},
               integers(-1076, 1025),
               ""},
      function{"exp10",
               [](auto const& x) { return exp10(x); },
               [](auto x) { return exact::exp10(x); },
               {{-326, 310}, {-46, 39}, {-1, 1}},
               [] {
                 auto points = integers(-325, 310);
                 points.insert(points.end(), {308.2547155599167, 38.5318394, -323.6});
                 return points;
               }(),
               ""},
      function{"expm1",
               [](auto const& x) { return expm1(x); },
               [](auto x) { return exact::expm1(x); },
               {{-60, 720}, {-20, 89}, {-1, 1}},
               {0, 709.782712893384, 88.72284, -36.7368, -17.32868},
               ""});
}

inline auto logarithms() {
  return std::tuple(function{"log",
                             [](auto const& x) { return log(x); },
                             [](auto x) { return exact::log(x); },
                             {{0.5, 2}, {0, 1000}},
                             {1, 0.70710678118654752, 1.41421356237309505, 2.2250738585072014e-308, 1.1754944e-38},
                             ""},
                    function{"log2",
                             [](auto const& x) { return log2(x); },
                             [](auto x) { return exact::log2(x); },
                             {{0.5, 2}, {0, 1000}},
                             powers(2, -1074, 1023),
                             ""},
                    function{"log10",
                             [](auto const& x) { return log10(x); },
                             [](auto x) { return exact::log10(x); },
                             {{0.5, 2}, {0, 1000}},
                             powers(10, -300, 300),
                             ""},
                    function{"log1p",
                             [](auto const& x) { return log1p(x); },
                             [](auto x) { return exact::log1p(x); },
                             {{-1, 1}, {-1, 1000}, {0, 3.4e38}},
                             {-1, 0, 1e307, 1.79e308, 1e38, 3.4e38},
                             ""});
}

inline auto trigonometric() {
  std::vector<std::pair<double, double>> const everywhere{
      {-8, 8}, {-1e5, 1e5}, {-1e15, 1e15}, {1e22, 1e300}, {-1e30, 1e38}};
  return std::tuple(function{"sin", [](auto const& x) { return sin(x); }, [](auto x) { return exact::sin(x); },
                             everywhere, quarter_turns(), "all arguments, the largest too"},
                    function{"cos", [](auto const& x) { return cos(x); }, [](auto x) { return exact::cos(x); },
                             everywhere, quarter_turns(), "all arguments, the largest too"},
                    function{"tan", [](auto const& x) { return tan(x); }, [](auto x) { return exact::tan(x); },
                             everywhere, quarter_turns(), "all arguments, the largest too"},
                    function{"asin",
                             [](auto const& x) { return asin(x); },
                             [](auto x) { return exact::asin(x); },
                             {{-1, 1}},
                             {0, 0.5, -0.5, 1, -1},
                             ""},
                    function{"acos",
                             [](auto const& x) { return acos(x); },
                             [](auto x) { return exact::acos(x); },
                             {{-1, 1}},
                             {0, 0.5, -0.5, 1, -1},
                             ""},
                    function{"atan",
                             [](auto const& x) { return atan(x); },
                             [](auto x) { return exact::atan(x); },
                             {{-1, 1}, {-10, 10}},
                             {0, 1, -1, 0.41421356, 2.41421356, 1e16, 1e8},
                             ""});
}

inline auto hyperbolic() {
  return std::tuple(function{"sinh",
                             [](auto const& x) { return sinh(x); },
                             [](auto x) { return exact::sinh(x); },
                             {{-1, 1}, {-90, 90}, {-711, 711}},
                             {0, 709, 709.782712893384, 710, 710.4758600739439, 88.5, 88.72284, 89, 89.41599},
                             ""},
                    function{"cosh",
                             [](auto const& x) { return cosh(x); },
                             [](auto x) { return exact::cosh(x); },
                             {{-1, 1}, {-90, 90}, {-711, 711}},
                             {0, 709, 709.782712893384, 710, 710.4758600739439, 88.5, 88.72284, 89, 89.41599},
                             ""},
                    function{"tanh",
                             [](auto const& x) { return tanh(x); },
                             [](auto x) { return exact::tanh(x); },
                             {{-1, 1}, {-25, 25}},
                             {0, 18.714973875118524, 8.664339757, 9.01},
                             ""},
                    function{"asinh",
                             [](auto const& x) { return asinh(x); },
                             [](auto x) { return exact::asinh(x); },
                             {{-1, 1}, {-100, 100}, {-1e39, 1e39}},
                             {0, 1, 1.34e154, 1.84e19, 1.79e308, 3.4e38},
                             ""},
                    function{"acosh",
                             [](auto const& x) { return acosh(x); },
                             [](auto x) { return exact::acosh(x); },
                             {{1, 2}, {1, 100}, {1, 1e39}},
                             {1, 1.34e154, 1.84e19, 1.79e308, 3.4e38},
                             ""},
                    function{"atanh",
                             [](auto const& x) { return atanh(x); },
                             [](auto x) { return exact::atanh(x); },
                             {{-1, 1}},
                             {0, 0.5, 1, -1},
                             ""});
}

inline auto special() {
  std::vector<double> cubes;
  for (double n = 1; n < 200; ++n) cubes.push_back(n * n * n);
  return std::tuple(function{"cbrt",
                             [](auto const& x) { return cbrt(x); },
                             [](auto x) { return exact::cbrt(x); },
                             {{-1, 1}, {-1000, 1000}},
                             cubes,
                             ""},
                    function{"erf",
                             [](auto const& x) { return erf(x); },
                             [](auto x) { return exact::erf(x); },
                             {{-1, 1}, {-7, 7}},
                             {0, 1, 2.5, 5.92158, 3.92},
                             ""},
                    function{"erfc",
                             [](auto const& x) { return erfc(x); },
                             [](auto x) { return exact::erfc(x); },
                             {{-1, 1}, {-7, 12}, {-2, 28}},
                             {0, 1, 2.2, 9.19455, 10.0547, 26.2, 26.54325845425098, 27.2262923},
                             ""},
                    function{"tgamma",
                             [](auto const& x) { return tgamma(x); },
                             [](auto x) { return exact::tgamma(x); },
                             {{-5, 5}, {-43, 36}, {-185, 172}},
                             gamma_points(),
                             "subnormal results by the recurrence, element by element"},
                    function{"lgamma",
                             [](auto const& x) { return lgamma(x); },
                             [](auto x) { return exact::lgamma(x); },
                             {{-5, 5}, {0.5, 3}, {-40, 200}, {-1e6, 1e6}},
                             gamma_points(),
                             "from the C library near its roots left of -2, element by element"});
}

inline auto derived() {
  return std::tuple(function{"rsqrt",
                             [](auto const& x) { return rsqrt(x); },
                             [](auto x) { return 1 / exact::sqrt(x); },
                             {{0, 4}},
                             {1, 2, 4},
                             ""},
                    function{"sigmoid",
                             [](auto const& x) { return sigmoid(x); },
                             [](auto x) { return exact::sigmoid(x); },
                             {{-750, 60}, {-104, 20}, {-1, 1}},
                             {0, 36.7, -708.3964185322641, -745.1332191019411, 17.3, -87.33655, -103.97208},
                             ""},
                    function{"cube",
                             [](auto const& x) { return cube(x); },
                             [](auto x) { return x * x * x; },
                             {{-9, 9}, {-1e100, 1e100}},
                             {1, 5.6438e102, 6.98e12},
                             ""});
}

inline auto exact_operations() {
  return std::tuple(function{"sqrt",
                             [](auto const& x) { return sqrt(x); },
                             [](auto x) { return exact::sqrt(x); },
                             {{0, 4}},
                             {1, 2, 4},
                             "correctly rounded"},
                    function{"floor",
                             [](auto const& x) { return floor(x); },
                             [](auto x) { return exact::floor(x); },
                             {{-9, 9}},
                             integers(-9, 9),
                             "exact"},
                    function{"ceil",
                             [](auto const& x) { return ceil(x); },
                             [](auto x) { return exact::ceil(x); },
                             {{-9, 9}},
                             integers(-9, 9),
                             "exact"},
                    function{"trunc",
                             [](auto const& x) { return trunc(x); },
                             [](auto x) { return exact::trunc(x); },
                             {{-9, 9}},
                             integers(-9, 9),
                             "exact"},
                    function{"round",
                             [](auto const& x) { return round(x); },
                             [](auto x) { return exact::nearbyint(x); },
                             {{-9, 9}},
                             {0.5, 1.5, 2.5, -0.5, -1.5, 4503599627370495.5, 8388607.5},
                             "exact; halves to even"});
}

inline auto unary_functions() {
  return std::tuple_cat(exponentials(), logarithms(), trigonometric(), hyperbolic(), special(), derived(),
                        exact_operations());
}

inline auto binary_functions() {
  return std::tuple(function{"pow",
                             [](auto const& x, auto const& y) { return pow(x, y); },
                             [](auto x, auto y) { return exact::pow(x, y); },
                             {{0, 10}},
                             {},
                             "baseline: double results at the upper border, and overflows, from the C library"},
                    function{"atan2",
                             [](auto const& x, auto const& y) { return atan2(x, y); },
                             [](auto x, auto y) { return exact::atan2(x, y); },
                             {{-10, 10}},
                             {},
                             ""},
                    function{"hypot",
                             [](auto const& x, auto const& y) { return hypot(x, y); },
                             [](auto x, auto y) { return exact::hypot(x, y); },
                             {{-10, 10}},
                             {},
                             ""},
                    function{"logaddexp",
                             [](auto const& x, auto const& y) { return logaddexp(abs(x), y); },
                             [](auto x, auto y) { return exact::logaddexp(x < 0 ? -x : x, y); },
                             {{-10, 10}},
                             {},
                             "one operand at least 0; of two negative ones, the error is that of an operand"});
}

}  // namespace sinter::testing
