#include "compare.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace bench::peers {

namespace {

template <class Element>
std::string first_difference(Element const* mine, Element const* theirs, std::size_t size, double tolerance) {
  for (std::size_t i = 0; i < size; ++i) {
    double const x = static_cast<double>(mine[i]), y = static_cast<double>(theirs[i]);
    if (std::abs(x - y) <= tolerance * std::max(std::abs(x), std::abs(y))) continue;
    char text[120];
    std::snprintf(text, sizeof text, "element %zu is %.17g, not %.17g", i, y, x);
    return text;
  }
  return "";
}

template <class Element>
checksums sums_of(Element const* values, std::size_t size) {
  std::size_t const parts = std::min<std::size_t>(16, size), length = size / parts;
  checksums sums;
  for (std::size_t part = 0; part < parts; ++part) {
    double weighted = 0, absolute = 0;
    for (std::size_t i = part * length; i < (part + 1) * length; ++i) {
      double const term = static_cast<double>(values[i]) * static_cast<double>(1 + i % 7);
      weighted += term;
      absolute += std::abs(term);
    }
    sums.weighted.push_back(weighted);
    sums.absolute.push_back(absolute);
  }
  return sums;
}

}  // namespace

result::result(type element, std::byte const* data, index_t size)
    : element_(element), bytes_(data, data + size * bytes_of(element)) {}

// use(pointer to the elements, their number)
template <class Use>
auto result::visit(Use const& use) const {
  auto const as = [&]<class Element>(Element) {
    return use(reinterpret_cast<Element const*>(bytes_.data()), bytes_.size() / sizeof(Element));
  };
  switch (element_) {
    case type::boolean:
      return as(std::uint8_t{});
    case type::i16:
      return as(std::int16_t{});
    case type::i32:
      return as(std::int32_t{});
    case type::f32:
      return as(float{});
    default:
      return as(double{});
  }
}

std::string result::difference_from(result const& other, double tolerance) const {
  return difference_from(other, tolerance, false);
}

std::string result::difference_from(result const& other, double tolerance, bool every_element) const {
  if (bytes_.size() != other.bytes_.size()) return "another number of elements";
  if (!every_element && std::memcmp(bytes_.data(), other.bytes_.data(), bytes_.size()) == 0) return "";
  return visit([&]<class Element>(Element const* mine, std::size_t size) {
    return first_difference(mine, reinterpret_cast<Element const*>(other.bytes_.data()), size, tolerance);
  });
}

checksums result::sums() const {
  return visit([](auto const* values, std::size_t size) { return sums_of(values, size); });
}

}  // namespace bench::peers
