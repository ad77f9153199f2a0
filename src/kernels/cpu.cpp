#include <cstdlib>
#include <string>

#include <sinter/core/error.hpp>
#include <sinter/kernels/table.hpp>

namespace sinter {

char const* to_string(isa value) {
  constexpr char const* names[] = {"baseline", "avx2", "avx512"};
  return names[static_cast<int>(value)];
}

namespace detail {

// Reads CPUID and, through XGETBV, what the operating system saves: the builtins do both.
isa best_isa() {
#if defined(__x86_64__)
  __builtin_cpu_init();
#if SINTER_HAS_AVX512_KERNELS
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("bmi2")) {
    return isa::avx512;
  }
#endif
#if SINTER_HAS_AVX2_KERNELS
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
      __builtin_cpu_supports("bmi2")) {
    return isa::avx2;
  }
#endif
#endif
  return isa::baseline;
}

// Of the family of Zen 3 and 4 the latter alone has AVX-512.
bool moves_by_halves() {
#if defined(__x86_64__)
  static bool const does = [] {
    __builtin_cpu_init();
    return __builtin_cpu_is("amdfam19h") != 0 && best_isa() == isa::avx512;
  }();
  return does;
#else
  return false;
#endif
}

bool is_of_intel() {
#if defined(__x86_64__)
  static bool const is = [] {
    __builtin_cpu_init();
    return __builtin_cpu_is("intel") != 0;
  }();
  return is;
#else
  return false;
#endif
}

namespace {

isa parse_isa(std::string const& text) {
  for (isa const value : {isa::baseline, isa::avx2, isa::avx512}) {
    if (text == to_string(value)) return value;
  }
  throw parse_error("SINTER_ISA: '" + text + "' is none of baseline, avx2, avx512");
}

isa isa_of_environment() {
  isa const best = best_isa();
  char const* const text = std::getenv("SINTER_ISA");
  if (text == nullptr || *text == '\0') return best;
  isa const wanted = parse_isa(text);
  if (wanted > best) {
    throw parse_error(std::string("SINTER_ISA: this machine has no ") + text + "; the best it has is " +
                      to_string(best));
  }
  return wanted;
}

}  // namespace

constinit relaxed<int> chosen_isa{-1};

isa choose_isa() {
  isa const chosen = isa_of_environment();
  chosen_isa.store(static_cast<int>(chosen));
  return chosen;
}

}  // namespace detail

}  // namespace sinter
