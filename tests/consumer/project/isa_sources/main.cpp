// Prints which copies run and the bits of their results; returns 1 where something is wrong that holds for every ISA.

#include <cstdint>
#include <cstdio>
#include <cstring>

#include "hot.hpp"

#if defined(__AVX__) || defined(_OPENMP)
#error "the package hands its own compiler flags to the user"
#endif

namespace {

// A copy with newer code than this file's must not have taken the place of what this file calls.
constexpr int flags_here = 0;

std::uint64_t bits_of(double const* values, std::size_t n, std::uint64_t hash) {
  for (std::size_t i = 0; i < n; ++i) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &values[i], sizeof bits);
    hash = (hash ^ bits) * 1099511628211u;
  }
  return hash;
}

int failures = 0;
void expect(bool holds, char const* what) {
  if (!holds) std::fprintf(stderr, "wrong: %s\n", what), ++failures;
}

}  // namespace

int main() {
  int const copy = hot::copy();
  expect(flags_of<int>() == flags_here, "this file runs the code of a copy");
  expect(shape().flags() == flags_here, "a virtual function of this file is that of a copy");
  expect(hot::flags() == copy, "a copy runs a template of another ISA");
  expect(hot::flags_of_a_shape() == copy, "a copy runs a virtual function of another ISA");
  expect(second() == copy, "another file of the program runs another copy");

  int first = 4;
  expect(own(first, 1) == copy * 100 + 9 && first == 8, "references");
  auto last = hot::count_calls(std::make_unique<int>(5));
  last = hot::count_calls(std::move(last));
  expect(calls() == 3 && *last == 3 && total == 7, "the copies do not share the program's state");
  try {
    hot::refuse();
    expect(false, "no exception");
  } catch (refusal const& why) {
    expect(std::strcmp(why.what(), "refused") == 0, "text of the exception");
  }

  std::vector<double> in(1003), out;
  for (std::size_t i = 0; i < in.size(); ++i) in[i] = 0.1 + static_cast<double>(i * 7919 % 1009) / 7.0;
  hot::mix(out, in);
  std::uint64_t hash = bits_of(out.data(), out.size(), 14695981039346656037u);
  auto const fused = hot::fused(sinter::view<double const, 1>(in.data(), {static_cast<sinter::index_t>(in.size())}));
  hash = bits_of(fused.data(), in.size(), hash);
  std::printf("copy=%s bits=%016llx", to_string(static_cast<sinter::isa>(copy)), static_cast<unsigned long long>(hash));
  return failures == 0 ? 0 : 1;
}
