// Integer operations against the loop that a user writes, and Eigen where it has the operation: ratios to that loop,
// of data in L1 (and of one size beyond). `by one` divides by the same number everywhere, which the loop knows at run
// time only, as the library does.

#include <Eigen/Core>
#include <cstdint>
#include <cstdio>

#include "measure.hpp"

namespace bench {
namespace {

template <class Element>
struct operands {
  ndarray<Element, 1> a, b, out;

  explicit operands(index_t n) : a(empty<Element>({n})), b(empty<Element>({n})), out(empty<Element>({n})) {
    fill(a, 1);
    fill(b, 2);
    fill(out, 3);
    for (index_t i = 0; i < n; ++i) {
      a(i) = static_cast<Element>(i % 2 == 0 || std::is_unsigned_v<Element> ? a(i) : -a(i));
      b(i) = static_cast<Element>(1 + b(i) % 11);
    }
  }
};

template <class Element>
Element floor_quotient(Element a, Element b) {
  if (b == 0) return 0;
  if (std::is_signed_v<Element> && b == static_cast<Element>(-1)) {
    return static_cast<Element>(0 - static_cast<std::uint64_t>(a));
  }
  auto const quotient = static_cast<Element>(a / b);
  return static_cast<Element>(quotient - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0));
}

template <class Element>
Element floor_rest(Element a, Element b) {
  if (b == 0 || (std::is_signed_v<Element> && b == static_cast<Element>(-1))) return 0;
  auto const rest = static_cast<Element>(a % b);
  return static_cast<Element>(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest);
}

template <class Element>
Element power_of(Element base, Element exponent) {
  std::uint64_t result = 1, square = static_cast<std::uint64_t>(base);
  for (auto left = static_cast<std::uint64_t>(exponent); left != 0; left >>= 1, square *= square) {
    if ((left & 1) != 0) result *= square;
  }
  return static_cast<Element>(result);
}

// The statement in both modes and the loop, by turns.
template <class Element, class Expression, class Loop, class Out>
void row(char const* type, char const* what, operands<Element>& from, Out& out, Expression expression, Loop element) {
  contest all;
  auto const statement = [&](mode how) {
    return [&, how](index_t repeats) {
      for (; repeats > 0; --repeats) {
        assign(out, expression(from.a, from.b), {.mode = how, .threads = 1});
        barrier();
      }
    };
  };
  all.add("fused", statement(mode::fused));
  all.add("blocked", statement(mode::blocked));
  all.add("hand", [&](index_t repeats) {
    for (; repeats > 0; --repeats) {
      auto* __restrict const to = out.data();
      auto const* const a = from.a.data();
      auto const* const b = from.b.data();
      for (index_t i = 0; i < out.size(); ++i) to[i] = element(a[i], b[i]);
      barrier();
    }
  });
  all.run(0.05, 20, 3e4);
  auto const n = static_cast<double>(out.size());
  double const hand = all.best("hand");
  std::printf("%-7s %-16s %9.3f %9.3f %9.3f %9.2f %9.2f\n", type, what, all.best("fused") / n, all.best("blocked") / n,
              hand / n, all.best("fused") / hand, all.best("blocked") / hand);
}

template <class Element>
void rows(char const* type, index_t n) {
  operands<Element> x(n);
  auto truth = empty<bool>({n});
  Element volatile given = 10;
  Element const ten = given;
  row(
      type, "a // b", x, x.out, [](auto const& a, auto const& b) { return floor_divide(a, b); },
      [](Element a, Element b) { return floor_quotient(a, b); });
  row(
      type, "a % b", x, x.out, [](auto const& a, auto const& b) { return a % b; },
      [](Element a, Element b) { return floor_rest(a, b); });
  row(
      type, "a // 10", x, x.out, [=](auto const& a, auto const&) { return floor_divide(a, ten); },
      [=](Element a, Element) { return floor_quotient(a, ten); });
  row(
      type, "a % 10", x, x.out, [=](auto const& a, auto const&) { return a % ten; },
      [=](Element a, Element) { return floor_rest(a, ten); });
  row(
      type, "a % 10 < 4", x, truth, [=](auto const& a, auto const&) { return a % ten < 4; },
      [=](Element a, Element) { return floor_rest(a, ten) < 4; });
  row(
      type, "pow(a, 3)", x, x.out, [](auto const& a, auto const&) { return pow(a, 3); },
      [](Element a, Element) { return static_cast<Element>(a * a * a); });
  row(
      type, "pow(a, b)", x, x.out, [](auto const& a, auto const& b) { return pow(a, b); },
      [](Element a, Element b) { return power_of(a, b); });
  row(
      type, "a << b", x, x.out, [](auto const& a, auto const& b) { return a << b; },
      [](Element a, Element b) {
        return static_cast<Element>(static_cast<std::uint64_t>(b) < 8 * sizeof(Element) ? a << b : 0);
      });
  row(
      type, "a >> 3", x, x.out, [](auto const& a, auto const&) { return a >> 3; },
      [](Element a, Element) { return static_cast<Element>(a >> 3); });
  row(
      type, "a < 5", x, truth, [](auto const& a, auto const&) { return a < 5; },
      [](Element a, Element) { return a < 5; });
}

// Numbers that double does not hold: hashes, say.
void large(index_t n) {
  operands<std::uint64_t> x(n);
  std::uint64_t state = 1;
  for (auto& value : x.a) value = state = state * 6364136223846793005u + 1442695040888963407u;
  std::uint64_t volatile given = 1000;
  std::uint64_t const divisor = given;
  row(
      "uint64", "hash % 1000", x, x.out, [=](auto const& a, auto const&) { return a % divisor; },
      [=](std::uint64_t a, std::uint64_t) { return floor_rest(a, divisor); });
  row(
      "uint64", "hash // b", x, x.out, [](auto const& a, auto const& b) { return floor_divide(a, b); },
      [](std::uint64_t a, std::uint64_t b) { return floor_quotient(a, b); });
}

void signed_with_unsigned(index_t n) {
  operands<std::int64_t> x(n);
  operands<std::uint64_t> u(n);
  auto truth = empty<bool>({n});
  auto const* const other = u.a.data();
  auto const* const first = x.a.data();
  contest all;
  all.add("fused", [&](index_t repeats) {
    for (; repeats > 0; --repeats) {
      assign(truth, x.a < u.a, {.mode = mode::fused, .threads = 1});
      barrier();
    }
  });
  all.add("hand", [&](index_t repeats) {
    for (; repeats > 0; --repeats) {
      bool* __restrict const to = truth.data();
      for (index_t i = 0; i < n; ++i) to[i] = (first[i] < 0) | (static_cast<std::uint64_t>(first[i]) < other[i]);
      barrier();
    }
  });
  all.run(0.05, 20, 3e4);
  std::printf("int64 < uint64           %9.3f           %9.3f %9.2f\n", all.best("fused") / static_cast<double>(n),
              all.best("hand") / static_cast<double>(n), all.best("fused") / all.best("hand"));
}

// Eigen divides as C++ does, towards zero; of positive numbers that is the same.
void eigen(index_t n) {
  operands<std::int32_t> x(n);
  for (auto& value : x.a) value = value < 0 ? -value : value;
  using array = Eigen::Map<Eigen::Array<std::int32_t, Eigen::Dynamic, 1>>;
  array const a(x.a.data(), n), b(x.b.data(), n);
  array to(x.out.data(), n);
  contest all;
  all.add("fused", [&](index_t repeats) {
    for (; repeats > 0; --repeats) {
      assign(x.out, floor_divide(x.a, x.b), {.mode = mode::fused, .threads = 1});
      barrier();
    }
  });
  all.add("eigen", [&](index_t repeats) {
    for (; repeats > 0; --repeats) {
      to = a / b;
      barrier();
    }
  });
  all.run(0.05, 20, 3e4);
  std::printf("int32 a / b, Eigen       %9.3f           %9.3f %9.2f\n", all.best("fused") / static_cast<double>(n),
              all.best("eigen") / static_cast<double>(n), all.best("fused") / all.best("eigen"));
}

}  // namespace
}  // namespace bench

int main() {
  using namespace bench;
  std::printf("%s; this file compiled for %s\n", sinter::to_string(machine()).c_str(),
              sinter::to_string(compiled_arch::value));
  std::printf("ns per element, then ratios to the loop\n%-24s %9s %9s %9s %9s %9s\n", "", "fused", "blocked", "hand",
              "fused", "blocked");
  constexpr index_t n = 2048;
  rows<std::int8_t>("int8", n);
  rows<std::uint8_t>("uint8", n);
  rows<std::int16_t>("int16", n);
  rows<std::int32_t>("int32", n);
  rows<std::uint32_t>("uint32", n);
  rows<std::int64_t>("int64", n);
  rows<std::uint64_t>("uint64", n);
  large(n);
  signed_with_unsigned(n);
  eigen(n);
}
