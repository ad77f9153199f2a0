#include <sinter/sinter.hpp>

// Compiled for another ISA than two_isas_test.cpp, with the same expression.
sinter::isa isa_of_wide_file() {
  auto const a = sinter::ones<double>({8});
  auto d = sinter::zeros<double>({8});
  return sinter::explain(d, a * 2.0 + a, {.mode = sinter::mode::fused}).isa;
}
