// Two files with the same expression, compiled for different ISAs, in one program: the linker must not let one run
// the other's loops.

#include <cstdio>

#include <sinter/sinter.hpp>

sinter::isa isa_of_wide_file();

namespace {

sinter::isa isa_of_this_file() {
  auto const a = sinter::ones<double>({8});
  auto d = sinter::zeros<double>({8});
  return sinter::explain(d, a * 2.0 + a, {.mode = sinter::mode::fused}).isa;
}

}  // namespace

int main() {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 77;
#endif
  sinter::isa const here = isa_of_this_file();
  sinter::isa const there = isa_of_wide_file();
  std::printf("%s, %s\n", to_string(here), to_string(there));
  return here == sinter::isa::baseline && there == sinter::isa::avx2 ? 0 : 1;
}
