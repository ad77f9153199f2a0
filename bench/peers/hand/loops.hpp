#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <new>

#include "../nontemporal.hpp"
#include "../rows_of_peer.hpp"

// Loops as a careful programmer writes them for one statement: vectorised by the compiler, on several threads where
// asked to, and beyond the last-level cache with stores that go past it.

namespace bench::peers::PEERS_NAMESPACE {
namespace {

// An output of its own, not initialised.
template <class Element>
class fresh_array {
 public:
  explicit fresh_array(index_t size)
      : memory_(static_cast<Element*>(
            ::operator new(static_cast<std::size_t>(size) * sizeof(Element), std::align_val_t{64}))) {}
  Element* data() const { return memory_.get(); }

 private:
  struct release {
    void operator()(Element* memory) const { ::operator delete(memory, std::align_val_t{64}); }
  };
  std::unique_ptr<Element, release> memory_;
};

constexpr index_t block = 512;  // elements that stay in L1 between the loop and the stores past the caches

// Copies whole cache lines past the caches; what is left at the end goes through them.
template <class Element>
[[gnu::always_inline]] inline void copy_past_caches(Element* to, Element const* from, index_t count) {
  constexpr index_t step = register_bytes / static_cast<index_t>(sizeof(Element));
  index_t i = 0;
  for (; i + step <= count; i += step) {
    register_f64 value;
    __builtin_memcpy(&value, from + i, register_bytes);
    store_past_caches(to + i, value);
  }
  for (; i < count; ++i) to[i] = from[i];
}

// fill(to, first, last) writes elements first to last of a run to `to`; `to` is 64-byte aligned when streaming.
template <class Result, class Fill>
[[gnu::always_inline]] inline void run(Result* to, index_t first, index_t last, bool streaming, Fill const& fill) {
  if (!streaming) {
    fill(to + first, first, last);
    return;
  }
  alignas(64) Result buffer[block];
  for (index_t i = first; i < last; i += block) {
    index_t const end = std::min(i + block, last);
    fill(buffer, i, end);
    copy_past_caches(to + i, buffer, end - i);
  }
  fence_stores();
}

// How a formula reads its operands: one element, or a register of them.
struct load_element {
  template <class Element>
  [[gnu::always_inline]] Element operator()(Element const* from) const {
    return *from;
  }
};
struct load_register {
  [[gnu::always_inline]] register_f64 operator()(double const* from) const {
    register_f64 value;
    __builtin_memcpy(&value, from, register_bytes);
    return value;
  }
  [[gnu::always_inline]] register_f32 operator()(float const* from) const {
    register_f32 value;
    __builtin_memcpy(&value, from, register_bytes);
    return value;
  }
};

// to[i] = at(load, i) with a formula that takes registers too, which then go past the caches from where they are.
template <class Result, class At>
[[gnu::always_inline]] inline void run_registers(Result* to, index_t first, index_t last, bool streaming,
                                                 At const& at) {
  constexpr index_t lanes = register_bytes / static_cast<index_t>(sizeof(Result));
  index_t i = first;
  if (streaming) {
    while (i < last && reinterpret_cast<std::uintptr_t>(to + i) % register_bytes != 0) {
      to[i] = at(load_element{}, i);
      ++i;
    }
    for (; i + lanes <= last; i += lanes) store_past_caches(to + i, at(load_register{}, i));
    fence_stores();
  }
#pragma GCC ivdep
  for (index_t k = i; k < last; ++k) to[k] = at(load_element{}, k);
}

// part(first, last) for equal parts of 0 to n on the threads that are allowed. Borders are multiples of `grain`.
template <class Part>
[[gnu::always_inline]] inline void split(index_t n, index_t grain, int threads, Part const& part) {
  if (threads == 1) {
    part(index_t{0}, n);
    return;
  }
  index_t const grains = (n + grain - 1) / grain;
#pragma omp parallel for schedule(static) num_threads(threads)
  for (int t = 0; t < threads; ++t) {
    index_t const first = grains * t / threads * grain, last = grains * (t + 1) / threads * grain;
    part(first, std::min(last, n));
  }
}

// Registers compute(problem, out), which writes the whole output.
template <class Result, class Compute>
void add_loop(peer& to, char const* row, Compute compute) {
  implementation how;
  how.into = [compute](problem const& p) { return repeated([compute, p] { compute(p, p.output<Result>()); }); };
  how.fresh = [compute](problem const& p) {
    return repeated([compute, p] {
      fresh_array<Result> const result(p.out_size);
      compute(p, result.data());
      p.keep(result.data());
    });
  };
  to.add(row, std::move(how));
}

template <class Element>
struct vectors {
  Element const *a, *b, *c, *d, *e;
  explicit vectors(problem const& p)
      : a(p.operand<Element>(0)),
        b(p.operand<Element>(1)),
        c(p.operand<Element>(2)),
        d(p.operand<Element>(3)),
        e(p.operand<Element>(4)) {}
};

// One element of the output from the elements at the same place: at(a, b, c, d, e).
template <class Element, class Result = Element, class At>
void add_vectors(peer& to, char const* row, At at) {
  add_loop<Result>(to, row, [at](problem const& p, Result* out) {
    split(p.n, block, p.threads, [=, x = vectors<Element>(p), streaming = p.streaming](index_t first, index_t last) {
      run(out, first, last, streaming, [=](Result* dest, index_t from, index_t end) {
#pragma GCC ivdep
        for (index_t i = from; i < end; ++i) dest[i - from] = at(x.a[i], x.b[i], x.c[i], x.d[i], x.e[i]);
      });
    });
  });
}

// The same with a formula of operators only, which takes registers too: at(load, operands, i).
template <class Element, class At>
void add_registers(peer& to, char const* row, At at) {
  add_loop<Element>(to, row, [at](problem const& p, Element* out) {
    split(p.n, block, p.threads, [=, x = vectors<Element>(p), streaming = p.streaming](index_t first, index_t last) {
      run_registers(out, first, last, streaming, [=](auto load, index_t i) { return at(load, x, i); });
    });
  });
}

}  // namespace
}  // namespace bench::peers::PEERS_NAMESPACE
