#include "stream.hpp"

#include <algorithm>
#include <cmath>

#include "nontemporal.hpp"

namespace bench::peers {

namespace {

constexpr int unrolled = 4;

register_f64 load(double const* from) { return *reinterpret_cast<register_f64 const*>(from); }

template <int Reads>
[[gnu::noinline]] double read_only(double const* const* in, index_t first, index_t last) {
  register_f64 total[unrolled] = {};
  for (index_t i = first; i < last; i += unrolled * register_doubles) {
    for (int u = 0; u < unrolled; ++u) {
      for (int k = 0; k < Reads; ++k) total[u] += load(in[k] + i + u * register_doubles);
    }
  }
  return (total[0] + total[1] + total[2] + total[3])[0];
}

template <int Reads, bool Streaming>
[[gnu::noinline]] void read_write(double* out, double const* const* in, index_t first, index_t last) {
  for (index_t i = first; i < last; i += unrolled * register_doubles) {
    for (int u = 0; u < unrolled; ++u) {
      index_t const at = i + u * register_doubles;
      register_f64 sum = load(in[0] + at);
      for (int k = 1; k < Reads; ++k) sum += load(in[k] + at);
      if constexpr (Streaming) {
        store_past_caches(out + at, sum);
      } else {
        *reinterpret_cast<register_f64*>(out + at) = sum;
      }
    }
  }
  if constexpr (Streaming) fence_stores();
}

template <int Reads>
statement of_reads(stream_kernel kernel, problem const& memory, bool streaming) {
  struct streams {
    double* out;
    double const* in[4];
    index_t n;
    int threads;
  };
  auto* const out = memory.output<double>();
  streams all{out, {}, memory.n, memory.threads};
  for (int k = 0; k < Reads; ++k) all.in[k] = memory.operand<double>(k);
  if (kernel.in_place) all.in[0] = out;
  auto const part = [all, kernel, streaming](index_t first, index_t last) {
    if (!kernel.writes) {
      [[maybe_unused]] volatile double const seen = read_only<Reads>(all.in, first, last);
    } else if (streaming) {
      read_write<Reads, true>(all.out, all.in, first, last);
    } else {
      read_write<Reads, false>(all.out, all.in, first, last);
    }
  };
  return repeated([all, part] {
    if (all.threads == 1) return part(0, all.n);
#pragma omp parallel for schedule(static) num_threads(all.threads)
    for (int t = 0; t < all.threads; ++t) {
      index_t const share = all.n / all.threads / 64 * 64;
      part(t * share, t + 1 == all.threads ? all.n : (t + 1) * share);
    }
  });
}

}  // namespace

stream_kernel kernel_like(row const& what) {
  if (what.in_place) return {2, true, true};
  int const reads = std::clamp(static_cast<int>(std::lround(what.bytes_in / std::max(what.bytes_out, 4.0))), 1, 4);
  bool const writes = what.bytes_out * 4 > what.bytes_in / reads;
  return {writes ? reads : std::clamp(static_cast<int>(what.bytes_in / 8), 1, 2), writes, false};
}

double scale_to(row const& what, problem& memory) {
  double const wanted = static_cast<double>(memory.n) * (what.bytes_in + what.bytes_out);
  double const per_element = kernel_like(what).bytes_per_element();
  index_t const step = unrolled * register_doubles * memory.threads;
  index_t const n = std::max(step, static_cast<index_t>(wanted / per_element) / step * step);
  // The operands hold as many bytes as those of the row: of int32, half as many doubles.
  memory.n = std::min(memory.n * bytes_of(what.element) / static_cast<index_t>(sizeof(double)) / step * step, n);
  return wanted / (per_element * static_cast<double>(memory.n));
}

statement stream(stream_kernel kernel, problem const& memory, bool streaming_stores) {
  switch (kernel.reads) {
    case 2:
      return of_reads<2>(kernel, memory, streaming_stores);
    case 3:
      return of_reads<3>(kernel, memory, streaming_stores);
    case 4:
      return of_reads<4>(kernel, memory, streaming_stores);
    default:
      return of_reads<1>(kernel, memory, streaming_stores);
  }
}

}  // namespace bench::peers
