// Prints the bits of results that differ when a compiler contracts x * y + z by itself. Compiled with several
// compilers and flags; all must print the same.

#include <cstdint>
#include <cstdio>
#include <cstring>

#include <sinter/sinter.hpp>

using namespace sinter;

namespace {

template <class Element>
ndarray<Element, 1> numbers(std::uint32_t state) {
  auto a = empty<Element>({1003});
  for (Element& value : a) {
    state = state * 1664525u + 1013904223u;
    value = static_cast<Element>(static_cast<double>(state) / 3e9 - 0.7);
  }
  return a;
}

template <class Element>
void print(char const* name, ndarray<Element, 1> const& values) {
  std::uint64_t digest = 0xCBF29CE484222325u;
  for (Element const value : values) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof value);
    digest = (digest ^ bits) * 0x100000001B3u;
  }
  std::printf("%s %zu: %016llx\n", name, sizeof(Element), static_cast<unsigned long long>(digest));
}

template <class Element>
void print_all(options const& how) {
  auto const a = numbers<Element>(1), b = numbers<Element>(2), c = numbers<Element>(3);
  auto out = empty<Element>({1003});
  auto const show = [&](char const* name, auto&& expression) {
    assign(out, expression, how);
    print(name, out);
  };
  show("a * b + c", a * b + c);
  show("c - a * b", c - a * b);
  show("a * b - c * a", a * b - c * a);
  show("a * 0.1 + b * 0.3 + c * 0.7", a * 0.1 + b * 0.3 + c * 0.7);
  show("square(a) + square(b)", square(a) + square(b));
  show("-(a * b) + c", -(a * b) + c);
  show("(a * b + c) / (a * c + 2)", (a * b + c) / (a * c + 2));
  show("where(a < b, a * b, c) + c", where(a < b, a * b, c) + c);
  show("a(reversed) * b + c", a(reversed) * b + c);
  show("map(x * y + z)", map([](auto x, auto y, auto z) { return x * y + z; }, a, b, c));
  show("map(z - x * y)", map([](auto x, auto y, auto z) { return z - x * y; }, a, b, c));
  show("map(compound)", map(
                            [](auto x, auto y, auto z) {
                              auto t = x;
                              t *= y;
                              t += z;
                              t -= x * 3;
                              return t * t - y;
                            },
                            a, b, c));
  show("map(horner) * b + c", map([](auto x) { return ((x * 0.3 + 1) * x - 0.7) * x + 0.2; }, a) * b + c);
  out = a;
  out += b * c;
  print("a += b * c", out);
  auto totals = full({1003}, sum(a * b + c));
  print("sum(a * b + c)", totals);
}

}  // namespace

// The mode is the argument; nothing of it is printed, so that the outputs of all modes can be compared too.
int main(int argc, char** argv) {
  bool const contract = argc > 2 && std::strcmp(argv[2], "contract") == 0;
  for (mode const how : {mode::automatic, mode::per_op, mode::fused, mode::blocked}) {
    if (argc < 2 || std::strcmp(argv[1], to_string(how)) != 0) continue;
    print_all<double>({.mode = how, .contract = contract});
    print_all<float>({.mode = how, .contract = contract});
  }
}
