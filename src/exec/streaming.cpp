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

void run_streaming_by_pages(streamed_row const& what, index_t n) {
  constexpr index_t page_bytes = 4096, piece_bytes = 512, pages = 8;
  index_t const page = page_bytes / what.bytes, piece = piece_bytes / what.bytes, group = pages * page;
  loop_rows const parts{1, one_row.steps, one_row.inner, 1, row_kind::plain, true};
  streamed_row rest = what;
  auto const address = reinterpret_cast<std::uintptr_t>(what.out);
  if (address % line_bytes == 0) {
    for (; n >= group; n -= group) {
      for (index_t first = 0; first < page; first += piece) {
        for (index_t k = 0; k < pages; ++k) {
          index_t const at = k * page + first;
          std::byte const* leaves[max_slots];
          for (int leaf = 0; leaf < what.leaf_count; ++leaf)
            leaves[leaf] = what.leaves[leaf] + at * what.leaf_bytes[leaf];
          what.loop(rest.out + at * what.bytes, leaves, what.context, piece, parts);
        }
      }
      advance(rest, group, one_row);
      rest.out += group * what.bytes;
    }
  }
  run_streaming(rest, n, one_row);
}

}  // namespace sinter::detail
