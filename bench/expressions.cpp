// Each expression as a loop written by hand, fused, one operation at a time, blocked and as `automatic` chooses: ns per
// element over size, one thread for all but `automatic`. Outputs exist before; temporaries are kept between statements.
// One iteration of a benchmark is one sample of every variant, so they are measured under the same conditions.

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <vector>

#include "cases.hpp"

namespace bench {
namespace {

template <class Case>
void assign_in(Case& c, mode how) {
  assign(c.out, c.tree(), {.mode = how, .threads = how == mode::automatic ? 0 : 1});
}

template <class Element>
bool agree(Element x, Element y, double tolerance) {
  if (tolerance == 0) return x == y;
  double const difference = std::abs(static_cast<double>(x) - static_cast<double>(y));
  return difference <= tolerance * std::abs(static_cast<double>(x));
}

// What is fast and wrong is not measured.
template <class Case>
void check(Case& c) {
  auto const before = c.out;
  c.by_hand();
  auto const expected = c.out;
  for (mode const how : {mode::per_op, mode::fused, mode::blocked, mode::automatic}) {
    c.out = before;
    assign_in(c, how);
    for (index_t i = 0; i < c.out.size(); ++i) {
      if (agree(expected.data()[i], c.out.data()[i], Case::tolerance)) continue;
      std::cerr << Case::name << ", " << c.out.size() << " elements, " << sinter::to_string(how) << ": element " << i
                << " is " << c.out.data()[i] << ", by hand it is " << expected.data()[i] << '\n';
      std::exit(1);
    }
  }
}

template <class Case>
void enter(contest& to, Case& c) {
  to.add("hand", [&c](index_t repeats) {
    for (; repeats > 0; --repeats) {
      c.by_hand();
      barrier();
    }
  });
  for (mode const how : {mode::fused, mode::per_op, mode::blocked}) {
    to.add(sinter::to_string(how), [&c, how](index_t repeats) {
      for (; repeats > 0; --repeats) {
        assign_in(c, how);
        barrier();
      }
    });
  }
  to.add("automatic", [&c](index_t repeats) {
    for (; repeats > 0; --repeats) {
      c.out = c.tree();
      barrier();
    }
  });
}

template <class Case>
void measure(benchmark::State& state) {
  Case c(state.range(0));
  check(c);
  contest variants;
  enter(variants, c);
  variants.calibrate(1e5);
  for (auto _ : state) state.SetIterationTime(variants.round() * 1e-9);
  for (std::size_t i = 0; i < variants.size(); ++i) {
    state.counters[variants.name(i)] = variants.best(i) / static_cast<double>(c.out.size());
  }
}

constexpr int sizes[] = {3, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24};  // powers of two

template <class Case>
void add(char const* type) {
  auto* const added = benchmark::RegisterBenchmark((std::string(Case::name) + "/" + type).c_str(), &measure<Case>);
  for (int const size : sizes) added->Arg(index_t{1} << size);
  added->UseManualTime();
}

template <class Element, class... Kinds>
void add_all(char const* type) {
  (add<pointwise<Kinds, Element>>(type), ...);
  add<mixed<Element>>(type);
  add<in_place<Element>>(type);
  add<row_sum<Element>>(type);
  add<stencil<Element>>(type);
}

template <class Element>
void add_type(char const* type) {
  add_all<Element, scaled, one_op, two_ops, weighted_sum, five_ops, polynomial, length, comparison, choice, exponential,
          circle>(type);
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  using namespace bench;
  add_type<double>("double");
  add_type<float>("float");
  settings().scratch_bytes = std::numeric_limits<index_t>::max();
  benchmark::AddCustomContext("machine", sinter::to_string(machine()));
  benchmark::AddCustomContext("compiled_for", sinter::to_string(compiled_arch::value));
  benchmark::AddCustomContext("fusion_threshold", std::to_string(settings().fusion_threshold));
  benchmark::AddCustomContext("planning_threshold", std::to_string(settings().planning_threshold));
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
