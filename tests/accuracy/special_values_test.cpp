#include "accuracy/special_values.hpp"

namespace sinter::testing {
namespace {

TYPED_TEST_SUITE(SpecialValues, float_types);

TYPED_TEST(SpecialValues, Exponentials) {
  using t = TestFixture;
  using c = constants<TypeParam>;
  constexpr bool is_double = sizeof(TypeParam) == 8;
  constexpr TypeParam last = is_double ? -1074 : -149;
  t::expect("exp", [](auto const& x) { return exp(x); },
            {{0, 1},
             {-TypeParam(0), 1},
             {c::inf, c::inf},
             {-c::inf, 0},
             {c::nan, c::nan},
             {c::max, c::inf},
             {-c::max, 0},
             {c::tiny, 1},
             {-c::tiny, 1}});
  t::expect("exp2", [](auto const& x) { return exp2(x); },
            {{0, 1},
             {10, 1024},
             {c::inf, c::inf},
             {-c::inf, 0},
             {c::nan, c::nan},
             {last, c::tiny},
             {last - 2, 0},
             {last + 5, 32 * c::tiny},
             {is_double ? 1024 : 128, c::inf},
             {is_double ? -1022 : -126, c::min}});
  t::expect("exp10", [](auto const& x) { return exp10(x); },
            {{0, 1}, {2, 100}, {c::inf, c::inf}, {-c::inf, 0}, {c::nan, c::nan}, {400, c::inf}, {-400, 0}});
  t::expect("expm1", [](auto const& x) { return expm1(x); },
            {{0, 0},
             {-TypeParam(0), -TypeParam(0)},
             {c::inf, c::inf},
             {-c::inf, -1},
             {c::nan, c::nan},
             {c::tiny, c::tiny},
             {-c::tiny, -c::tiny},
             {c::min, c::min},
             {c::max, c::inf},
             {-c::max, -1}});
}

TYPED_TEST(SpecialValues, Logarithms) {
  using t = TestFixture;
  using c = constants<TypeParam>;
  constexpr TypeParam last = sizeof(TypeParam) == 8 ? -1074 : -149;
  typename t::cases_of_one const poles{{0, -c::inf},     {-TypeParam(0), -c::inf}, {1, 0},
                                       {-1, c::nan},     {-c::tiny, c::nan},       {-c::inf, c::nan},
                                       {c::inf, c::inf}, {c::nan, c::nan}};
  t::expect(
      "log", [](auto const& x) { return log(x); }, poles);
  t::expect(
      "log2", [](auto const& x) { return log2(x); }, poles);
  t::expect(
      "log10", [](auto const& x) { return log10(x); }, poles);
  t::expect("log", [](auto const& x) { return log(x); },
            {{c::tiny, static_cast<TypeParam>(std::log(static_cast<long double>(c::tiny)))},
             {9 * c::tiny, static_cast<TypeParam>(std::log(9 * static_cast<long double>(c::tiny)))}});
  t::expect("log2", [](auto const& x) { return log2(x); }, {{c::tiny, last}, {4 * c::tiny, last + 2}, {8, 3}});
  t::expect("log10", [](auto const& x) { return log10(x); }, {{1000, 3}, {10, 1}});
  t::expect("log1p", [](auto const& x) { return log1p(x); },
            {{0, 0},
             {-TypeParam(0), -TypeParam(0)},
             {-1, -c::inf},
             {-2, c::nan},
             {-c::inf, c::nan},
             {c::inf, c::inf},
             {c::nan, c::nan},
             {c::tiny, c::tiny},
             {-c::tiny, -c::tiny},
             {c::max, static_cast<TypeParam>(std::log(static_cast<long double>(c::max)))}});
}

TYPED_TEST(SpecialValues, Trigonometric) {
  using t = TestFixture;
  using c = constants<TypeParam>;
  typename t::cases_of_one const odd{
      {0, 0}, {-TypeParam(0), -TypeParam(0)}, {c::nan, c::nan}, {c::tiny, c::tiny}, {-c::tiny, -c::tiny}};
  typename t::cases_of_one const no_limit{{c::inf, c::nan}, {-c::inf, c::nan}};
  typename t::cases_of_one const up_to_one{
      {2, c::nan}, {-2, c::nan}, {c::inf, c::nan}, {-c::inf, c::nan}, {c::max, c::nan}};
  t::expect(
      "sin", [](auto const& x) { return sin(x); }, odd);
  t::expect(
      "sin", [](auto const& x) { return sin(x); }, no_limit);
  t::expect(
      "tan", [](auto const& x) { return tan(x); }, odd);
  t::expect(
      "tan", [](auto const& x) { return tan(x); }, no_limit);
  t::expect("cos", [](auto const& x) { return cos(x); }, {{0, 1}, {-TypeParam(0), 1}, {c::tiny, 1}, {c::nan, c::nan}});
  t::expect(
      "cos", [](auto const& x) { return cos(x); }, no_limit);
  t::expect(
      "asin", [](auto const& x) { return asin(x); }, odd);
  t::expect(
      "asin", [](auto const& x) { return asin(x); }, up_to_one);
  t::expect("asin", [](auto const& x) { return asin(x); }, {{1, c::pi / 2}, {-1, -c::pi / 2}});
  t::expect(
      "acos", [](auto const& x) { return acos(x); }, up_to_one);
  t::expect("acos", [](auto const& x) { return acos(x); }, {{1, 0}, {-1, c::pi}, {0, c::pi / 2}, {c::nan, c::nan}});
  t::expect(
      "atan", [](auto const& x) { return atan(x); }, odd);
  t::expect("atan", [](auto const& x) { return atan(x); }, {{c::inf, c::pi / 2}, {-c::inf, -c::pi / 2}});
}

TYPED_TEST(SpecialValues, Hyperbolic) {
  using t = TestFixture;
  using c = constants<TypeParam>;
  typename t::cases_of_one const odd{
      {0, 0}, {-TypeParam(0), -TypeParam(0)}, {c::nan, c::nan}, {c::tiny, c::tiny}, {-c::tiny, -c::tiny}};
  typename t::cases_of_one const unbounded{{c::inf, c::inf}, {-c::inf, -c::inf}};
  t::expect(
      "sinh", [](auto const& x) { return sinh(x); }, odd);
  t::expect(
      "sinh", [](auto const& x) { return sinh(x); }, unbounded);
  t::expect("sinh", [](auto const& x) { return sinh(x); }, {{c::max, c::inf}, {-c::max, -c::inf}});
  t::expect("cosh", [](auto const& x) { return cosh(x); },
            {{0, 1}, {-TypeParam(0), 1}, {c::inf, c::inf}, {-c::inf, c::inf}, {-c::max, c::inf}, {c::nan, c::nan}});
  t::expect(
      "tanh", [](auto const& x) { return tanh(x); }, odd);
  t::expect("tanh", [](auto const& x) { return tanh(x); }, {{c::inf, 1}, {-c::inf, -1}, {c::max, 1}, {-c::max, -1}});
  t::expect(
      "asinh", [](auto const& x) { return asinh(x); }, odd);
  t::expect(
      "asinh", [](auto const& x) { return asinh(x); }, unbounded);
  t::expect("acosh", [](auto const& x) { return acosh(x); },
            {{1, 0},
             {c::half, c::nan},
             {0, c::nan},
             {-1, c::nan},
             {-c::inf, c::nan},
             {-c::max, c::nan},
             {c::inf, c::inf},
             {c::nan, c::nan}});
  t::expect(
      "atanh", [](auto const& x) { return atanh(x); }, odd);
  t::expect("atanh", [](auto const& x) { return atanh(x); },
            {{1, c::inf}, {-1, -c::inf}, {2, c::nan}, {-2, c::nan}, {c::inf, c::nan}, {-c::inf, c::nan}});
}

TYPED_TEST(SpecialValues, ErrorAndGamma) {
  using t = TestFixture;
  using c = constants<TypeParam>;
  t::expect("erf", [](auto const& x) { return erf(x); },
            {{0, 0},
             {-TypeParam(0), -TypeParam(0)},
             {c::inf, 1},
             {-c::inf, -1},
             {c::max, 1},
             {-c::max, -1},
             {c::nan, c::nan},
             {c::tiny, c::tiny},
             {-c::tiny, -c::tiny}});
  t::expect("erfc", [](auto const& x) { return erfc(x); },
            {{0, 1}, {-TypeParam(0), 1}, {c::inf, 0}, {-c::inf, 2}, {c::max, 0}, {-c::max, 2}, {c::nan, c::nan}});
  t::expect("tgamma", [](auto const& x) { return tgamma(x); },
            {{0, c::inf},
             {-TypeParam(0), -c::inf},
             {-1, c::nan},
             {-2, c::nan},
             {-37, c::nan},
             {-172, c::nan},
             {-500, c::nan},
             {-c::inf, c::nan},
             {-c::max, c::nan},
             {c::inf, c::inf},
             {c::max, c::inf},
             {c::nan, c::nan},
             {1, 1},
             {2, 1},
             {5, 24},
             {c::tiny, c::inf},
             {-c::tiny, -c::inf},
             {-TypeParam(200.5), -TypeParam(0)},
             {-TypeParam(201.5), 0}});
  t::expect("lgamma", [](auto const& x) { return lgamma(x); },
            {{0, c::inf},
             {-TypeParam(0), c::inf},
             {-1, c::inf},
             {-2, c::inf},
             {-37, c::inf},
             {-c::max, c::inf},
             {c::inf, c::inf},
             {-c::inf, c::inf},
             {c::nan, c::nan},
             {1, 0},
             {2, 0},
             {c::max, c::inf}});
}

TYPED_TEST(SpecialValues, Roots) {
  using t = TestFixture;
  using c = constants<TypeParam>;
  t::expect("sqrt", [](auto const& x) { return sqrt(x); },
            {{0, 0},
             {-TypeParam(0), -TypeParam(0)},
             {4, 2},
             {-1, c::nan},
             {-c::tiny, c::nan},
             {c::inf, c::inf},
             {-c::inf, c::nan},
             {c::nan, c::nan},
             {c::tiny, std::sqrt(c::tiny)}});
  auto const root_of_tiny = static_cast<TypeParam>(std::cbrt(static_cast<long double>(c::tiny)));
  t::expect("cbrt", [](auto const& x) { return cbrt(x); },
            {{0, 0},
             {-TypeParam(0), -TypeParam(0)},
             {27, 3},
             {-8, -2},
             {1, 1},
             {c::inf, c::inf},
             {-c::inf, -c::inf},
             {c::nan, c::nan},
             {c::tiny, root_of_tiny},
             {-c::tiny, -root_of_tiny}});
}

TYPED_TEST(SpecialValues, Derived) {
  using t = TestFixture;
  using c = constants<TypeParam>;
  t::expect("rsqrt", [](auto const& x) { return rsqrt(x); },
            {{0, c::inf},
             {-TypeParam(0), -c::inf},
             {4, TypeParam(0.5)},
             {c::inf, 0},
             {-1, c::nan},
             {-c::inf, c::nan},
             {c::nan, c::nan}});
  t::expect("sigmoid", [](auto const& x) { return sigmoid(x); },
            {{0, TypeParam(0.5)},
             {-TypeParam(0), TypeParam(0.5)},
             {c::inf, 1},
             {-c::inf, 0},
             {c::max, 1},
             {-c::max, 0},
             {c::nan, c::nan}});
  t::expect("cube", [](auto const& x) { return cube(x); },
            {{0, 0},
             {-TypeParam(0), -TypeParam(0)},
             {-3, -27},
             {c::inf, c::inf},
             {-c::max, -c::inf},
             {c::tiny, 0},
             {c::nan, c::nan}});
}

TYPED_TEST(SpecialValues, Rounding) {
  using t = TestFixture;
  using c = constants<TypeParam>;
  constexpr TypeParam part = TypeParam(0.3);
  typename t::cases_of_one const same{{0, 0},
                                      {-TypeParam(0), -TypeParam(0)},
                                      {c::inf, c::inf},
                                      {-c::inf, -c::inf},
                                      {c::nan, c::nan},
                                      {c::max, c::max},
                                      {-c::max, -c::max},
                                      {-3, -3}};
  t::expect(
      "floor", [](auto const& x) { return floor(x); }, same);
  t::expect(
      "ceil", [](auto const& x) { return ceil(x); }, same);
  t::expect(
      "trunc", [](auto const& x) { return trunc(x); }, same);
  t::expect(
      "round", [](auto const& x) { return round(x); }, same);
  t::expect("floor", [](auto const& x) { return floor(x); }, {{part, 0}, {-part, -1}, {c::tiny, 0}, {-c::tiny, -1}});
  t::expect("ceil", [](auto const& x) { return ceil(x); },
            {{part, 1}, {-part, -TypeParam(0)}, {c::tiny, 1}, {-c::tiny, -TypeParam(0)}});
  t::expect("trunc", [](auto const& x) { return trunc(x); },
            {{part, 0}, {-part, -TypeParam(0)}, {-c::tiny, -TypeParam(0)}});
  t::expect(
      "round", [](auto const& x) { return round(x); },
      {{part, 0}, {-part, -TypeParam(0)}, {c::half, 0}, {-c::half, -TypeParam(0)}, {3 * c::half, 2}, {5 * c::half, 2}});
}

}  // namespace
}  // namespace sinter::testing
