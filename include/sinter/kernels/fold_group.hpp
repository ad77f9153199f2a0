#pragma once

#include <sinter/kernels/table.hpp>
#include <sinter/simd/fold.hpp>

// The loop of a fold_function, for whatever loads a register.

namespace sinter::detail {

// Folds the last columns of a row, elements i to end - 1, fewer than there are, into the registers of a slice. The registers
// take turns at the first place, which costs nothing: one copy of the tree serves all of them.
template <class Op, class Element, int Lanes, class Arch, int Block, class At>
SINTER_INLINE void fold_short_slice(batch<Element, Lanes, Arch> (&folded)[Block], index_t i, index_t end,
                                    At const& at) {
  index_t turned = i + Block * Lanes;
  asm("" : "+r"(turned));  // or it is no loop
  for (; i < turned; i += Lanes) {
    auto first = folded[0];
    if (i + Lanes <= end) {
      first = Op::apply(first, at(i, all_lanes<Lanes>{}));
    } else if (i < end) {
      some_lanes const rest{static_cast<int>(end - i)};
      auto const longer = Op::apply(first, at(i, rest));
      first = batch<Element, Lanes, Arch>(first_lanes<Element, Lanes>(rest.count, longer.value, first.value));
    }
    for_registers<Block - 1>([&](auto r) SINTER_LAMBDA { folded[r] = folded[r + 1]; });
    folded[Block - 1] = first;
  }
}

// Folds a slice of whole rows that follow each other: elements i, i + 1, … of the first one, as many as the registers hold,
// and those `width`, 2 * width, … further, before `end`. at(i, count) loads a register. Some: there is such a row. Returns
// where the next one would begin.
template <class Op, bool Some, class Element, int Lanes, class Arch, int Block, class At>
SINTER_INLINE index_t fold_slice(batch<Element, Lanes, Arch> (&folded)[Block], index_t i, index_t end, index_t width,
                                 At const& at) {
  constexpr all_lanes<Lanes> whole;
  if (Some || i + Block * Lanes <= end) {
    for_registers<Block>([&](auto r) SINTER_LAMBDA { folded[r] = at(i + r * Lanes, whole); });
    i += width;
  } else {
    constexpr Element identity = fold_identity<Op, Element>;
    for_registers<Block>([&](auto r) SINTER_LAMBDA { folded[r] = batch<Element, Lanes, Arch>(identity); });
  }
  for (; i + Block * Lanes <= end; i += width) {
    for_registers<Block>([&](auto r) SINTER_LAMBDA { folded[r] = Op::apply(folded[r], at(i + r * Lanes, whole)); });
  }
  return i;
}

// What a fold_function does, for at(i, count): some registers of the merged rows at a time, so that all stay in registers.
template <class Op, class Element, int Lanes, class Arch, class At>
SINTER_INLINE void fold_group(Element* to, fold_to kind, index_t first, index_t end, At const& at) {
  constexpr int width = fold_row_bytes / static_cast<int>(sizeof(Element));
  constexpr int block = width / Lanes <= 16 ? width / Lanes : 8;
  constexpr index_t run_elements = fold_run_rows * width;
  constexpr all_lanes<Lanes> whole;
  batch<Element, Lanes, Arch> folded[block], before[block];
  auto const join = [&]() SINTER_LAMBDA {
    for_registers<block>([&](auto r) SINTER_LAMBDA { folded[r] = Op::apply(before[r], folded[r]); });
  };
  auto const store_part = [&](Element* row) SINTER_LAMBDA {
    for_registers<block>([&](auto r) SINTER_LAMBDA { store<Lanes, Arch>(row + r * Lanes, folded[r], whole); });
  };
  if constexpr (block * Lanes == width) {
    for_registers<block>([&](auto r) SINTER_LAMBDA { before[r] = {}; });
    index_t run = first;
    for (; end - run > run_elements; run += run_elements) {
      fold_slice<Op, true>(folded, run, run + run_elements, width, at);
      if (run != first) join();
      for_registers<block>([&](auto r) SINTER_LAMBDA { before[r] = folded[r]; });
    }
    index_t const rest = fold_slice<Op, false>(folded, run, end, width, at);
    if (rest < end) fold_short_slice<Op>(folded, rest, end, at);
    if (run != first) join();
    if (kind == fold_to::row) return store_part(to);
    *to = fold_lanes<Op>(fold_halves<Op>(folded));
  } else {
    alignas(64) Element memory[width];
    Element* const row = kind == fold_to::row ? to : memory;
    for (index_t run = first; run < end; run += run_elements) {
      index_t const run_end = end - run < run_elements ? end : run + run_elements;
      for (int slice = 0; slice < width; slice += block * Lanes) {
        index_t const rest = fold_slice<Op, false>(folded, run + slice, run_end, width, at);
        if (rest < run_end) fold_short_slice<Op>(folded, rest, run_end, at);
        if (run != first) {
          for_registers<block>(
              [&](auto r) SINTER_LAMBDA { before[r] = load<Element, Lanes, Arch>(row + slice + r * Lanes, whole); });
          join();
        }
        store_part(row + slice);
      }
    }
    if (kind == fold_to::element) *to = fold_row<Op, Lanes, Arch>(row, width);
  }
}

}  // namespace sinter::detail
