// Prints the settings and the ISA of one statement, or the error that reading them gave.

#include <cstdio>

#include <sinter/sinter.hpp>

int main() {
  try {
    sinter::ndarray<double, 1> a{1, 2, 3};
    a = a * 2 + 1;
    auto& s = sinter::settings();
    std::printf("mode=%s fusion=%td threads=%d block=%td parallel=%td isa=%s result=%g", to_string(s.mode.get()),
                s.fusion_threshold.get(), s.threads.get(), s.block_bytes.get(), s.parallel_threshold.get(),
                to_string(sinter::active_isa()), a(2));
  } catch (sinter::parse_error const& failure) {
    std::printf("parse_error: %s", failure.what());
  }
}
