#include "format_float.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

namespace sinter::detail {
namespace {

constexpr int precision = 8;

// Positional text has at most 16 digits before the point (1e16), scientific text at most 24 characters.
constexpr std::size_t longest_text = 64;

template <class... Format>
std::string convert(std::floating_point auto value, Format... format) {
  char text[longest_text];
  auto const result = std::to_chars(text, text + longest_text, value, format...);
  return std::string(text, result.ptr);
}

void trim_zeros(std::string& text) { text.erase(text.find_last_not_of('0') + 1); }

std::string non_finite(std::floating_point auto value) {
  if (std::isnan(value)) return "nan";
  return value < 0 ? "-inf" : "inf";
}

// Parts of a finite number's text: [-]integer . fraction e exponent, the last with its sign and empty if positional.
struct number_text {
  std::string integer;
  std::string fraction;
  std::string exponent;
};

number_text split(std::string_view text) {
  number_text parts;
  if (auto const mark = text.find('e'); mark != text.npos) {
    parts.exponent = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  auto const point = text.find('.');
  parts.integer = text.substr(0, point);
  if (point != text.npos) parts.fraction = text.substr(point + 1);
  return parts;
}

// The shortest digits, or the exact value rounded where they would be more than `precision` after the point.
template <std::floating_point Float>
number_text convert_trimmed(Float value, std::chars_format format) {
  auto parts = split(convert(value, format));
  if (parts.fraction.size() > static_cast<std::size_t>(precision)) {
    parts = split(convert(value, format, precision));
    trim_zeros(parts.fraction);
  }
  return parts;
}

struct widths {
  std::size_t integer = 0;
  std::size_t fraction = 0;
  std::size_t exponent = 0;

  void include(number_text const& parts) {
    integer = std::max(integer, parts.integer.size());
    fraction = std::max(fraction, parts.fraction.size());
    exponent = std::max(exponent, parts.exponent.size());
  }
};

// NumPy's rule, in the precision of the elements.
template <std::floating_point Float>
bool needs_exponent(std::vector<Float> const& values) {
  auto smallest = std::numeric_limits<Float>::infinity();
  auto largest = Float{0};
  for (Float const value : values) {
    if (value == 0 || !std::isfinite(value)) continue;
    smallest = std::min(smallest, std::abs(value));
    largest = std::max(largest, std::abs(value));
  }
  if (largest == 0) return false;
  return largest >= Float(1e8) || smallest < Float(0.0001) || largest / smallest > Float(1000);
}

// Every scientific number of an array shows the same count of digits; where that is more than its shortest text has,
// they are those of its exact value.
template <std::floating_point Float>
std::string scientific(Float value, widths const& width) {
  auto parts = split(convert(value, std::chars_format::scientific));
  if (parts.fraction.size() != width.fraction) {
    parts = split(convert(value, std::chars_format::scientific, static_cast<int>(width.fraction)));
  }
  auto text = std::string(width.integer - parts.integer.size(), ' ') + parts.integer + '.' + parts.fraction + 'e';
  text += parts.exponent[0];
  text.append(width.exponent - parts.exponent.size(), '0');
  return text.append(parts.exponent, 1);
}

std::string positional(number_text const& parts, widths const& width) {
  auto const left = std::string(width.integer - parts.integer.size(), ' ');
  auto const right = std::string(width.fraction - parts.fraction.size(), ' ');
  return left + parts.integer + '.' + parts.fraction + right;
}

}  // namespace

template <std::floating_point Float>
std::string format_scalar(Float value) {
  if (!std::isfinite(value)) return non_finite(value);
  auto text = convert(value, std::chars_format::scientific);
  auto const magnitude = std::abs(static_cast<double>(value));
  if (magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e16)) return text;

  // The shortest digits with the point put in place: std::to_chars would write a float's exact digits instead.
  auto const parts = split(text);
  int exponent = 0;
  auto const first = parts.exponent.data() + (parts.exponent[0] == '+' ? 1 : 0);
  std::from_chars(first, parts.exponent.data() + parts.exponent.size(), exponent);
  bool const is_negative = parts.integer[0] == '-';
  auto digits = parts.integer.substr(is_negative ? 1 : 0) + parts.fraction;
  if (exponent < 0) digits.insert(0, static_cast<std::size_t>(-exponent), '0');
  auto const point = static_cast<std::size_t>(std::max(exponent, 0)) + 1;
  if (digits.size() <= point) digits.append(point + 1 - digits.size(), '0');
  digits.insert(point, 1, '.');
  return is_negative ? '-' + digits : digits;
}

template <std::floating_point Float>
std::vector<std::string> format_aligned(std::vector<Float> const& values) {
  bool const with_exponent = needs_exponent(values);
  auto const format = with_exponent ? std::chars_format::scientific : std::chars_format::fixed;
  std::vector<number_text> parts;
  parts.reserve(values.size());
  widths width;
  std::size_t non_finite_width = 0;
  for (Float const value : values) {
    bool const is_finite = std::isfinite(value);
    parts.push_back(is_finite ? convert_trimmed(value, format) : number_text{});
    if (is_finite) width.include(parts.back());
    // NumPy leaves room for "inf" wherever a "nan" stands; both are three characters wide.
    if (!is_finite) non_finite_width = std::max(non_finite_width, non_finite(value).size());
  }
  auto const right = 1 + width.fraction + (with_exponent ? 1 + width.exponent : 0);
  if (non_finite_width > right) width.integer = std::max(width.integer, non_finite_width - right);

  std::vector<std::string> words;
  words.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      auto const text = non_finite(values[i]);
      words.push_back(std::string(width.integer + right - text.size(), ' ') + text);
    } else if (with_exponent) {
      words.push_back(scientific(values[i], width));
    } else {
      words.push_back(positional(parts[i], width));
    }
  }
  return words;
}

template std::string format_scalar(float);
template std::string format_scalar(double);
template std::vector<std::string> format_aligned(std::vector<float> const&);
template std::vector<std::string> format_aligned(std::vector<double> const&);

}  // namespace sinter::detail
