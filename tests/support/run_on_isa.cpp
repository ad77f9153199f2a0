// run_on_isa ISA PROGRAM ARGUMENT...: runs the program with SINTER_ISA set, or exits with 77 (skipped) on a CPU
// that lacks the ISA. Asks the compiler's run time, not sinter, so that sinter's own detection is under test too.

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <unistd.h>

namespace {

bool cpu_has(std::string_view isa) {
  if (isa == "baseline") return true;
#if defined(__x86_64__)
  __builtin_cpu_init();
  bool const avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
  if (isa == "avx2") return avx2;
  if (isa == "avx512") {
    return avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
  }
#endif
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: run_on_isa ISA PROGRAM ARGUMENT...\n");
    return 2;
  }
  if (!cpu_has(argv[1])) {
    std::printf("skipped: this CPU has no %s\n", argv[1]);
    return 77;
  }
  setenv("SINTER_ISA", argv[1], 1);
  execvp(argv[2], argv + 2);
  std::perror(argv[2]);
  return 1;
}
