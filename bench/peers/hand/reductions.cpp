#include "loops.hpp"

// Sums in as many accumulators as hide the latency of an addition, added up at the end.

namespace bench::peers::PEERS_NAMESPACE {

namespace {

struct add {
  template <class Element>
  Element operator()(Element x, Element y) const {
    return x + y;
  }
};
struct larger {
  double operator()(double x, double y) const { return x > y ? x : y; }
};

// combine(at(first), …, at(last - 1)), for at least one element.
template <class Element, class Combine, class At>
[[gnu::always_inline]] inline Element reduce_run(index_t first, index_t last, Combine const& combine, At const& at) {
  constexpr index_t lanes = 256 / static_cast<index_t>(sizeof(Element));
  if (last - first < lanes) {
    Element total = at(first);
    for (index_t i = first + 1; i < last; ++i) total = combine(total, at(i));
    return total;
  }
  Element totals[lanes];
  for (index_t k = 0; k < lanes; ++k) totals[k] = at(first + k);
  index_t i = first + lanes;
  for (; i + lanes <= last; i += lanes) {
    for (index_t k = 0; k < lanes; ++k) totals[k] = combine(totals[k], at(i + k));
  }
  for (index_t k = 0; i < last; ++i, ++k) totals[k] = combine(totals[k], at(i));
  for (index_t width = lanes / 2; width > 0; width /= 2) {
    for (index_t k = 0; k < width; ++k) totals[k] = combine(totals[k], totals[k + width]);
  }
  return totals[0];
}

template <class Element, class Combine, class At>
void add_scalar(peer& to, char const* row, Combine combine, At at) {
  implementation how;
  how.into = [combine, at](problem const& p) {
    return repeated([combine, at, a = p.operand<Element>(0), b = p.operand<Element>(1), p] {
      Element parts[64];
      auto const value = [&](index_t i) { return at(a[i], b[i]); };
      int const threads = std::min(p.threads, 64);
      split(threads, 1, threads, [&](index_t t, index_t) {
        parts[t] = reduce_run<Element>(p.n * t / threads, p.n * (t + 1) / threads, combine, value);
      });
      for (int t = 1; t < threads; ++t) parts[0] = combine(parts[0], parts[t]);
      *p.output<Element>() = parts[0];
    });
  };
  to.add(row, std::move(how));
}

// 16 long rows are added up, a run of columns at a time.
void add_up_rows(problem const& p, double* out) {
  double const* const a = p.operand<double>(0);
  index_t const columns = p.n / 16;
  split(columns, block, p.threads, [=](index_t first, index_t last) {
    for (index_t k = first; k < last; k += block) {
      index_t const end = std::min(k + block, last);
      for (index_t i = k; i < end; ++i) out[i] = a[i];
      for (index_t r = 1; r < 16; ++r) {
        double const* const from = a + r * columns;
#pragma GCC ivdep
        for (index_t i = k; i < end; ++i) out[i] += from[i];
      }
    }
  });
}

void add_up_each_long_row(problem const& p, double* out) {
  index_t const columns = p.n / 16;
  split(16, 1, p.threads, [=, a = p.operand<double>(0)](index_t first, index_t last) {
    for (index_t r = first; r < last; ++r) {
      out[r] = reduce_run<double>(0, columns, add{}, [from = a + r * columns](index_t i) { return from[i]; });
    }
  });
}

// Rows of 16 follow each other: four of them at a time are one run of accumulators.
void add_up_short_rows(problem const& p, double* out) {
  double const* const a = p.operand<double>(0);
  double parts[64][16];
  int const threads = std::min(p.threads, 64);
  split(threads, 1, threads, [&, threads](index_t t, index_t) {
    double totals[64] = {};
    for (index_t i = p.n / 64 * t / threads * 64; i < p.n / 64 * (t + 1) / threads * 64; i += 64) {
      for (index_t k = 0; k < 64; ++k) totals[k] += a[i + k];
    }
    for (index_t k = 0; k < 16; ++k) parts[t][k] = (totals[k] + totals[k + 16]) + (totals[k + 32] + totals[k + 48]);
  });
  for (index_t k = 0; k < 16; ++k) {
    out[k] = parts[0][k];
    for (int t = 1; t < threads; ++t) out[k] += parts[t][k];
  }
}

void add_up_each_short_row(problem const& p, double* out) {
  double const* const a = p.operand<double>(0);
  split(p.n / 16, block, p.threads, [=](index_t first, index_t last) {
    for (index_t r = first; r < last; ++r) {
      double const* const x = a + r * 16;
      double s[8];
      for (int k = 0; k < 8; ++k) s[k] = x[k] + x[k + 8];
      out[r] = ((s[0] + s[4]) + (s[1] + s[5])) + ((s[2] + s[6]) + (s[3] + s[7]));
    }
  });
}

}  // namespace

void add_reductions(peer& to) {
  add_scalar<double>(to, "sum(a)", add{}, [](double a, double) { return a; });
  add_scalar<float>(to, "float: sum(a)", add{}, [](float a, float) { return a; });
  add_scalar<double>(to, "sum(a*b)", add{}, [](double a, double b) { return a * b; });
  add_scalar<double>(to, "max(abs(a-b))", larger{}, [](double a, double b) { return std::abs(a - b); });
  add_loop<double>(to, "sum over rows, 16 x n/16", add_up_rows);
  add_loop<double>(to, "sum over columns, 16 x n/16", add_up_each_long_row);
  add_loop<double>(to, "sum over rows, n/16 x 16", add_up_short_rows);
  add_loop<double>(to, "sum over columns, n/16 x 16", add_up_each_short_row);
}

}  // namespace bench::peers::PEERS_NAMESPACE
