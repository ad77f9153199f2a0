#pragma once

#include <sinter/sinter.hpp>

#include "../rows_of_peer.hpp"

namespace bench::peers::PEERS_NAMESPACE {
namespace {

using namespace ::sinter;
using ::sinter::index_t;

// Operands of one shape, named as in the rows.
template <class Element>
struct vectors {
  using operand = view<Element const, 1>;
  operand a, b, c, d, e;

  explicit vectors(problem const& p) : a(of(p, 0)), b(of(p, 1)), c(of(p, 2)), d(of(p, 3)), e(of(p, 4)) {}

  static extents<1> shape_of_output(problem const& p) { return {p.out_size}; }

 private:
  static operand of(problem const& p, int k) { return operand(p.operand<Element>(k), {p.n}); }
};

// out = make(operands), and eval(make(operands)).
template <class Operands, class Result, int Rank = 1, class Make>
void add_statement(peer& to, char const* row, Make make) {
  implementation how;
  how.into = [make](problem const& p) {
    view<Result, Rank> const out(p.output<Result>(), Operands::shape_of_output(p));
    return repeated([make, in = Operands(p), out] { out = make(in); });
  };
  how.fresh = [make](problem const& p) {
    return repeated([make, in = Operands(p), p] {
      auto const result = eval(make(in));
      p.keep(result.data());
    });
  };
  to.add(row, std::move(how));
}

// Rows of one element type, where `make` takes vectors<Element>.
template <class Element, class Result = Element, class Make>
void add_vectors(peer& to, char const* row, Make make) {
  add_statement<vectors<Element>, Result>(to, row, make);
}

}  // namespace
}  // namespace bench::peers::PEERS_NAMESPACE
