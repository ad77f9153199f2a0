#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <sinter/core/element.hpp>

namespace sinter::detail {

struct npy_type {
  element_type element{};
  bool is_swapped = false;  // the other byte order than this machine's
};

// NumPy's dtype strings: '<f8', '|b1', '>i2', '=f4', 'u2'. Nothing for a dtype that is no element type.
std::optional<npy_type> parse_npy_type(std::string_view text);

// In this machine's byte order.
std::string npy_type_text(element_type type);

// What the elements of an unsupported dtype are, so that a message tells the user more than a code.
char const* describe_npy_type(std::string_view text);

}  // namespace sinter::detail
