// Why arrays of 2 KiB and more begin at multiples of a KiB: a statement whose output stands so many bytes behind its
// inputs, modulo 4 KiB, beside the same where both begin at the same place of a page; the mean over outputs in several
// pages, because CPUs hash the other bits. One thread, arrays in the caches.

#include <cstddef>
#include <cstdio>

#include "measure.hpp"

namespace bench {
namespace {

constexpr index_t page = 4096;
constexpr index_t outputs = 32;

// n doubles at an offset from the first page.
view<double, 1> at_offset(ndarray<double, 1> const& memory, index_t offset, index_t n) {
  auto const start = reinterpret_cast<std::uintptr_t>(memory.data());
  auto const to_page = static_cast<index_t>(-start % page);
  return {const_cast<double*>(memory.data()) + (to_page + offset) / 8, {n}};
}

struct operands {
  explicit operands(index_t size) : n(size), memory{room(), room(), room(), room()} {}
  view<double, 1> input(int k) const { return at_offset(memory[k], 0, n); }
  view<double, 1> output(index_t k, index_t offset) const { return at_offset(memory[3], k * page + offset, n); }
  index_t n;
  ndarray<double, 1> memory[4];

 private:
  ndarray<double, 1> room() const { return ones<double>({n + (outputs + 1) * page / 8}); }
};

void add(contest& variants, operands const& o, index_t offset) {
  auto const a = o.input(0), b = o.input(1), c = o.input(2);
  variants.add(std::to_string(offset), [=, &o](index_t repeats) {
    for (; repeats > 0; --repeats) {
      for (index_t k = 0; k < outputs; ++k) o.output(k, offset) = a * b + c, barrier();
    }
  });
}

}  // namespace
}  // namespace bench

int main() {
  using namespace bench;
  constexpr index_t offsets[] = {0, 16, 64, 128, 256, 512, 1024, 2048, 3072, 4032};
  settings().threads = 1;
  std::printf("%s; best of many\n\n", sinter::to_string(machine()).c_str());
  std::printf("ns per element of out = a * b + c, double, by the bytes between out and its inputs modulo 4096\n%8s",
              "n");
  for (index_t const offset : offsets) std::printf(" %7td", offset);
  std::printf("\n");
  for (index_t const n : {256, 512, 1024, 2048, 4096, 16384, 32768}) {
    operands const o(n);
    contest variants;
    for (index_t const offset : offsets) add(variants, o, offset);
    variants.run(0.2, 10);
    std::printf("%8td", n);
    for (std::size_t i = 0; i < variants.size(); ++i)
      std::printf(" %7.3f", variants.best(i) / static_cast<double>(n * outputs));
    std::printf("\n");
  }
}
