// Elementary functions beside those of other libraries, all on the same 1024 numbers in L1, in ns per element: sinter's
// kernel, SLEEF's variants of 1.0 and 3.5 ULP and the vector functions of glibc for AVX-512, xsimd as this file is
// compiled, and one call of the C library per element. Prints a table for docs/accuracy.md.

#include <cmath>
#include <cstdio>
#include <optional>
#include <sleef.h>
#include <xsimd/xsimd.hpp>

#include "measure.hpp"

namespace bench {
namespace {

constexpr index_t n = 1024;

template <class Element>
struct arguments {
  ndarray<Element, 1> x = empty<Element>({n}), y = empty<Element>({n}), out = empty<Element>({n});

  arguments(double low, double high) {
    fill(x, 1);
    fill(y, 2);
    for (Element& value : x) value = static_cast<Element>(low + (static_cast<double>(value) - 0.5) * (high - low));
    for (Element& value : y) value = static_cast<Element>(0.1 + 3 * static_cast<double>(value));
  }
};

#if defined(__AVX512F__)
inline auto load_register(double const* from) { return _mm512_loadu_pd(from); }
inline auto load_register(float const* from) { return _mm512_loadu_ps(from); }
inline void store_register(double* to, __m512d value) { _mm512_storeu_pd(to, value); }
inline void store_register(float* to, __m512 value) { _mm512_storeu_ps(to, value); }

template <class Element, class Function>
std::function<void(index_t)> by_registers(arguments<Element>& on, Function function) {
  return [&on, function](index_t repeats) {
    for (; repeats > 0; --repeats) {
      for (index_t i = 0; i < n; i += 64 / static_cast<index_t>(sizeof(Element))) {
        store_register(on.out.data() + i, function(load_register(on.x.data() + i), load_register(on.y.data() + i)));
      }
      barrier();
    }
  };
}
#endif

template <class Element, class Function>
std::function<void(index_t)> by_xsimd(arguments<Element>& on, Function function) {
  using batch = xsimd::batch<Element>;
  return [&on, function](index_t repeats) {
    for (; repeats > 0; --repeats) {
      for (index_t i = 0; i < n; i += static_cast<index_t>(batch::size)) {
        function(batch::load_unaligned(on.x.data() + i), batch::load_unaligned(on.y.data() + i))
            .store_unaligned(on.out.data() + i);
      }
      barrier();
    }
  };
}

template <class Element, class Function>
std::function<void(index_t)> by_elements(arguments<Element>& on, Function function) {
  return [&on, function](index_t repeats) {
    for (; repeats > 0; --repeats) {
      for (index_t i = 0; i < n; ++i) on.out(i) = function(on.x(i), on.y(i));
      barrier();
    }
  };
}

template <class Element, class Function>
std::function<void(index_t)> by_sinter(arguments<Element>& on, Function function) {
  return [&on, function](index_t repeats) {
    for (; repeats > 0; --repeats) {
      assign(on.out, function(on.x, on.y), {.mode = mode::blocked, .threads = 1});
      barrier();
    }
  };
}

struct row {
  char const* name;
  double low, high;
};

constexpr char const* libraries[] = {"sinter", "SLEEF u10", "SLEEF u35", "glibc vectors", "xsimd", "C library"};

struct nothing {};

template <class Element>
std::vector<double> times(row const& what, auto ours, [[maybe_unused]] auto u10, [[maybe_unused]] auto u35,
                          [[maybe_unused]] auto glibc, auto xsimds, auto scalar) {
  arguments<Element> on(what.low, what.high);
  contest all;
  all.add("sinter", by_sinter(on, ours));
#if defined(__AVX512F__)
  if constexpr (!std::is_same_v<decltype(u10), nothing>) all.add("SLEEF u10", by_registers(on, u10));
  if constexpr (!std::is_same_v<decltype(u35), nothing>) all.add("SLEEF u35", by_registers(on, u35));
  if constexpr (!std::is_same_v<decltype(glibc), nothing>) all.add("glibc vectors", by_registers(on, glibc));
#endif
  if constexpr (!std::is_same_v<decltype(xsimds), nothing>) all.add("xsimd", by_xsimd(on, xsimds));
  all.add("C library", by_elements(on, scalar));
  all.run(0.05, 20, 2e4);
  std::vector<double> result;
  for (char const* const library : libraries) result.push_back(all.best(library) / static_cast<double>(n));
  return result;
}

void print(row const& what, std::vector<double> const& of_float, std::vector<double> const& of_double) {
  std::printf("| `%s` |", what.name);
  for (std::size_t i = 0; i < of_float.size(); ++i) {
    if (of_double[i] > 0) {
      std::printf(" %.2f / %.2f |", of_float[i], of_double[i]);
    } else {
      std::printf(" – |");
    }
  }
  std::printf("\n");
  std::fflush(stdout);
}

#if defined(__AVX512F__)
extern "C" {
#define SINTER_BENCH_GLIBC(name)    \
  __m512d _ZGVeN8v_##name(__m512d); \
  __m512 _ZGVeN16v_##name##f(__m512);
SINTER_BENCH_GLIBC(exp)
SINTER_BENCH_GLIBC(exp2)
SINTER_BENCH_GLIBC(exp10)
SINTER_BENCH_GLIBC(expm1)
SINTER_BENCH_GLIBC(log)
SINTER_BENCH_GLIBC(log2)
SINTER_BENCH_GLIBC(log10)
SINTER_BENCH_GLIBC(log1p)
SINTER_BENCH_GLIBC(sin)
SINTER_BENCH_GLIBC(cos)
SINTER_BENCH_GLIBC(tan)
SINTER_BENCH_GLIBC(asin)
SINTER_BENCH_GLIBC(acos)
SINTER_BENCH_GLIBC(atan)
SINTER_BENCH_GLIBC(sinh)
SINTER_BENCH_GLIBC(cosh)
SINTER_BENCH_GLIBC(tanh)
SINTER_BENCH_GLIBC(asinh)
SINTER_BENCH_GLIBC(acosh)
SINTER_BENCH_GLIBC(atanh)
SINTER_BENCH_GLIBC(cbrt)
SINTER_BENCH_GLIBC(erf)
SINTER_BENCH_GLIBC(erfc)
__m512d _ZGVeN8vv_pow(__m512d, __m512d);
__m512 _ZGVeN16vv_powf(__m512, __m512);
__m512d _ZGVeN8vv_atan2(__m512d, __m512d);
__m512 _ZGVeN16vv_atan2f(__m512, __m512);
__m512d _ZGVeN8vv_hypot(__m512d, __m512d);
__m512 _ZGVeN16vv_hypotf(__m512, __m512);
}
#define SINTER_BENCH_ONE(call64, call32) \
  [](auto x, auto) {                     \
    if constexpr (sizeof(x[0]) == 8)     \
      return call64(x);                  \
    else                                 \
      return call32(x);                  \
  }
#define SINTER_BENCH_TWO(call64, call32) \
  [](auto x, auto y) {                   \
    if constexpr (sizeof(x[0]) == 8)     \
      return call64(x, y);               \
    else                                 \
      return call32(x, y);               \
  }
#else
#define SINTER_BENCH_ONE(call64, call32) \
  nothing {}
#define SINTER_BENCH_TWO(call64, call32) \
  nothing {}
#endif
#define SINTER_BENCH_U10(name) SINTER_BENCH_ONE(Sleef_##name##d8_u10avx512f, Sleef_##name##f16_u10avx512f)
#define SINTER_BENCH_U15(name) SINTER_BENCH_ONE(Sleef_##name##d8_u15avx512f, Sleef_##name##f16_u15avx512f)
#define SINTER_BENCH_U35(name) SINTER_BENCH_ONE(Sleef_##name##d8_u35avx512f, Sleef_##name##f16_u35avx512f)
#define SINTER_BENCH_VEC(name) SINTER_BENCH_ONE(_ZGVeN8v_##name, _ZGVeN16v_##name##f)

#define SINTER_BENCH_ROW(name, low, high, u10, u35, glibc, xsimds, c)                                   \
  {                                                                                                     \
    row const what{#name, low, high};                                                                   \
    auto const ours = [](auto const& x, auto const&) { return sinter::name(x); };                       \
    print(what, times<float>(what, ours, u10, u35, glibc, xsimds, [](float x, float) { return c(x); }), \
          times<double>(what, ours, u10, u35, glibc, xsimds, [](double x, double) { return c(x); }));   \
  }
#define SINTER_BENCH_PAIR(name, low, high, u10, u35, glibc, xsimds)                                                  \
  {                                                                                                                  \
    row const what{#name, low, high};                                                                                \
    auto const ours = [](auto const& x, auto const& y) { return sinter::name(x, y); };                               \
    print(what, times<float>(what, ours, u10, u35, glibc, xsimds, [](float x, float y) { return std::name(x, y); }), \
          times<double>(what, ours, u10, u35, glibc, xsimds, [](double x, double y) { return std::name(x, y); }));   \
  }
#define SINTER_BENCH_XSIMD(name) [](auto x, auto) { return xsimd::name(x); }
#define SINTER_BENCH_XSIMD2(name) [](auto x, auto y) { return xsimd::name(x, y); }

template <class Element>
Element ten_to_the(Element x) {
  if constexpr (sizeof(Element) == 4) return ::exp10f(x);
  return static_cast<Element>(::exp10(static_cast<double>(x)));
}

void exponentials() {
  SINTER_BENCH_ROW(exp, -10, 10, SINTER_BENCH_U10(exp), nothing{}, SINTER_BENCH_VEC(exp), SINTER_BENCH_XSIMD(exp),
                   std::exp)
  SINTER_BENCH_ROW(exp2, -10, 10, SINTER_BENCH_U10(exp2), SINTER_BENCH_U35(exp2), SINTER_BENCH_VEC(exp2),
                   SINTER_BENCH_XSIMD(exp2), std::exp2)
  SINTER_BENCH_ROW(exp10, -10, 10, SINTER_BENCH_U10(exp10), SINTER_BENCH_U35(exp10), SINTER_BENCH_VEC(exp10),
                   SINTER_BENCH_XSIMD(exp10), ten_to_the)
  SINTER_BENCH_ROW(expm1, -10, 10, SINTER_BENCH_U10(expm1), nothing{}, SINTER_BENCH_VEC(expm1),
                   SINTER_BENCH_XSIMD(expm1), std::expm1)
  SINTER_BENCH_ROW(sinh, -5, 5, SINTER_BENCH_U10(sinh), SINTER_BENCH_U35(sinh), SINTER_BENCH_VEC(sinh),
                   SINTER_BENCH_XSIMD(sinh), std::sinh)
  SINTER_BENCH_ROW(cosh, -5, 5, SINTER_BENCH_U10(cosh), SINTER_BENCH_U35(cosh), SINTER_BENCH_VEC(cosh),
                   SINTER_BENCH_XSIMD(cosh), std::cosh)
  SINTER_BENCH_ROW(tanh, -5, 5, SINTER_BENCH_U10(tanh), SINTER_BENCH_U35(tanh), SINTER_BENCH_VEC(tanh),
                   SINTER_BENCH_XSIMD(tanh), std::tanh)
}

void logarithms() {
  SINTER_BENCH_ROW(log, 0.01, 100, SINTER_BENCH_U10(log), SINTER_BENCH_U35(log), SINTER_BENCH_VEC(log),
                   SINTER_BENCH_XSIMD(log), std::log)
  SINTER_BENCH_ROW(log2, 0.01, 100, SINTER_BENCH_U10(log2), SINTER_BENCH_U35(log2), SINTER_BENCH_VEC(log2),
                   SINTER_BENCH_XSIMD(log2), std::log2)
  SINTER_BENCH_ROW(log10, 0.01, 100, SINTER_BENCH_U10(log10), nothing{}, SINTER_BENCH_VEC(log10),
                   SINTER_BENCH_XSIMD(log10), std::log10)
  SINTER_BENCH_ROW(log1p, 0.01, 100, SINTER_BENCH_U10(log1p), nothing{}, SINTER_BENCH_VEC(log1p),
                   SINTER_BENCH_XSIMD(log1p), std::log1p)
  SINTER_BENCH_ROW(asinh, -5, 5, SINTER_BENCH_U10(asinh), nothing{}, SINTER_BENCH_VEC(asinh), SINTER_BENCH_XSIMD(asinh),
                   std::asinh)
  SINTER_BENCH_ROW(acosh, 1, 10, SINTER_BENCH_U10(acosh), nothing{}, SINTER_BENCH_VEC(acosh), SINTER_BENCH_XSIMD(acosh),
                   std::acosh)
  SINTER_BENCH_ROW(atanh, -0.99, 0.99, SINTER_BENCH_U10(atanh), nothing{}, SINTER_BENCH_VEC(atanh),
                   SINTER_BENCH_XSIMD(atanh), std::atanh)
}

void circular() {
  SINTER_BENCH_ROW(sin, -100, 100, SINTER_BENCH_U10(sin), SINTER_BENCH_U35(sin), SINTER_BENCH_VEC(sin),
                   SINTER_BENCH_XSIMD(sin), std::sin)
  SINTER_BENCH_ROW(cos, -100, 100, SINTER_BENCH_U10(cos), SINTER_BENCH_U35(cos), SINTER_BENCH_VEC(cos),
                   SINTER_BENCH_XSIMD(cos), std::cos)
  SINTER_BENCH_ROW(tan, -1.5, 1.5, SINTER_BENCH_U10(tan), SINTER_BENCH_U35(tan), SINTER_BENCH_VEC(tan),
                   SINTER_BENCH_XSIMD(tan), std::tan)
  SINTER_BENCH_ROW(asin, -1, 1, SINTER_BENCH_U10(asin), SINTER_BENCH_U35(asin), SINTER_BENCH_VEC(asin),
                   SINTER_BENCH_XSIMD(asin), std::asin)
  SINTER_BENCH_ROW(acos, -1, 1, SINTER_BENCH_U10(acos), SINTER_BENCH_U35(acos), SINTER_BENCH_VEC(acos),
                   SINTER_BENCH_XSIMD(acos), std::acos)
  SINTER_BENCH_ROW(atan, -10, 10, SINTER_BENCH_U10(atan), SINTER_BENCH_U35(atan), SINTER_BENCH_VEC(atan),
                   SINTER_BENCH_XSIMD(atan), std::atan)
  SINTER_BENCH_PAIR(atan2, -10, 10, SINTER_BENCH_TWO(Sleef_atan2d8_u10avx512f, Sleef_atan2f16_u10avx512f),
                    SINTER_BENCH_TWO(Sleef_atan2d8_u35avx512f, Sleef_atan2f16_u35avx512f),
                    SINTER_BENCH_TWO(_ZGVeN8vv_atan2, _ZGVeN16vv_atan2f), SINTER_BENCH_XSIMD2(atan2))
}

void others() {
  SINTER_BENCH_PAIR(pow, 0.01, 100, SINTER_BENCH_TWO(Sleef_powd8_u10avx512f, Sleef_powf16_u10avx512f), nothing{},
                    SINTER_BENCH_TWO(_ZGVeN8vv_pow, _ZGVeN16vv_powf), SINTER_BENCH_XSIMD2(pow))
  SINTER_BENCH_PAIR(hypot, -10, 10, SINTER_BENCH_TWO(Sleef_hypotd8_u05avx512f, Sleef_hypotf16_u05avx512f),
                    SINTER_BENCH_TWO(Sleef_hypotd8_u35avx512f, Sleef_hypotf16_u35avx512f),
                    SINTER_BENCH_TWO(_ZGVeN8vv_hypot, _ZGVeN16vv_hypotf), SINTER_BENCH_XSIMD2(hypot))
  SINTER_BENCH_ROW(cbrt, 0.01, 100, SINTER_BENCH_U10(cbrt), SINTER_BENCH_U35(cbrt), SINTER_BENCH_VEC(cbrt),
                   SINTER_BENCH_XSIMD(cbrt), std::cbrt)
  SINTER_BENCH_ROW(erf, -4, 4, SINTER_BENCH_U10(erf), nothing{}, SINTER_BENCH_VEC(erf), SINTER_BENCH_XSIMD(erf),
                   std::erf)
  SINTER_BENCH_ROW(erfc, -4, 4, SINTER_BENCH_U15(erfc), nothing{}, SINTER_BENCH_VEC(erfc), SINTER_BENCH_XSIMD(erfc),
                   std::erfc)
  SINTER_BENCH_ROW(tgamma, 0.1, 20, SINTER_BENCH_U10(tgamma), nothing{}, nothing{}, SINTER_BENCH_XSIMD(tgamma),
                   std::tgamma)
  SINTER_BENCH_ROW(lgamma, 0.1, 20, SINTER_BENCH_U10(lgamma), nothing{}, nothing{}, SINTER_BENCH_XSIMD(lgamma),
                   std::lgamma)
}

}  // namespace
}  // namespace bench

int main() {
  using namespace bench;
  std::printf("%s; ns per element, float / double\n\n| function |", sinter::to_string(machine()).c_str());
  for (char const* const library : libraries) std::printf(" %s |", library);
  std::printf("\n|---|---|---|---|---|---|---|\n");
  exponentials();
  logarithms();
  circular();
  others();
}
