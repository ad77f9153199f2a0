#include <algorithm>
#include <cstdint>
#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "interpreter.hpp"

namespace sinter::detail {
namespace {

constexpr index_t line_bytes = 64;  // of a cache

void advance(streamed_row const& what, index_t n, loop_rows const& rows) {
  for (int k = 0; k < what.leaf_count; ++k) what.leaves[k] += n * rows.inner[k] * what.leaf_bytes[k];
}

}  // namespace

void store_fence() {
#if defined(__SSE2__)
  _mm_sfence();
#endif
}

void run_streaming(streamed_row const& what, index_t n, loop_rows const& rows) {
  auto const address = reinterpret_cast<std::uintptr_t>(what.out);
  bool const can_align = address % static_cast<std::uintptr_t>(what.bytes) == 0;
  auto const before = static_cast<index_t>((0 - address) % line_bytes) / what.bytes;
  index_t const head = can_align ? std::min(n, before) : n;
  loop_rows parts{1, one_row.steps, rows.inner, 1, rows.kind, false};
  if (head > 0) what.loop(what.out, what.leaves, what.context, head, parts);
  if (head == n) return;
  index_t const in_line = line_bytes / what.bytes, lines = (n - head) / in_line * in_line, tail = n - head - lines;
  advance(what, head, rows);
  parts.streaming = true;
  if (lines > 0) what.loop(what.out + head * what.bytes, what.leaves, what.context, lines, parts);
  if (tail == 0) return;
  advance(what, lines, rows);
  parts.streaming = false;
  what.loop(what.out + (n - tail) * what.bytes, what.leaves, what.context, tail, parts);
}

}  // namespace sinter::detail
