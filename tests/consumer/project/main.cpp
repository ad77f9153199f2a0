// What a user's first program looks like, built by a project of its own with the compiler's default flags.

#include <cstdio>

#include <sinter/sinter.hpp>

#if defined(__AVX__) || defined(_OPENMP)
#error "the package hands its own compiler flags to the user"
#endif

int main() {
  sinter::index_t const n = 1000;
  auto const a = sinter::full<double>({n}, 2.0);
  auto const b = sinter::arange<double>(0, n, 1);
  auto const c = sinter::ones<double>({n});
  sinter::ndarray<double, 1> d = a * b + c;
  for (sinter::index_t i = 0; i < n; ++i) {
    if (d(i) != 2.0 * static_cast<double>(i) + 1.0) {
      std::printf("wrong at %td: %g\n", i, d(i));
      return 1;
    }
  }
  std::printf("ok\n");
  return 0;
}
