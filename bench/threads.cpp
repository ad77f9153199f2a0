// What a second thread and more bring: memory-bound and compute-bound expressions over size, on one thread, on all, and
// on as many as `automatic` takes.

#include <cstdio>

#include "cases.hpp"

namespace bench {
namespace {

constexpr int sizes[] = {12, 14, 16, 18, 20, 22, 24};  // powers of two

template <class Kind>
void print() {
  int const all_threads = machine().cores;
  std::printf("\n%s\n%9s %12s %12s %12s %9s %10s %8s\n", Kind::name, "n", "one, us", "all, us", "automatic", "one/all",
              "one/auto", "planned");
  for (int const size : sizes) {
    index_t const n = index_t{1} << size;
    pointwise<Kind, double> c(n);
    contest variants;
    for (int const threads : {1, all_threads, 0}) {
      variants.add(std::to_string(variants.size()), [&c, threads](index_t repeats) {
        for (; repeats > 0; --repeats) {
          assign(c.out, c.tree(), {.threads = threads});
          barrier();
        }
      });
    }
    variants.run(0.3, 5, 5e5);
    double const one = variants.best(0), all_of_them = variants.best(1), automatic = variants.best(2);
    std::printf("%9td %12.1f %12.1f %12.1f %9.2f %10.2f %8d\n", n, one / 1e3, all_of_them / 1e3, automatic / 1e3,
                one / all_of_them, one / automatic, explain(c.out, c.tree()).threads);
  }
}

}  // namespace
}  // namespace bench

int main() {
  using namespace bench;
  std::printf("%s; double, best of many; `planned`: threads that automatic takes\n",
              sinter::to_string(machine()).c_str());
  print<two_ops>();
  print<five_ops>();
  print<exponential>();
  print<circle>();
}
