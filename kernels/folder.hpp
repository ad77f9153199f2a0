#pragma once

#include <utility>

#include <sinter/kernels/fold_group.hpp>

#include "across.hpp"
#include "loop.hpp"

// The folds of one operation and type.

namespace sinter::kernels::SINTER_KERNEL_ISA {
namespace {

using detail::fold_row_bytes;
using detail::fold_run_rows;
using detail::for_registers;
using detail::vec;

// bool is folded as bytes of 0 and 1.
template <class Op, class Element>
struct fold_of {
  using element = Element;
  using op = Op;
};
template <>
struct fold_of<ops::logical_or, bool> {
  using element = std::uint8_t;
  using op = ops::bit_or;
};
template <>
struct fold_of<ops::logical_and, bool> {
  using element = std::uint8_t;
  using op = ops::bit_and;
};

template <class Op, class Element>
struct folder {
  static constexpr int lanes = arch::register_bytes / static_cast<int>(sizeof(Element));
  // Registers that are folded side by side: a whole row where there are so many, so that memory is read in order.
  static constexpr int block = fold_row_bytes / arch::register_bytes <= 16 ? fold_row_bytes / arch::register_bytes : 8;
  static constexpr index_t block_bytes = block * arch::register_bytes;
  using value = batch<Element, lanes, arch>;
  using vector = vec<Element, lanes>;

  static constexpr Element neutral = detail::fold_identity<Op, Element>;

  static SINTER_INLINE value nothing() { return value(neutral); }
  static SINTER_INLINE value whole(std::byte const* from) {
    return detail::load_vec<Element, lanes>(reinterpret_cast<Element const*>(from));
  }
  static SINTER_INLINE void put(std::byte* to, value what) {
    detail::store_vec<Element, lanes>(reinterpret_cast<Element*>(to), what.value);
  }
  // The first `count` lanes, the identity in the others; all of a count that is larger, none of one below 0.
  static SINTER_INLINE value first(std::byte const* from, index_t count) {
    if (count >= lanes) return whole(from);
    if (count <= 0) return nothing();
#if defined(__AVX512BW__) && defined(__AVX512VL__)
    return partial(from, count);
#else
    return called(from, count);
#endif
  }
  static SINTER_INLINE value partial(std::byte const* from, index_t count) {
    auto const some = static_cast<int>(count);
    vector const loaded = detail::load_partial<Element, lanes>(reinterpret_cast<Element const*>(from), some);
    return detail::first_lanes<Element, lanes>(some, loaded, nothing().value);
  }
  // Where registers are put together from pieces, the code is long.
  static SINTER_NOINLINE vector called(std::byte const* from, index_t count) { return partial(from, count).value; }

  // Rows of Registers registers into a run, and the run into the levels when it is complete.
  template <int Registers>
  static SINTER_INLINE void rows(std::byte* stack, index_t level, index_t first_row, std::byte const* from,
                                 index_t step, index_t count) {
    value folded[Registers];
    auto const each = [](auto const& with) SINTER_LAMBDA { for_registers<Registers>(with); };
    bool const begins = first_row % fold_run_rows == 0 && count > 0;
    std::byte const* const before = begins ? from : stack;
    if (first_row % fold_run_rows == 0 && count == 0) {
      each([&](auto r) SINTER_LAMBDA { folded[r] = nothing(); });
    } else {
      each([&](auto r) SINTER_LAMBDA { folded[r] = whole(before + r * arch::register_bytes); });
    }
    if (begins) from += step;
    for (index_t row = begins; row < count; ++row, from += step) {
      each([&](auto r) SINTER_LAMBDA { folded[r] = Op::apply(folded[r], whole(from + r * arch::register_bytes)); });
    }
    if ((first_row + count) % fold_run_rows == 0 && count > 0) {
      stack = detail::join_run(stack, level, first_row / fold_run_rows, [&](std::byte const* row) SINTER_LAMBDA {
        each([&](auto r) SINTER_LAMBDA { folded[r] = Op::apply(whole(row + r * arch::register_bytes), folded[r]); });
      });
    }
    each([&](auto r) SINTER_LAMBDA { put(stack + r * arch::register_bytes, folded[r]); });
  }

  // The same for the last columns, fewer than a register holds.
  static void rest(std::byte* stack, index_t level, index_t first_row, std::byte const* from, index_t step,
                   index_t count, index_t n) {
    value folded = first_row % fold_run_rows == 0 ? nothing() : first(stack, n);
    for (index_t row = 0; row < count; ++row, from += step) folded = Op::apply(folded, first(from, n));
    if ((first_row + count) % fold_run_rows == 0 && count > 0) {
      stack = detail::join_run(stack, level, first_row / fold_run_rows,
                               [&](std::byte const* row) SINTER_LAMBDA { folded = Op::apply(first(row, n), folded); });
    }
    detail::store_partial<Element, lanes>(reinterpret_cast<Element*>(stack), folded.value, static_cast<int>(n));
  }

