// What reductions cost beside loops by hand and Eigen: whole, along rows and along columns, of arrays from a cache line to
// far beyond the caches. One thread. The loops by hand are what the machine can do: eight registers of accumulators.

#include <Eigen/Core>
#include <cmath>
#include <cstdio>

#include "measure.hpp"

namespace bench {
namespace {

constexpr int lanes = compiled_arch::register_bytes / 8;
using loaded = double __attribute__((vector_size(lanes * 8), aligned(8), may_alias));
using value = double __attribute__((vector_size(lanes * 8)));
constexpr index_t step = 8 * lanes;

value larger(value a, value b) { return a > b ? a : b; }
value plus(value a, value b) { return a + b; }

// fold(term(i), …) with eight accumulators, over the multiples of them.
template <class Term, class Fold>
__attribute__((noinline)) double by_hand(index_t n, double start, Term const& term, Fold const& fold) {
  value folded[8];
  for (value& one : folded) one = value{} + start;
  index_t i = 0;
  for (; i + step <= n; i += step) {
    for (int k = 0; k < 8; ++k) folded[k] = fold(folded[k], term(i + k * lanes));
  }
  for (int half = 4; half > 0; half /= 2) {
    for (int k = 0; k < half; ++k) folded[k] = fold(folded[k], folded[k + half]);
  }
  value last = folded[0];
  double result = last[0];
  for (int k = 1; k < lanes; ++k) result = fold(value{} + result, value{} + last[k])[0];
  return result;
}

value at(double const* a, index_t i) { return *reinterpret_cast<loaded const*>(a + i); }

double sum_by_hand(double const* a, index_t n) {
  return by_hand(
      n, 0, [a](index_t i) { return at(a, i); }, plus);
}

void columns_by_hand(double const* a, index_t rows, index_t columns, double* out) {
  for (index_t first = 0; first < columns; first += 512) {
    index_t const n = std::min<index_t>(512, columns - first);
    for (index_t j = 0; j < n; ++j) out[first + j] = a[first + j];
    for (index_t i = 1; i < rows; ++i) {
      double const* const row = a + i * columns + first;
      for (index_t j = 0; j < n; ++j) out[first + j] += row[j];
    }
  }
}

struct operands {
  explicit operands(index_t size) : n(size), a(empty<double>({n})), b(empty<double>({n})), out(empty<double>({n})) {
    fill(a, 1), fill(b, 2), fill(out, 3);
  }
  index_t n;
  ndarray<double, 1> a, b, out;
};

class table {
 public:
  explicit table(operands& data) : data_(data) {}

  template <class Ours, class Hand, class Eigens>
  void row(char const* name, double bytes, Ours ours, Hand hand, Eigens eigens) {
    contest variants;
    add(variants, "sinter", ours);
    add(variants, "loop", hand);
    add(variants, "Eigen", eigens);
    variants.run(0.08, 9, 1e5);
    double const taken = variants.best("sinter");
    std::printf("%9td  %-16s %12.1f %10.2f %10.2f %10.1f\n", data_.n, name, taken, variants.best("loop") / taken,
                variants.best("Eigen") / taken, bytes * static_cast<double>(data_.n) / taken);
  }

 private:
  template <class Statement>
  static void add(contest& variants, char const* name, Statement statement) {
    variants.add(name, [statement](index_t repeats) {
      for (; repeats > 0; --repeats) {
        barrier();
        statement();
        barrier();
      }
    });
  }

