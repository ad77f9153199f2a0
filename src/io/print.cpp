#include <algorithm>
#include <concepts>
#include <ostream>
#include <string>
#include <vector>

#include <sinter/io/print.hpp>

#include "format_float.hpp"

// Printing in three steps: collect the elements that will be seen, turn them into words of one width, lay the words
// out. The rules and their numbers are NumPy's defaults.

namespace sinter::detail {
namespace {

constexpr index_t summary_threshold = 1000;
constexpr index_t edge_items = 3;
constexpr std::size_t line_width = 75;

// The extents, and whether the middle of long axes is left out.
struct text_layout {
  index_t const* shape;
  int rank;
  bool is_summary;

  bool skips(int axis) const { return is_summary && shape[axis] > 2 * edge_items; }
};

// Calls visit(index) for each index of an axis that is shown, and gap() where the rest is left out.
template <class Visit, class Gap>
void for_each_shown(text_layout const& from, int axis, Visit visit, Gap gap) {
  auto const extent = from.shape[axis];
  for (index_t i = 0; i < extent; ++i) {
    if (from.skips(axis) && i == edge_items) {
      gap();
      i = extent - edge_items;
    }
    visit(i);
  }
}

template <class Element>
void collect(text_layout const& from, index_t const* strides, int axis, Element const* data,
             std::vector<Element>& shown) {
  if (axis == from.rank) {
    shown.push_back(*data);
    return;
  }
  for_each_shown(
      from, axis, [&](index_t i) { collect(from, strides, axis + 1, data + i * strides[axis], shown); }, [] {});
}

std::vector<std::string> format_words(std::vector<bool> const& values) {
  std::vector<std::string> words;
  for (bool const value : values) words.emplace_back(value ? " True" : "False");
  return words;
}

template <std::integral Integer>
std::vector<std::string> format_words(std::vector<Integer> const& values) {
  std::vector<std::string> words;
  std::size_t width = 0;
  for (Integer const value : values) {
    words.push_back(std::to_string(value));
    width = std::max(width, words.back().size());
  }
  for (auto& word : words) word.insert(0, width - word.size(), ' ');
  return words;
}

template <std::floating_point Float>
std::vector<std::string> format_words(std::vector<Float> const& values) {
  return format_aligned(values);
}

template <class Element>
std::string format_one(Element value) {
  if constexpr (std::same_as<Element, bool>) {
    return value ? "True" : "False";
  } else if constexpr (std::integral<Element>) {
    return std::to_string(value);
  } else {
    return format_scalar(value);
  }
}

// Lays out words in the order in which collect() found the elements.
class array_writer {
 public:
  array_writer(text_layout const& from, std::vector<std::string> words) : from_(from), words_(std::move(words)) {}

  // Each bracket moves what it encloses one column to the right and keeps one column free for its end.
  std::string write(int axis, std::size_t indent, std::size_t width) {
    return axis + 1 == from_.rank ? write_row(axis, indent, width - 1) : write_rows(axis, indent, width - 1);
  }

 private:
  std::string write_row(int axis, std::size_t indent, std::size_t width) {
    std::string text;
    std::string line(indent, ' ');
    auto const add = [&](std::string const& word) {
      if (line.size() > indent) line += ' ';
      if (line.size() > indent && line.size() + word.size() > width) {
        text += line.erase(line.find_last_not_of(' ') + 1) + '\n';
        line.assign(indent, ' ');
      }
      line += word;
    };
    for_each_shown(
        from_, axis, [&](index_t) { add(words_[next_++]); }, [&] { add("..."); });
    return '[' + (text + line).substr(indent) + ']';
  }

  std::string write_rows(int axis, std::size_t indent, std::size_t width) {
    auto const separator =
        std::string(static_cast<std::size_t>(from_.rank - axis - 1), '\n') + std::string(indent, ' ');
    std::string text;
    auto const add = [&](std::string const& rows) { text += (text.empty() ? "" : separator) + rows; };
    for_each_shown(
        from_, axis, [&](index_t) { add(write(axis + 1, indent + 1, width)); }, [&] { add("..."); });
    return '[' + text + ']';
  }

  text_layout from_;
  std::vector<std::string> words_;
  std::size_t next_ = 0;
};

template <class Element>
std::string format_elements(operand const& array) {
  auto const* const data = reinterpret_cast<Element const*>(array.data);
  if (array.rank == 0) return format_one(*data);
  index_t size = 1;
  for (int axis = 0; axis < array.rank; ++axis) size *= array.shape[axis];
  if (size == 0) return "[]";

  text_layout const from{array.shape, array.rank, size > summary_threshold};
  std::vector<Element> shown;
  collect(from, array.strides, 0, data, shown);
  return array_writer(from, format_words(shown)).write(0, 1, line_width);
}

}  // namespace

std::string format_array(operand const& array) {
  switch (array.type) {
    case element_type::boolean:
      return format_elements<bool>(array);
    case element_type::int8:
      return format_elements<std::int8_t>(array);
    case element_type::int16:
      return format_elements<std::int16_t>(array);
    case element_type::int32:
      return format_elements<std::int32_t>(array);
    case element_type::int64:
      return format_elements<std::int64_t>(array);
    case element_type::uint8:
      return format_elements<std::uint8_t>(array);
    case element_type::uint16:
      return format_elements<std::uint16_t>(array);
    case element_type::uint32:
      return format_elements<std::uint32_t>(array);
    case element_type::uint64:
      return format_elements<std::uint64_t>(array);
    case element_type::float32:
      return format_elements<float>(array);
    case element_type::float64:
      return format_elements<double>(array);
  }
  return {};
}

void write(std::ostream& stream, operand const& array) { stream << format_array(array); }

}  // namespace sinter::detail
