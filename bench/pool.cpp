// What a fresh result costs: eval(a * b + c) with the pool and without it, beside Eigen's fresh array, a loop over what
// malloc or mmap gives, and the same statement into an array that is there already. One thread, so that all do the same.

#include <Eigen/Core>
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>

#include "measure.hpp"

namespace bench {
namespace {

using result = ndarray<double, 1>;

struct operands {
  explicit operands(index_t size)
      : n(size), a(empty<double>({n})), b(empty<double>({n})), c(empty<double>({n})), out(empty<double>({n})) {
    fill(a, 1), fill(b, 2), fill(c, 3), fill(out, 4);
  }
  index_t n;
  result a, b, c, out;
};

void loop(double* __restrict out, operands const& o) {
  double const *const a = o.a.data(), *const b = o.b.data(), *const c = o.c.data();
  for (index_t i = 0; i < o.n; ++i) out[i] = a[i] * b[i] + c[i];
  barrier();
}

void fresh_of_malloc(operands const& o) {
  auto* const out = static_cast<double*>(std::aligned_alloc(64, static_cast<std::size_t>(o.n) * 8));
  loop(out, o);
  std::free(out);
}

void fresh_of_mmap(operands const& o) {
  auto const bytes = static_cast<std::size_t>(o.n) * 8;
  void* const out = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  loop(static_cast<double*>(out), o);
  munmap(out, bytes);
}

void fresh_of_eigen(operands const& o) {
  Eigen::Map<Eigen::ArrayXd const> const a(o.a.data(), o.n), b(o.b.data(), o.n), c(o.c.data(), o.n);
  Eigen::ArrayXd const out = a * b + c;
  asm volatile("" : : "g"(out.data()) : "memory");
}

void fresh_of_sinter(operands const& o) {
  auto const out = eval(o.a * o.b + o.c);
  asm volatile("" : : "g"(out.data()) : "memory");
}

void with_budget(index_t bytes, void (*statement)(operands const&), operands const& o) {
  index_t const before = settings().pool_bytes;
  settings().pool_bytes = bytes;
  statement(o);
  settings().pool_bytes = before;
}

template <class Statement>
void add(contest& variants, char const* name, Statement statement) {
  variants.add(name, [statement](index_t repeats) {
    for (; repeats > 0; --repeats) statement();
  });
}

void one_result() {
  char const* const names[] = {"eval", "no pool", "into", "Eigen", "malloc", "mmap"};
  std::printf("\nns per element of a * b + c, double\n%5s", "n");
  for (char const* const name : names) std::printf(" %9s", name);
  std::printf(" %11s\n", "Eigen/eval");
  for (int size = 12; size <= 24; ++size) {
    operands o(index_t{1} << size);
    contest variants;
    add(variants, "eval", [&] { fresh_of_sinter(o); });
    add(variants, "no pool", [&] { with_budget(0, fresh_of_sinter, o); });
    add(variants, "into", [&] { o.out = o.a * o.b + o.c, barrier(); });
    add(variants, "Eigen", [&] { fresh_of_eigen(o); });
    add(variants, "malloc", [&] { fresh_of_malloc(o); });
    add(variants, "mmap", [&] { fresh_of_mmap(o); });
    variants.run(0.3, size > 20 ? 12 : 5, 2e5);
    std::printf(" 2^%-2d", size);
    for (char const* const name : names) std::printf(" %9.3f", variants.best(name) / static_cast<double>(o.n));
    std::printf(" %11.2f\n", variants.best("Eigen") / variants.best("eval"));
  }
}

// `count` results that are there at the same time, and go together.
void several(operands const& o, int count) {
  std::vector<result> results;
  results.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) results.push_back(eval(o.a * o.b + o.c));
  barrier();
}

void several_of_malloc(operands const& o, int count) {
  double* results[16];
  for (int i = 0; i < count; ++i) {
    results[i] = static_cast<double*>(std::aligned_alloc(64, static_cast<std::size_t>(o.n) * 8));
    loop(results[i], o);
  }
  for (int i = 0; i < count; ++i) std::free(results[i]);
}

void several_results(int size, std::initializer_list<int> counts) {
  constexpr index_t budgets[] = {0, index_t{1} << 28, index_t{1} << 29, index_t{1} << 30};
  std::printf("\nns per element, several results of 2^%d that go at once, over the budget\n", size);
  std::printf("%8s %9s %9s %9s %9s %9s\n", "results", "0", "256 MiB", "512 MiB", "1 GiB", "malloc");
  operands const o(index_t{1} << size);
  for (int const count : counts) {
    contest variants;
    for (index_t const budget : budgets) {
      add(variants, "", [&o, budget, count] {
        settings().pool_bytes = budget;
        several(o, count);  // the blocks of the budget before go or come here
        several(o, count);
      });
    }
    add(variants, "malloc", [&o, count] { several_of_malloc(o, count), several_of_malloc(o, count); });
    variants.run(0.3, size > 20 ? 4 : 10, 2e5);
    std::printf("%8d", count);
    for (std::size_t i = 0; i < variants.size(); ++i) {
      std::printf(" %9.3f", variants.best(i) / static_cast<double>(2 * o.n * count));
    }
    std::printf("\n");
  }
  settings().pool_bytes = detail::default_pool_bytes;
  trim();
}

}  // namespace
}  // namespace bench

int main() {
  using namespace bench;
  settings().threads = 1;
  std::printf("%s; pool of %td MiB; best of many\n", sinter::to_string(machine()).c_str(),
              settings().pool_bytes.get() >> 20);
  // First, with malloc as a program finds it: it keeps more once it has given out and taken back larger blocks.
  for (int const size : {11, 12, 13, 14, 15, 17}) several_results(size, {1, 4, 16});
  one_result();
  several_results(24, {1, 2, 3, 4, 6});
}
