#include <algorithm>
#include <array>
#include <numeric>

#include <sinter/plan/alias.hpp>

namespace sinter::detail {
namespace {

struct span_of_bytes {
  std::byte const* first;
  std::byte const* last;  // one past
};

span_of_bytes bytes_of(stream const& s, layout const& over) {
  std::byte const* low = s.base;
  std::byte const* high = s.base;
  for (int axis = 0; axis < over.rank; ++axis) {
    index_t const reach = (over.shape[axis] - 1) * s.strides[axis] * s.bytes;
    (reach < 0 ? low : high) += reach;
  }
  return {low, high + s.bytes};
}

bool same_strides(stream const& a, stream const& b, layout const& over) {
  return a.bytes == b.bytes && std::equal(a.strides, a.strides + over.rank, b.strides);
}

// Addresses grow with the position in the order of visit: every axis steps over all that lies inside it.
bool is_monotonic(stream const& s, layout const& over) {
  index_t reach = 1;
  for (int axis = over.rank - 1; axis >= 0; --axis) {
    if (s.strides[axis] < reach) return false;
    reach = (over.shape[axis] - 1) * s.strides[axis] + reach;
  }
  return true;
}

struct term {
  index_t step;   // positive
  index_t count;  // times it may be taken: 0 … count
};

// Whether sum(step[i] * x[i]) == target has a solution with 0 <= x[i] <= count[i]. Depth-first with the bounds and
// the greatest common divisor of what is left; `work` limits the steps. NumPy solves the same problem.
bool solvable(term const* terms, int count, index_t target, int& work) {
  if (target == 0) return true;
  if (count == 0 || target < 0) return false;
  index_t most = 0;
  index_t divisor = 0;
  for (int i = 0; i < count; ++i) {
    most += terms[i].step * terms[i].count;
    divisor = std::gcd(divisor, terms[i].step);
  }
  if (target > most || target % divisor != 0) return false;
  if (count == 1) return true;
  index_t const rest = most - terms[0].step * terms[0].count;
  index_t const least = std::max(index_t{0}, (target - rest + terms[0].step - 1) / terms[0].step);
  index_t const limit = std::min(terms[0].count, target / terms[0].step);
  for (index_t x = least; x <= limit; ++x) {
    if (--work < 0) return true;
    if (solvable(terms + 1, count - 1, target - x * terms[0].step, work)) return true;
  }
  return false;
}

}  // namespace

bool may_overlap(stream const& a, stream const& b, layout const& over) {
  for (int axis = 0; axis < over.rank; ++axis) {
    if (over.shape[axis] == 0) return false;
  }
  auto const [a_first, a_last] = bytes_of(a, over);
  auto const [b_first, b_last] = bytes_of(b, over);
  if (a_last <= b_first || b_last <= a_first) return false;
  // An address of a minus an address of b is (a_first - b_first) + sum(steps of a) - sum(steps of b). With every
  // index of b counted from its far end, all terms are positive: sum = b_last_element - a_first, up to the bytes
  // inside an element, which are two terms of step 1.
  std::array<term, 2 * max_rank + 2> terms;
  int count = 0;
  auto const add = [&](stream const& s) {
    for (int axis = 0; axis < over.rank; ++axis) {
      index_t const step = s.strides[axis] * s.bytes;
      if (step != 0 && over.shape[axis] > 1) {
        terms[static_cast<std::size_t>(count++)] = {step < 0 ? -step : step, over.shape[axis] - 1};
      }
    }
  };
  add(a);
  add(b);
  if (a.bytes > 1) terms[static_cast<std::size_t>(count++)] = {1, a.bytes - 1};
  if (b.bytes > 1) terms[static_cast<std::size_t>(count++)] = {1, b.bytes - 1};
  std::sort(terms.begin(), terms.begin() + count, [](term x, term y) { return x.step > y.step; });
  int work = 20000;
  return solvable(terms.data(), count, (b_last - 1) - a_first, work);
}

char const* to_string(alias value) {
  constexpr char const* names[] = {"none", "same elements, in place", "shifted, forward", "shifted, backward",
                                   "overlapping, through a temporary"};
  return names[static_cast<int>(value)];
}

alias alias_of(layout const& over, stream const& leaf) {
  stream const& out = over.streams.front();
  if (!may_overlap(out, leaf, over)) return alias::none;
  bool const aligned = (leaf.base - out.base) % out.bytes == 0;
  if (!same_strides(out, leaf, over) || !aligned || !is_monotonic(out, over)) return alias::copy;
  if (leaf.base == out.base) return alias::same;
  return leaf.base > out.base ? alias::forward : alias::backward;
}

}  // namespace sinter::detail
