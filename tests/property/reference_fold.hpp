#pragma once

#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

#include <sinter/core/config.hpp>

// The tree of reductions as exec/reduce.hpp tells it, in plain loops.

namespace sinter::testing {

template <class Element>
struct adding {
  static constexpr Element identity = std::is_integral_v<Element> ? Element(0) : static_cast<Element>(-0.0);
  static Element fold(Element a, Element b) { return a + b; }
};
template <>
struct adding<std::int64_t> {
  static constexpr std::int64_t identity = 0;
  static std::int64_t fold(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
  }
};
template <class Element>
struct larger {
  using limits = std::numeric_limits<Element>;
  static constexpr Element identity = limits::has_infinity ? -limits::infinity() : limits::lowest();
  static Element fold(Element a, Element b) { return a != a || a > b ? a : b; }
};
template <class Element>
struct smaller {
  using limits = std::numeric_limits<Element>;
  static constexpr Element identity = limits::has_infinity ? limits::infinity() : limits::max();
  static Element fold(Element a, Element b) { return a != a || a < b ? a : b; }
};

// Row after row of `columns` elements into one.
template <class Fold, class Element>
class reference_fold {
 public:
  explicit reference_fold(index_t columns) : columns_(columns) {
    while (merged_ * columns_ * static_cast<index_t>(sizeof(Element)) < 512) merged_ *= 2;
  }

  std::vector<Element> operator()(std::vector<Element> values) const {
    index_t const width = merged_ * columns_;
    while (static_cast<index_t>(values.size()) % width != 0 || values.empty()) values.push_back(Fold::identity);
    index_t const rows = static_cast<index_t>(values.size()) / width;
    std::vector<std::vector<Element>> runs;
    for (index_t row = 0; row < rows; ++row) {
      auto const first = values.begin() + row * width;
      std::vector<Element> const next(first, first + width);
      if (row % 32 == 0) {
        runs.push_back(next);
      } else {
        into(runs.back(), next, width);
      }
    }
    std::vector<std::vector<Element>> groups;
    for (std::size_t run = 0; run < runs.size(); ++run) {
      if (run % 16 == 0) {
        groups.push_back(runs[run]);
      } else {
        into(groups.back(), runs[run], width);
      }
    }
    while (groups.size() > 1) {
      std::vector<std::vector<Element>> pairs;
      for (std::size_t i = 0; i < groups.size(); i += 2) {
        if (i + 1 < groups.size()) into(groups[i], groups[i + 1], width);
        pairs.push_back(groups[i]);
      }
      groups = pairs;
    }
    std::vector<Element>& total = groups[0];
    for (index_t half = merged_ / 2; half > 0; half /= 2) {
      into(total, std::vector<Element>(total.begin() + half * columns_, total.end()), half * columns_);
    }
    total.resize(static_cast<std::size_t>(columns_));
    return total;
  }

 private:
  static void into(std::vector<Element>& left, std::vector<Element> const& right, index_t n) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) left[i] = Fold::fold(left[i], right[i]);
  }

  index_t columns_;
  index_t merged_ = 1;
};

}  // namespace sinter::testing
