#include "loop_fold.hpp"

#include <algorithm>

#include "run_tree.hpp"

namespace sinter::detail {
namespace {

bool is_same(operand const& a, operand const& b) {
  return a.data == b.data && a.type == b.type && a.rank == b.rank &&
         std::equal(a.strides, a.strides + a.rank, b.strides);
}

}  // namespace

loop_fold::loop_fold(statement const& what, reduction const& how, index_t n)
    : what_(what), with_(fold_kernels_of(how, what.out.type)), program_{*what.facts, what.context, 512} {
  program const* const values = what.facts->blocked;
  if (values == nullptr || what.out.type == element_type::boolean || active_isa() != isa::avx512) return;
  bool single[max_slots] = {};
  std::fill_n(single + values->leaf_count, values->constant_count, true);
  short same_as[max_slots];
  for (int k = 0; k < values->leaf_count; ++k)
    same_as[k] = static_cast<short>(std::find_if(what.leaves, what.leaves + k,
                                                 [&](operand const& other) { return is_same(other, what.leaves[k]); }) -
                                    what.leaves);
  passes_ = find_passes(*values, {single, same_as, 64, false, how.code}, n);
  if (passes_ != nullptr) loop_ = passes_->fold();
}

// Whole runs, and what is left behind them, as fold_group does it.
void loop_fold::fold(std::byte* to, fold_to kind, std::byte const* const* leaves, void const* context, index_t first,
                     index_t end) {
  auto const& how = *static_cast<loop_fold const*>(context);
  program const& what = *how.what_.facts->blocked;
  fold_kernels const& with = how.with_;
  index_t const width = fold_row_bytes / with.bytes, run = fold_run_rows * width;
  std::byte constants[max_slots][8];
  if (what.constant_count > 0) how.what_.facts->constants(how.what_.context, constants);
  alignas(64) std::byte total[fold_row_bytes], part[fold_row_bytes];
  for (index_t at = first; at < end;) {
    index_t const whole = (end - at) / run * run, n = whole > 0 ? whole : end - at;
    std::byte const* from[max_slots];
    for (int k = 0; k < what.leaf_count; ++k) from[k] = leaves[k] + at * size_of(what.leaf_types[k]);
    std::byte* const row = at == first ? total : part;
    if (whole > 0) {
      std::byte* data[max_slots];
      for (int k = 0; k < what.leaf_count; ++k) data[k] = const_cast<std::byte*>(from[k]);
      for (int k = 0; k < what.constant_count; ++k) data[what.leaf_count + k] = constants[k];
      how.loop_(data, row, n, 1, nullptr);
    } else {
      how.fold_rest(row, from, n);
    }
    if (at != first) with.into(total, part, width);
    at += n;
  }
  if (kind == fold_to::element) return with.each(to, total, 0, 1, width, 1);
  std::copy(total, total + fold_row_bytes, to);
}

// Fewer elements than a run has.
void loop_fold::fold_rest(std::byte* to, std::byte const* const* leaves, index_t n) const {
  alignas(64) std::byte values[fold_run_bytes];
  run_program(values, leaves, &program_, n, one_row);
  index_t const width = fold_row_bytes / with_.bytes, rows = n / width, rest = n % width;
  run_tree tree(with_, to, 0, width);
  tree.add(values, fold_row_bytes, rows);
  alignas(64) std::byte last[fold_row_bytes];
  if (rest > 0) tree.add_part(values + rows * fold_row_bytes, rest, last);
}

}  // namespace sinter::detail
