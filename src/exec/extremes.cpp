#include <algorithm>

#include "fold_kernels.hpp"
#include "matrix.hpp"
#include "reduction_plan.hpp"

namespace sinter::detail {
namespace {

constexpr index_t rows_of_block = 64;  // where the elements of a row are far from each other

// Works on elements whose type is known as data only.
struct comparison {
  // Whether `candidate` comes before `best`; NaN before everything, and the first of equals first.
  bool (*is_better)(std::byte const* candidate, std::byte const* best, bool largest);
  // The first element equal to `value`, or the first NaN when that is NaN; there is one.
  index_t (*find)(std::byte const* from, std::byte const* value, index_t n);
};

template <class Element>
Element read(std::byte const* from) {
  Element value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

template <class Element>
bool is_better(std::byte const* candidate, std::byte const* best, bool largest) {
  auto const a = read<Element>(candidate), b = read<Element>(best);
  if (b != b) return false;
  return a != a || (largest ? a > b : a < b);
}

template <class Element>
index_t find(std::byte const* from, std::byte const* value, index_t n) {
  auto const* const data = reinterpret_cast<Element const*>(from);
  auto const wanted = read<Element>(value);
  constexpr index_t step = 64;
  auto const matches = [&](Element x) { return wanted != wanted ? x != x : x == wanted; };
  index_t i = 0;
  for (; i + step <= n; i += step) {  // without a branch per element, for the sake of registers
    int any = 0;
    for (index_t k = 0; k < step; ++k) any |= matches(data[i + k]);
    if (any != 0) break;
  }
  while (i < n - 1 && !matches(data[i])) ++i;
  return i;
}

template <class... Elements>
comparison comparison_of(element_type type, type_list<Elements...>) {
  comparison result{};
  auto const take = [&]<class Element>(std::type_identity<Element>) {
    if (element_type_of<Element> == type) result = {&is_better<Element>, &find<Element>};
  };
  (take(std::type_identity<Elements>{}), ...);
  return result;
}

// The best element so far of each row.
struct best_of_row {
  index_t place;
  alignas(8) std::byte value[8];
};

class search {
 public:
  search(statement const& what, reduction const& how, matrix_layout const& over, sinter::mode mode)
      : with_(fold_kernels_of(how, what.out.type)),
        compare_(comparison_of(what.out.type, element_list{})),
        largest_(how.code == ops::code_of<ops::maximum>),
        from_(what, over, mode) {}

  // Rows [first, last), columns [begin, end); at most rows_of_block rows.
  void find(index_t first, index_t last, index_t begin, index_t end, best_of_row* best) {
    index_t const rows = last - first;
    index_t const most = std::min(fold_run_bytes / with_.bytes, from_.columns_at_once());
    for (index_t column = begin; column < end;) {
      index_t const wide = std::min(end - column, from_.gathers() ? std::max(most / rows, index_t{1}) : most);
      for (index_t row = first; row < last;) {
        index_t const some = std::min(last - row, from_.rows_at_once(row, wide, false));
        take(from_.read(row, some, column, wide, false), some, wide, column, column == begin, best + (row - first));
        row += some;
      }
      column += wide;
    }
  }

  bool is_better(std::byte const* candidate, std::byte const* best) const {
    return compare_.is_better(candidate, best, largest_);
  }

 private:
  void take(matrix_part const& part, index_t rows, index_t n, index_t column, bool is_first, best_of_row* best) const {
    alignas(64) std::byte found[rows_of_block * 8];
    with_.each(found, part.data, part.step, rows, n, 1);
    for (index_t row = 0; row < rows; ++row) {
      std::byte const* const value = found + row * with_.bytes;
      if (!is_first && !compare_.is_better(value, best[row].value, largest_)) continue;
      best[row].place = column + compare_.find(part.data + row * part.step, value, n);
      std::copy(value, value + with_.bytes, best[row].value);
    }
  }

  fold_kernels const& with_;
  comparison compare_;
  bool largest_;
  matrix from_;
};

}  // namespace

void find_extremes(statement const& what, reduction const& how, operand const& result) {
  matrix_layout const over{chosen_axes(what, ~how.axes), chosen_axes(what, how.axes)};
  index_t const rows = over.row_count();
  index_t const columns = over.column_count();
  sinter::mode const mode = mode_for(what, rows * columns);
  int const threads = threads_for(what, rows * columns);
  auto* const places = reinterpret_cast<index_t*>(result.data);
  if (rows > 1 || threads == 1) {
    in_parallel(rows, rows_of_block, threads, [&](index_t first, index_t last) {
      best_of_row best[rows_of_block];
      search(what, how, over, mode).find(first, last, 0, columns, best);
      for (index_t row = first; row < last; ++row) places[row] = best[row - first].place;
    });
    return;
  }
  index_t const share = columns / threads + 1;
  index_t const parts = (columns + share - 1) / share;
  short_vector<best_of_row, 16> best(static_cast<std::size_t>(parts));
  in_parallel(columns, share, threads, [&](index_t first, index_t last) {
    search(what, how, over, mode).find(0, 1, first, last, &best[static_cast<std::size_t>(first / share)]);
  });
  std::size_t winner = 0;
  search const compare(what, how, over, mode);
  for (std::size_t part = 1; part < best.size(); ++part) {
    if (compare.is_better(best[part].value, best[winner].value)) winner = part;
  }
  places[0] = best[winner].place;
}

}  // namespace sinter::detail
