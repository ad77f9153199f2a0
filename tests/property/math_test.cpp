#include <cstdlib>
#include <gtest/gtest.h>
#include <string>
#include <unistd.h>

#include "property/check_expression.hpp"

// Elementary functions: an element has one result, wherever it stands, whoever stands beside it, in every mode, and
// whatever this file is compiled for; the ISAs with FMA agree.

namespace sinter::testing {
namespace {

template <class Element>
std::vector<Element> arguments(random_source& random) {
  std::vector<Element> values;
  for (int i = 0; i < 700; ++i) {
    values.push_back(i % 3 == 0   ? static_cast<Element>((random.unit() - 0.5) * 2)
                     : i % 3 == 1 ? static_cast<Element>((random.unit() - 0.5) * 80)
                                  : random_element<Element>(random));
  }
  return values;
}

template <class Element, class Function>
Element alone(Element x, Function function) {
  Element result{};
  assign(view<Element, 1>(&result, {1}), function(view<Element const, 1>(&x, {1})),
         {.mode = mode::fused, .threads = 1});
  return result;
}

template <class Element, class Function>
void check_positions(char const* name, Function function) {
  random_source random(std::hash<std::string>{}(name) + sizeof(Element));
  std::vector<Element> const x = arguments<Element>(random);
  auto const size = static_cast<index_t>(x.size());
  std::vector<Element> expected;
  for (Element const value : x) expected.push_back(alone(value, function));
  for (int trial = 0; trial < 24; ++trial) {
    index_t const n = random.chance(50) ? random.between(0, 40) : random.between(0, size);
    index_t const start = random.between(0, size - n);
    std::vector<Element> memory(static_cast<std::size_t>(n + 20), Element(7));
    index_t const offset = random.between(0, 17);
    view<Element const, 1> const from(x.data() + start, {n});
    view<Element, 1> const to(memory.data() + offset, {n});
    for (mode const how : all_modes) {
      assign(to, function(from), {.mode = how, .threads = static_cast<int>(random.between(1, 2))});
      for (index_t i = 0; i < n; ++i) {
        Element const got = memory[static_cast<std::size_t>(offset + i)];
        Element const wanted = expected[static_cast<std::size_t>(start + i)];
        ASSERT_TRUE(same_bits(got, wanted))
            << name << " of " << ::testing::PrintToString(x[static_cast<std::size_t>(start + i)]) << " in "
            << to_string(how) << ", element " << i << " of " << n << ": " << ::testing::PrintToString(got) << ", alone "
            << ::testing::PrintToString(wanted) << ", SINTER_TEST_SEED=" << test_seed();
      }
    }
  }
}

template <class Function>
void check_function(char const* name, Function function) {
  check_positions<double>(name, function);
  check_positions<float>(name, function);
}

TEST(Math, OneResultWhereverAnElementStands) {
  check_function("exp", [](auto x) { return exp(x); });
  check_function("log", [](auto x) { return log(x); });
  check_function("sin", [](auto x) { return sin(x); });
  check_function("cos", [](auto x) { return cos(x); });
  check_function("tan", [](auto x) { return tan(x); });
  check_function("tanh", [](auto x) { return tanh(x); });
  check_function("pow", [](auto x) { return pow(abs(x), x); });
  check_function("atan2", [](auto x) { return atan2(x, x - 1); });
  check_function("hypot", [](auto x) { return hypot(x, 3); });
  check_function("erf", [](auto x) { return erf(x); });
  check_function("log1p", [](auto x) { return log1p(x); });
  check_function("cbrt", [](auto x) { return cbrt(x); });
  check_function("sigmoid", [](auto x) { return sigmoid(x); });
  check_function("rsqrt", [](auto x) { return rsqrt(x); });
  check_function("cube", [](auto x) { return cube(x); });
  check_function("copysign", [](auto x) { return copysign(x, x - 3); });
  check_function("nextafter", [](auto x) { return nextafter(x, x * x); });
  check_function("fmod", [](auto x) { return fmod(x, 0.7f); });
  check_function("logaddexp", [](auto x) { return logaddexp(x, x * x - 1); });
}

TEST(Math, OneResultOnUnevenLayouts) {
  random_source random(77);
  std::vector<double> const x = arguments<double>(random);
  view<double const, 2> const straight(x.data(), {20, 30});
  view<double const, 2> const turned(x.data() + 599, {20, 30}, {-30, -1});
  for (mode const how : all_modes) {
    auto plain = empty<double>({20, 30});
    auto other = empty<double>({30, 20});
    assign(plain, exp(straight) + sin(turned), {.mode = how});
    assign(other.transpose(), exp(straight) + sin(turned), {.mode = how});
    for (index_t i = 0; i < 20; ++i) {
      for (index_t k = 0; k < 30; ++k) ASSERT_TRUE(same_bits(plain(i, k), other(k, i))) << to_string(how);
    }
  }
}

// FNV-1a over the results of fixed arguments. NaN counts as one value.
template <class Element>
void add_to_digest(std::uint64_t& digest, ndarray<Element, 1> const& values) {
  for (Element const value : values) {
    Element const one = value != value ? std::numeric_limits<Element>::quiet_NaN() : value;
    unsigned char bytes[sizeof one];
    std::memcpy(bytes, &one, sizeof one);
    for (unsigned char const byte : bytes) digest = (digest ^ byte) * 0x100000001B3u;
  }
}

template <class Element>
void digest_of_type(std::uint64_t& digest, mode how) {
  ndarray<Element, 1> const x = cast<Element>(linspace(-30, 30, 1237));
  auto out = empty<Element>({1237});
  auto const add = [&](auto&& expression) {
    assign(out, expression, {.mode = how});
    add_to_digest(digest, out);
  };
  add(exp(x) * 0.1f + x);
  add(log(abs(x) + 1));
  add(sin(x) * cos(x) - tan(x));
  add(pow(abs(x), x * 0.25f));
  add(tanh(x) + sqrt(abs(x)));
  add(atan2(x, x * x - 3));
  add(fma(x, x, x) / (x + 0.5f));
  add(floor(x) + round(x * 1.5f) * (x % 0.7f));
}

std::string digest_text() {
  std::uint64_t digest = 0xCBF29CE484222325u;
  for (mode const how : all_modes) {
    digest_of_type<double>(digest, how);
    digest_of_type<float>(digest, how);
  }
  return std::to_string(digest);
}

// What the program prints when it calls itself for an ISA.
std::string digest_of(isa value) {
  std::string const command = std::string("SINTER_TEST_PRINT_DIGEST=1 SINTER_ISA=") + to_string(value) + " /proc/" +
                              std::to_string(getpid()) + "/exe --gtest_filter=Math.OneResultOnIsasWithFma";
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return "no pipe";
  std::string output;
  char part[256];
  while (std::fgets(part, sizeof part, pipe) != nullptr) output += part;
  if (pclose(pipe) != 0) return "failed: " + output;
  std::size_t const start = output.find("digest=");
  return start == std::string::npos ? "no digest: " + output : output.substr(start, output.find('\n', start) - start);
}

TEST(Math, OneResultOnIsasWithFma) {
  if (std::getenv("SINTER_TEST_PRINT_DIGEST") != nullptr) {
    std::printf("digest=%s\n", digest_text().c_str());
    return;
  }
  std::string const here = "digest=" + digest_text();
  EXPECT_EQ(digest_of(active_isa()), here);
  if (active_isa() == isa::baseline) return;
  for (isa const value : {isa::avx2, isa::avx512}) {
    if (value > machine().best_isa) continue;
    EXPECT_EQ(digest_of(value), here) << to_string(value);
  }
}

}  // namespace
}  // namespace sinter::testing