  operands& data_;
};

void keep(double result) { asm volatile("" : : "x"(result) : "memory"); }
template <class Array>
void keep_array(Array const& array) {
  asm volatile("" : : "g"(array.data()) : "memory");
}

void whole(operands& o) {
  using map = Eigen::Map<Eigen::ArrayXd const>;
  double const *const a = o.a.data(), *const b = o.b.data();
  index_t const n = o.n;
  map const ea(a, n), eb(b, n);
  table to(o);
  auto const product = [=](index_t i) { return at(a, i) * at(b, i); };
  auto const distance = [=](index_t i) {
    value const difference = at(a, i) - at(b, i);
    return difference < 0 ? -difference : difference;
  };
  auto const hand_var = [=] {
    double const mean = sum_by_hand(a, n) / static_cast<double>(n);
    auto const square = [=](index_t i) { return (at(a, i) - mean) * (at(a, i) - mean); };
    return by_hand(n, 0, square, plus) / static_cast<double>(n);
  };
  to.row(
      "sum(a)", 8, [&] { keep(sum(o.a)); }, [=] { keep(sum_by_hand(a, n)); }, [&] { keep(ea.sum()); });
  to.row(
      "sum(a * b)", 16, [&] { keep(sum(o.a * o.b)); }, [=] { keep(by_hand(n, 0, product, plus)); },
      [&] { keep((ea * eb).sum()); });
  to.row(
      "max(abs(a - b))", 16, [&] { keep(max(abs(o.a - o.b))); }, [=] { keep(by_hand(n, 0, distance, larger)); },
      [&] { keep((ea - eb).abs().maxCoeff()); });
  to.row(
      "mean(a)", 8, [&] { keep(mean(o.a)); }, [=] { keep(sum_by_hand(a, n) / static_cast<double>(n)); },
      [&] { keep(ea.mean()); });
  to.row(
      "var(a)", 8, [&] { keep(var(o.a)); }, [=] { keep(hand_var()); }, [&] { keep((ea - ea.mean()).square().mean()); });
}

void along_axes(operands& o, index_t rows, index_t columns, char const* first, char const* last) {
  using matrix = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  Eigen::Map<matrix const> const eigens(o.a.data(), rows, columns);
  Eigen::Map<Eigen::Array<double, Eigen::Dynamic, 1>> across(o.out.data(), rows);
  Eigen::Map<Eigen::Array<double, 1, Eigen::Dynamic>> down(o.out.data(), columns);
  auto const ours = o.a.reshape({rows, columns});
  double const* const a = o.a.data();
  double* const out = o.out.data();
  table to(o);
  to.row(
      first, 8, [&] { keep_array(sum(ours, axis(0))); }, [=] { columns_by_hand(a, rows, columns, out); },
      [&] { down = eigens.colwise().sum(); });
  auto const hand = [=] {
    for (index_t i = 0; i < rows; ++i) out[i] = sum_by_hand(a + i * columns, columns);
  };
  auto const hand_short = [=] {
    for (index_t i = 0; i < rows; ++i) {
      value const folded = at(a, i * columns) + at(a, i * columns + columns - lanes);
      double total = folded[0];
      for (int k = 1; k < lanes; ++k) total += folded[k];
      out[i] = total;
    }
  };
  if (columns == 2 * lanes) {
    to.row(
        last, 8, [&] { keep_array(sum(ours, axis(1))); }, hand_short, [&] { across = eigens.rowwise().sum(); });
  } else {
    to.row(
        last, 8, [&] { keep_array(sum(ours, axis(1))); }, hand, [&] { across = eigens.rowwise().sum(); });
  }
}

}  // namespace
}  // namespace bench

int main() {
  using namespace bench;
  settings().threads = 1;
  std::printf("%9s  %-16s %12s %10s %10s %10s\n", "n", "statement", "sinter, ns", "loop/ours", "Eigen/ours", "GB/s");
  for (index_t const n : {16, 256, 1024, 4096, 1 << 16, 1 << 18, 1 << 21, 1 << 24}) {
    operands data(n);
    whole(data);
    if (n < 256) continue;
    along_axes(data, n / 16, 16, "axis 0 (n/16,16)", "axis 1 (n/16,16)");
    along_axes(data, 16, n / 16, "axis 0 (16,n/16)", "axis 1 (16,n/16)");
  }
}