  static void fold_rows(std::byte* stack, index_t level, index_t first_row, std::byte const* from, index_t step,
                        index_t count, index_t n) {
    index_t const bytes = n * static_cast<index_t>(sizeof(Element));
    do {
      index_t const left = fold_run_rows - first_row % fold_run_rows;
      index_t const some = count < left ? count : left;
      index_t at = 0;
      for (; at + block_bytes <= bytes; at += block_bytes) {
        rows<block>(stack + at, level, first_row, from + at, step, some);
      }
      for (; at + block_bytes / 4 <= bytes; at += block_bytes / 4) {
        rows<block / 4>(stack + at, level, first_row, from + at, step, some);
      }
      for (; at + arch::register_bytes <= bytes; at += arch::register_bytes) {
        rows<1>(stack + at, level, first_row, from + at, step, some);
      }
      if (at < bytes) {
        rest(stack + at, level, first_row, from + at, step, some, (bytes - at) / static_cast<index_t>(sizeof(Element)));
      }
      first_row += some;
      count -= some;
      from += some * step;
    } while (count > 0);
  }

  // A row of n elements, down to one register; Full where no lane of the registers is missing.
  template <int Registers, bool Full>
  static SINTER_INLINE value short_row(std::byte const* from, index_t n) {
    value folded[Registers];
    for_registers<Registers>([&](auto r) SINTER_LAMBDA {
      std::byte const* const at = from + r * arch::register_bytes;
      folded[r] = Full ? whole(at) : first(at, n - r * lanes);
    });
    return detail::fold_halves<Op>(folded);
  }

  // Slices s, s + count, s + 2 * count, … of a row, by halves; Full where the row ends with the lanes.
  template <int Count, bool Full>
  static SINTER_INLINE void fold_slices(value (&folded)[block], Element const* from, index_t n, int s) {
    if constexpr (Count * block_bytes == fold_row_bytes) {
      constexpr index_t width = fold_row_bytes / static_cast<index_t>(sizeof(Element));
      auto const at = [from](index_t i, auto some)
                          SINTER_LAMBDA { return detail::load<Element, lanes, arch>(from + i, some); };
      index_t const rest = detail::fold_slice<Op, Full>(folded, s * block * lanes, n, width, at);
      if (!Full && rest < n) detail::fold_short_slice<Op>(folded, rest, n, at);
    } else {
      value other[block];
      fold_slices<Count * 2, Full>(folded, from, n, s);
      fold_slices<Count * 2, Full>(other, from, n, s + Count);
      for_registers<block>([&](auto r) SINTER_LAMBDA { folded[r] = Op::apply(folded[r], other[r]); });
    }
  }

  // A row of at least as many elements as `block` registers hold, down to these.
  template <bool Full>
  static SINTER_INLINE void long_row(value (&folded)[block], std::byte const* from, index_t n) {
    auto const* const elements = reinterpret_cast<Element const*>(from);
    if constexpr (block_bytes == fold_row_bytes) {
      // The last part by registers of which the last is not full: through memory it would wait for its stores.
      index_t const rest = Full ? 0 : n % (block * lanes), even = n - rest;
      fold_slices<1, true>(folded, elements, even, 0);
      auto const* const rest_at = reinterpret_cast<std::byte const*>(elements + even);
      for_registers<block>([&](auto r) SINTER_LAMBDA {
        if (index_t const left = rest - r * lanes; left > 0) {
          folded[r] = Op::apply(folded[r], first(rest_at + r * arch::register_bytes, left));
        }
      });
    } else {
      fold_slices<1, Full>(folded, elements, n, 0);
    }
  }
  template <bool Full>
  static SINTER_INLINE value long_row(std::byte const* from, index_t n) {
    value folded[block];
    long_row<Full>(folded, from, n);
    return detail::fold_halves<Op>(folded);
  }
  // A row down to `left` elements, a power of two that a slice can hold.
  template <bool Full>
  static SINTER_NOINLINE void row_to_some(Element* to, std::byte const* from, index_t n, index_t left) {
    value folded[block];
    if (n < block * lanes) {
      fold_slices<1, false>(folded, reinterpret_cast<Element const*>(from), n, 0);
    } else {
      long_row<Full>(folded, from, n);
    }
    registers_to_some<block>(to, folded, left);
  }
  template <int Registers>
  static SINTER_INLINE void registers_to_some(Element* to, value (&folded)[block], index_t left) {
    if constexpr (Registers == 1) {
      lanes_to_some<lanes>(to, folded[0], left);
    } else {
      if (left == Registers * lanes) {
        return for_registers<Registers>(
            [&](auto r) SINTER_LAMBDA { detail::store_vec<Element, lanes>(to + r * lanes, folded[r].value); });
      }
      constexpr int half = Registers / 2;
      for_registers<half>([&](auto r) SINTER_LAMBDA { folded[r] = Op::apply(folded[r], folded[r + half]); });
      registers_to_some<half>(to, folded, left);
    }
  }
  template <int Some>
  static SINTER_INLINE void lanes_to_some(Element* to, value folded, index_t left) {
    if constexpr (Some == lanes) {
      if (left == lanes) return detail::store_vec<Element, lanes>(to, folded.value);
    } else {
      if (left == Some) return detail::store_partial<Element, lanes>(to, folded.value, Some);
    }
    if constexpr (Some > 1) lanes_to_some<Some / 2>(to, detail::fold_upper<Op, Some / 2>(folded), left);
  }

