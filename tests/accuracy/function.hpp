#pragma once

#include <utility>
#include <vector>

#include <sinter/sinter.hpp>

#include "accuracy/reference.hpp"

namespace sinter::testing {

// One function under test: the expression of sinter, the same in more precision, and where its arguments are
// interesting. Arguments of every magnitude are tried besides.
template <class Expression, class Exact>
struct function {
  char const* name;
  Expression expression;
  Exact exact;
  std::vector<std::pair<double, double>> intervals;
  std::vector<double> points;
  char const* remark = "";
};

template <class Expression, class Exact>
function(char const*, Expression, Exact, std::vector<std::pair<double, double>>, std::vector<double>, char const*)
    -> function<Expression, Exact>;

// The neighbours of multiples of pi / 2, small and huge; the last two are the closest that double and float have.
inline std::vector<double> quarter_turns() {
  std::vector<double> points{1e22, 1e300, 0x1.921fb6p0, std::ldexp(6381956970095103.0, 797),
                             std::ldexp(16367173.0, 72)};
  // Nearest to multiples of pi/2 among numbers of their size.
  for (double const hard : {0x1.5c9508c58aafap+33, 0x1.11127167a8aa9p+34, 0x1.bb23eaa3db16dp+39, 0x1.065c829d6873p+39,
                            0x1.065c829d6873p+40, 0x1.48dad8p+15, 0x1.118a9ap+37, 0x1.cb4cd8p+62}) {
    points.push_back(hard);
  }
  double const quarter = std::acos(0.0);
  for (int n = 0; n < 40; ++n) points.push_back(n * quarter);
  for (double n = 40; n < 1e18; n *= 1.7) points.push_back(std::floor(n) * quarter);
  return points;
}

// Where |gamma| is 1, so that its logarithm loses all digits to cancellation, and its poles.
inline std::vector<double> gamma_points() {
  std::vector<double> points{
      0, 1, 2, 171.6243769563027, 35.040096, 4.08e36, 2.5563e305, -2.457024738220801, -2.7476826467274127};
  double factorial = 2;
  for (int n = 3; n < 19; ++n) {
    factorial *= n;
    for (double const sign : {-1.0, 1.0}) {
      long double inner = 0.5L / factorial, outer = 2.0L / factorial;
      for (int step = 0; step < 80; ++step) {
        long double const middle = (inner + outer) / 2;
        (std::lgamma(static_cast<long double>(-n) + sign * middle) > 0 ? inner : outer) = middle;
      }
      points.push_back(static_cast<double>(-n + sign * static_cast<double>(inner)));
    }
    points.push_back(-n);
  }
  return points;
}

inline std::vector<double> powers(double base, int from, int to) {
  std::vector<double> points;
  for (int n = from; n <= to; ++n) points.push_back(std::pow(base, n));
  return points;
}

inline std::vector<double> integers(int from, int to) {
  std::vector<double> points;
  for (int n = from; n <= to; ++n) points.push_back(n);
  return points;
}

}  // namespace sinter::testing
