#include "npy_type.hpp"

#include <bit>

namespace sinter::detail {
namespace {

struct type_code {
  std::string_view text;
  element_type type;
};

constexpr type_code type_codes[] = {
    {"b1", element_type::boolean}, {"i1", element_type::int8},    {"i2", element_type::int16},
    {"i4", element_type::int32},   {"i8", element_type::int64},   {"u1", element_type::uint8},
    {"u2", element_type::uint16},  {"u4", element_type::uint32},  {"u8", element_type::uint64},
    {"f4", element_type::float32}, {"f8", element_type::float64},
};

constexpr bool is_little_endian = std::endian::native == std::endian::little;

std::string_view without_order(std::string_view text) {
  bool const has_order = !text.empty() && std::string_view("<>=|").find(text[0]) != std::string_view::npos;
  return has_order ? text.substr(1) : text;
}

}  // namespace

std::optional<npy_type> parse_npy_type(std::string_view text) {
  auto const code = without_order(text);
  for (auto const& known : type_codes) {
    if (known.text != code) continue;
    // Without a mark, and with '=' or '|', the order is the machine's.
    return npy_type{known.type, text[0] == (is_little_endian ? '>' : '<') && size_of(known.type) > 1};
  }
  return std::nullopt;
}

std::string npy_type_text(element_type type) {
  for (auto const& known : type_codes) {
    if (known.type != type) continue;
    char const order = size_of(type) == 1 ? '|' : is_little_endian ? '<' : '>';
    return std::string(1, order).append(known.text);
  }
  return {};
}

char const* describe_npy_type(std::string_view text) {
  auto const code = without_order(text);
  if (code.empty()) return "not a dtype";
  switch (code[0]) {
    case 'O':
      return "Python objects, which are pickled";
    case 'c':
      return "complex numbers";
    case 'f':
      return "floating point of another size than 4 and 8 bytes";
    case 'S':
    case 'a':
      return "byte strings";
    case 'U':
      return "strings";
    case 'V':
      return "raw bytes";
    case 'M':
      return "dates";
    case 'm':
      return "time spans";
    default:
      return "no dtype that sinter knows";
  }
}

}  // namespace sinter::detail
