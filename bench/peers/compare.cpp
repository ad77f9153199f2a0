#include "compare.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace bench::peers {

namespace {

template <class Element>
std::vector<double> widened(std::byte const* data, index_t size) {
  auto const* const from = reinterpret_cast<Element const*>(data);
  return {from, from + size};
}

}  // namespace

result::result(type element, std::byte const* data, index_t size) {
  switch (element) {
    case type::boolean:
      values_ = widened<std::uint8_t>(data, size);
      break;
    case type::i16:
      values_ = widened<std::int16_t>(data, size);
      break;
    case type::i32:
      values_ = widened<std::int32_t>(data, size);
      break;
    case type::f32:
      values_ = widened<float>(data, size);
      break;
    case type::f64:
      values_ = widened<double>(data, size);
      break;
  }
}

std::string result::difference_from(result const& other, double tolerance) const {
  char text[120];
  if (values_.size() != other.values_.size()) return "another number of elements";
  for (std::size_t i = 0; i < values_.size(); ++i) {
    double const mine = values_[i], theirs = other.values_[i];
    // NaN agrees with nothing.
    if (std::abs(mine - theirs) <= tolerance * std::max(std::abs(mine), std::abs(theirs))) continue;
    std::snprintf(text, sizeof text, "element %zu is %.17g, not %.17g", i, theirs, mine);
    return text;
  }
  return "";
}

checksums result::sums() const {
  std::size_t const parts = std::min<std::size_t>(16, values_.size());
  std::size_t const length = values_.size() / parts;
  checksums sums;
  for (std::size_t part = 0; part < parts; ++part) {
    double weighted = 0, absolute = 0;
    for (std::size_t i = part * length; i < (part + 1) * length; ++i) {
      double const term = values_[i] * static_cast<double>(1 + i % 7);
      weighted += term;
      absolute += std::abs(term);
    }
    sums.weighted.push_back(weighted);
    sums.absolute.push_back(absolute);
  }
  return sums;
}

}  // namespace bench::peers