  static SINTER_NOINLINE vector any_long_row(std::byte const* from, index_t n) {
    return long_row<false>(from, n).value;
  }

  // Called: the compiler would write it out for every lane of every kind of row, a tenth of a megabyte for bytes. It gives
  // a register back: g++ leaves the upper halves of its registers in use where a function takes a register and gives back
  // an element, and takes them for free after the call; the next SSE instruction then waits 60 ns for them on a Zen.
  static SINTER_NOINLINE vector down_to_one(vector folded) {
    return value(detail::fold_lanes<Op>(value(folded))).value;
  }
  // The registers of some rows wait in L1 until there is one for each lane.
  template <class Row>
  static SINTER_INLINE void each_row(std::byte* to, std::byte const* from, index_t step, index_t count, Row row) {
    auto* out = reinterpret_cast<Element*>(to);
    value folded[lanes];
    while (count > 0) {
      index_t some = count < lanes ? count : lanes;
      asm("" : "+r"(some));  // or g++ computes it in vector registers, and waits for what comes back from there
      // Not unrolled, which a compiler does that knows how many there are: a prefetcher follows the loads of one instruction,
      // and misses a fifth of what sixteen of them bring from memory.
      value* waiting = folded;
      asm("" : "+r"(waiting));
      for (index_t r = 0; r < some; ++r, from += step) waiting[r] = row(from);
      asm("" : "+m"(folded));
      if (sizeof(Element) >= 4 && some == lanes) {
        detail::store_vec<Element, lanes>(out, across<Op, lanes / 2>(folded).value);
      } else {
        for (index_t r = 0; r < some; ++r) out[r] = down_to_one(folded[r].value)[0];
      }
      out += some;
      count -= some;
    }
  }

  static void fold_group(std::byte* to, detail::fold_to kind, std::byte const* const* leaves, void const*,
                         index_t first, index_t end) {
    auto const* const from = reinterpret_cast<Element const*>(leaves[0]);
    detail::fold_group<Op, Element, lanes, arch>(
        reinterpret_cast<Element*>(to), kind, first, end,
        [from](index_t i, auto some) SINTER_LAMBDA { return detail::load<Element, lanes, arch>(from + i, some); });
  }

  static void fold_each(std::byte* to, std::byte const* from, index_t step, index_t count, index_t n, index_t left) {
    if (left > 1) {
      auto* const out = reinterpret_cast<Element*>(to);
      bool const full = n % (fold_row_bytes / static_cast<index_t>(sizeof(Element))) == 0;
      auto const fold = full ? &row_to_some<true> : &row_to_some<false>;
      for (index_t r = 0; r < count; ++r, from += step) fold(out + r * left, from, n, left);
      return;
    }
    auto const with = [&](auto row) SINTER_LAMBDA { each_row(to, from, step, count, row); };
    auto const shorter = [&]<int Registers>(std::integral_constant<int, Registers>) SINTER_LAMBDA {
      if (n == Registers * lanes) {
        with([n](std::byte const* at) SINTER_LAMBDA { return short_row<Registers, true>(at, n); });
      } else {
        with([n](std::byte const* at) SINTER_LAMBDA { return short_row<Registers, false>(at, n); });
      }
    };
    if (n <= lanes) return shorter(std::integral_constant<int, 1>{});
    if (n <= 2 * lanes) return shorter(std::integral_constant<int, 2>{});
    if (n <= 4 * lanes) return shorter(std::integral_constant<int, 4>{});
    if constexpr (block_bytes == fold_row_bytes) {
      if constexpr (block > 8) {
        if (n <= 8 * lanes) return shorter(std::integral_constant<int, 8>{});
      }
      if (n <= block * lanes) return shorter(std::integral_constant<int, block>{});
      if (n % (block * lanes) == 0) {
        return with([n](std::byte const* at) SINTER_LAMBDA { return long_row<true>(at, n); });
      }
    }
    with([n](std::byte const* at) SINTER_LAMBDA { return value(any_long_row(at, n)); });
  }
};

}  // namespace
}  // namespace sinter::kernels::SINTER_KERNEL_ISA
