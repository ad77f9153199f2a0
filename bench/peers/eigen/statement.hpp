#pragma once

#include <Eigen/Core>

#include "../rows_of_peer.hpp"

// Arrays of Eigen over the common memory. Eigen has no threads for coefficient-wise work.

namespace bench::peers::PEERS_NAMESPACE {
namespace {

template <class Element>
using vector = Eigen::Array<Element, Eigen::Dynamic, 1>;
using grid = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
template <class Array>
using reading = Eigen::Map<Array const, Eigen::Aligned64>;
template <class Array>
using writing = Eigen::Map<Array, Eigen::Aligned64>;

template <class Element>
struct vectors {
  reading<vector<Element>> a, b, c, d, e;
  explicit vectors(problem const& p)
      : a(p.operand<Element>(0), p.n),
        b(p.operand<Element>(1), p.n),
        c(p.operand<Element>(2), p.n),
        d(p.operand<Element>(3), p.n),
        e(p.operand<Element>(4), p.n) {}
  template <class Result>
  static writing<vector<Result>> output(problem const& p) {
    return {p.output<Result>(), p.out_size};
  }
};

// out = make(operands), and Result r = make(operands).
template <class Operands, class Result, class Make>
void add_statement(peer& to, char const* row, Make make) {
  using element = typename Result::Scalar;
  implementation how;
  how.into = [make](problem const& p) {
    return repeated(
        [make, in = Operands(p), out = Operands::template output<element>(p)]() mutable { out = make(in); });
  };
  how.fresh = [make](problem const& p) {
    return repeated([make, in = Operands(p), p] {
      Result const result = make(in);
      p.keep(result.data());
    });
  };
  to.add(row, std::move(how));
}

template <class Element, class Result = Element, class Make>
void add_vectors(peer& to, char const* row, Make make) {
  add_statement<vectors<Element>, vector<Result>>(to, row, make);
}

}  // namespace
}  // namespace bench::peers::PEERS_NAMESPACE
