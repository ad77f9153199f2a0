#pragma once

#include <array>
#include <xtensor/xadapt.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xnoalias.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xvectorize.hpp>
#include <xtensor/xview.hpp>

#include "../rows_of_peer.hpp"

// Tensors of xtensor over the common memory, with xsimd; on several threads in the build with XTENSOR_USE_OPENMP.

namespace bench::peers::PEERS_NAMESPACE {
namespace {

template <std::size_t Rank>
using shape_of_rank = std::array<std::size_t, Rank>;

// A tensor over memory that exists.
template <std::size_t Rank, class Element>
auto adapted(Element* data, shape_of_rank<Rank> const& shape) {
  std::size_t size = 1;
  for (std::size_t const extent : shape) size *= extent;
  return xt::adapt(static_cast<Element*>(data), size, xt::no_ownership(), shape);
}
template <class Element, std::size_t Rank>
using reading = decltype(adapted<Rank>(static_cast<Element const*>(nullptr), shape_of_rank<Rank>{}));

inline std::size_t extent(index_t value) { return static_cast<std::size_t>(value); }

template <class Element>
struct vectors {
  reading<Element, 1> a, b, c, d, e;
  explicit vectors(problem const& p) : a(of(p, 0)), b(of(p, 1)), c(of(p, 2)), d(of(p, 3)), e(of(p, 4)) {}

  static shape_of_rank<1> shape_of_output(problem const& p) { return {extent(p.out_size)}; }

 private:
  static reading<Element, 1> of(problem const& p, int k) { return adapted<1>(p.operand<Element>(k), {extent(p.n)}); }
};

// noalias(out) = make(operands), and xtensor r = make(operands).
template <class Operands, class Result, std::size_t Rank = 1, class Make>
void add_statement(peer& to, char const* row, Make make) {
  implementation how;
  how.into = [make](problem const& p) {
    return repeated(
        [make, in = Operands(p), out = adapted<Rank>(p.output<Result>(), Operands::shape_of_output(p))]() mutable {
          xt::noalias(out) = make(in);
        });
  };
  how.fresh = [make](problem const& p) {
    return repeated([make, in = Operands(p), p] {
      xt::xtensor<Result, Rank> const result = make(in);
      p.keep(result.data());
    });
  };
  to.add(row, std::move(how));
}

template <class Element, class Result = Element, class Make>
void add_vectors(peer& to, char const* row, Make make) {
  add_statement<vectors<Element>, Result>(to, row, make);
}

}  // namespace
}  // namespace bench::peers::PEERS_NAMESPACE
