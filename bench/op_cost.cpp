// What one operation adds to a loop whose data is in L1: ns per element of float64 (int64 where an operation takes
// integers). These are the numbers that stand as `cost` in include/sinter/ops/, measured in a file compiled for AVX-512.
//
// A cheap operation is measured as a chain: (time of five - time of one) / 4, so that loads and stores drop out. One
// that takes longer than those is measured alone, less a copy.

#include <cstdint>
#include <cstdio>

#include "kinds.hpp"

namespace bench {
namespace {

constexpr index_t n = 1024;

template <class Element>
struct operands {
  ndarray<Element, 1> a = made(1), b = made(2), c = made(3), out = made(4);

  static ndarray<Element, 1> made(unsigned seed) {
    auto array = empty<Element>({n});
    fill(array, seed);
    return array;
  }
};

template <int Times, class Step, class Tree, class Element>
SINTER_INLINE auto chain(Step step, Tree const& x, operands<Element> const& from) {
  if constexpr (Times == 0) {
    return x;
  } else {
    return chain<Times - 1>(step, step(x, from.b, from.c), from);
  }
}

// ns per element of `step` done `Times` times; 0: a copy.
template <int Times, class Element, class Step>
std::function<void(index_t)> repeated(operands<Element>& from, Step step) {
  return [&from, step](index_t repeats) {
    for (; repeats > 0; --repeats) {
      from.out = chain<Times>(step, abs(from.a), from);
      barrier();
    }
  };
}

void print(char const* name, double ns) { std::printf("%-16s %8.3f\n", name, ns / static_cast<double>(n)); }

template <class Element, class Step>
void cheap(char const* name, operands<Element>& from, Step step) {
  contest both;
  both.add("one", repeated<1>(from, step));
  both.add("five", repeated<5>(from, step));
  both.run(0.05, 30, 3e4);
  print(name, (both.best("five") - both.best("one")) / 4);
}

template <class Step>
void costly(char const* name, operands<double>& from, Step step) {
  contest both;
  both.add("copy", repeated<0>(from, step));
  both.add("one", repeated<1>(from, step));
  both.run(0.05, 20, 3e4);
  print(name, both.best("one") - both.best("copy"));
}

// Of what reads three arrays: ns more than the two additions that do.
template <class Step>
void beside_two_adds(char const* name, operands<double>& from, Step step) {
  contest both;
  both.add("adds", repeated<1>(from, [](auto const& x, auto const& y, auto const& z) { return x + y + z; }));
  both.add("one", repeated<1>(from, step));
  both.run(0.05, 30, 3e4);
  print(name, both.best("one") - both.best("adds"));
}

void arithmetic(operands<double>& d) {
  cheap("add", d, [](auto const& x, auto const& y, auto const&) { return x + y; });
  cheap("subtract", d, [](auto const& x, auto const& y, auto const&) { return x - y; });
  cheap("multiply", d, [](auto const& x, auto const& y, auto const&) { return x * y; });
  cheap("square", d, [](auto const& x, auto const&, auto const&) { return square(x); });
  cheap("divide", d, [](auto const& x, auto const& y, auto const&) { return x / y; });
  cheap("fma", d, [](auto const& x, auto const& y, auto const& z) { return fma(x, y, z); });
  cheap("maximum", d, [](auto const& x, auto const& y, auto const&) { return maximum(x, y); });
  cheap("minimum", d, [](auto const& x, auto const& y, auto const&) { return minimum(x, y); });
  cheap("negate+add", d, [](auto const& x, auto const& y, auto const&) { return -x + y; });
  cheap("abs+subtract", d, [](auto const& x, auto const& y, auto const&) { return abs(x - y); });
  cheap("sqrt", d, [](auto const& x, auto const&, auto const&) { return sqrt(x); });
  cheap("floor+add", d, [](auto const& x, auto const& y, auto const&) { return floor(x) + y; });
  beside_two_adds("compare and where", d,
                  [](auto const& x, auto const& y, auto const& z) { return where(x < y, z, x); });
  beside_two_adds("isnan and where", d,
                  [](auto const& x, auto const& y, auto const& z) { return where(isnan(x), y, z); });
  beside_two_adds("isfinite and where", d,
                  [](auto const& x, auto const& y, auto const& z) { return where(isfinite(x), y, z); });
  beside_two_adds("isinf and where", d,
                  [](auto const& x, auto const& y, auto const& z) { return where(isinf(x), y, z); });
  cheap("2 casts via float", d, [](auto const& x, auto const&, auto const&) { return cast<double>(cast<float>(x)); });
  costly("floor_divide", d, [](auto const& x, auto const& y, auto const&) { return floor_divide(x, y); });
  costly("remainder", d, [](auto const& x, auto const& y, auto const&) { return remainder(x, y); });
}

void integers(operands<std::int64_t>& i) {
  cheap("bit_and", i, [](auto const& x, auto const& y, auto const& z) { return (x & y) + z; });
  cheap("bit_or", i, [](auto const& x, auto const& y, auto const& z) { return (x | y) + z; });
  cheap("bit_xor", i, [](auto const& x, auto const& y, auto const&) { return x ^ y; });
  cheap("bit_not+add", i, [](auto const& x, auto const& y, auto const&) { return ~x + y; });
  cheap("shift_left", i, [](auto const& x, auto const& y, auto const&) { return x << y; });
  cheap("shift_right", i, [](auto const& x, auto const& y, auto const&) { return x >> y; });
}

void functions(operands<double>& d) {
  costly("exp", d, [](auto const& x, auto const&, auto const&) { return exp(x); });
  costly("exp2", d, [](auto const& x, auto const&, auto const&) { return exp2(x); });
  costly("exp10", d, [](auto const& x, auto const&, auto const&) { return exp10(x); });
  costly("expm1", d, [](auto const& x, auto const&, auto const&) { return expm1(x); });
  costly("log", d, [](auto const& x, auto const&, auto const&) { return log(x); });
  costly("log2", d, [](auto const& x, auto const&, auto const&) { return log2(x); });
  costly("log10", d, [](auto const& x, auto const&, auto const&) { return log10(x); });
  costly("log1p", d, [](auto const& x, auto const&, auto const&) { return log1p(x); });
  costly("sin", d, [](auto const& x, auto const&, auto const&) { return sin(x); });
  costly("cos", d, [](auto const& x, auto const&, auto const&) { return cos(x); });
  costly("tan", d, [](auto const& x, auto const&, auto const&) { return tan(x); });
  costly("asin", d, [](auto const& x, auto const&, auto const&) { return asin(x - 1); });
  costly("acos", d, [](auto const& x, auto const&, auto const&) { return acos(x - 1); });
  costly("atan", d, [](auto const& x, auto const&, auto const&) { return atan(x); });
  costly("sinh", d, [](auto const& x, auto const&, auto const&) { return sinh(x); });
  costly("cosh", d, [](auto const& x, auto const&, auto const&) { return cosh(x); });
  costly("tanh", d, [](auto const& x, auto const&, auto const&) { return tanh(x); });
  costly("asinh", d, [](auto const& x, auto const&, auto const&) { return asinh(x); });
  costly("acosh", d, [](auto const& x, auto const&, auto const&) { return acosh(x + 1); });
  costly("atanh", d, [](auto const& x, auto const&, auto const&) { return atanh(x - 1); });
  costly("cbrt", d, [](auto const& x, auto const&, auto const&) { return cbrt(x); });
  costly("erf", d, [](auto const& x, auto const&, auto const&) { return erf(x); });
  costly("erfc", d, [](auto const& x, auto const&, auto const&) { return erfc(x); });
  costly("tgamma", d, [](auto const& x, auto const&, auto const&) { return tgamma(x); });
  costly("lgamma", d, [](auto const& x, auto const&, auto const&) { return lgamma(x); });
  costly("atan2", d, [](auto const& x, auto const& y, auto const&) { return atan2(x, y); });
  costly("hypot", d, [](auto const& x, auto const& y, auto const&) { return hypot(x, y); });
  costly("rsqrt", d, [](auto const& x, auto const&, auto const&) { return rsqrt(x); });
  costly("sigmoid", d, [](auto const& x, auto const&, auto const&) { return sigmoid(x); });
  cheap("cube", d, [](auto const& x, auto const&, auto const&) { return cube(x); });
  cheap("copysign", d, [](auto const& x, auto const& y, auto const&) { return copysign(x, y); });
  cheap("nextafter", d, [](auto const& x, auto const& y, auto const&) { return nextafter(x, y); });
  costly("fmod", d, [](auto const& x, auto const& y, auto const&) { return fmod(x, y); });
  costly("pow", d, [](auto const& x, auto const& y, auto const&) { return pow(x, y); });
}

// ns per byte that a statement with one operation on two inputs reads and writes, by how much memory it goes over.
void bandwidth() {
  std::printf("\n%16s %s\n", "working set KiB", "ns per byte read and written (a + b, one thread)");
  for (index_t kib = 12; kib <= 768 * 1024; kib *= 2) {
    index_t const length = kib * 1024 / 24;
    auto a = empty<double>({length}), b = empty<double>({length}), out = empty<double>({length});
    fill(a, 1);
    fill(b, 2);
    fill(out, 3);
    contest one;
    one.add("a+b", [&](index_t repeats) {
      for (; repeats > 0; --repeats) {
        assign(out, a + b, {.mode = mode::fused, .threads = 1});
        barrier();
      }
    });
    one.run(0.1, 5);
    std::printf("%16td %8.4f\n", kib, one.best("a+b") / static_cast<double>(kib * 1024));
  }
}

}  // namespace
}  // namespace bench

int main() {
  using namespace bench;
  std::printf("%s; this file compiled for %s\n", sinter::to_string(machine()).c_str(),
              sinter::to_string(compiled_arch::value));
  operands<double> d;
  operands<std::int64_t> i;
  std::printf("ns per element\n");
  arithmetic(d);
  integers(i);
  functions(d);
  bandwidth();
}
