#include "npy_header.hpp"

#include <limits>
#include <utility>

#include <sinter/core/error.hpp>
#include <sinter/shape/shape.hpp>

namespace sinter::detail {
namespace {

// Text from a file may hold anything; a message must not.
std::string printable(std::string_view text) {
  constexpr std::size_t longest = 40;
  constexpr char const* digits = "0123456789abcdef";
  std::string result;
  for (char const c : text.substr(0, longest)) {
    auto const code = static_cast<unsigned char>(c);
    if (code >= 0x20 && code < 0x7f) {
      result += c;
    } else {
      result += {'\\', 'x', digits[code >> 4], digits[code & 15]};
    }
  }
  return text.size() > longest ? result + "..." : result;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// A recursive-descent parser of the part of Python's literals that a header uses. Shapes do not nest, so neither
// does it: a hostile text cannot exhaust the stack.
class header_parser {
 public:
  header_parser(std::string_view text, npy_header_place const& place) : text_(text), place_(place) {}

  npy_header parse();

 private:
  [[noreturn]] void fail(std::size_t position, std::string const& reason) const;
  [[noreturn]] void fail_expecting(char const* what) const;
  char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }
  void skip_space();
  bool accept(char c);
  void expect(char c);
  std::string_view parse_string();
  bool parse_bool();
  index_t parse_extent();
  std::vector<index_t> parse_shape();
  void parse_type();
  void parse_entry(std::string_view key, std::size_t key_position);

  std::string_view text_;
  npy_header_place const& place_;
  std::size_t position_ = 0;
  std::string_view key_;
  npy_header header_;
  bool has_type_ = false;
  bool has_order_ = false;
  bool has_shape_ = false;
};

void header_parser::fail(std::size_t position, std::string const& reason) const {
  auto const offset = place_.offset + static_cast<std::int64_t>(position);
  auto const key = key_.empty() ? std::string() : " (header key '" + std::string(key_) + "')";
  throw io_error("load: file '" + place_.path + "', offset " + std::to_string(offset) + key + ": " + reason);
}

void header_parser::fail_expecting(char const* what) const {
  auto const found =
      position_ < text_.size() ? "'" + printable(text_.substr(position_, 1)) + "'" : std::string("the header's end");
  fail(position_, std::string("expected ") + what + ", found " + found);
}

void header_parser::skip_space() {
  while (position_ < text_.size()) {
    char const c = text_[position_];
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f') return;
    ++position_;
  }
}

bool header_parser::accept(char c) {
  skip_space();
  if (position_ >= text_.size() || text_[position_] != c) return false;
  ++position_;
  return true;
}

void header_parser::expect(char c) {
  char const what[] = {'\'', c, '\'', '\0'};
  if (!accept(c)) fail_expecting(what);
}

std::string_view header_parser::parse_string() {
  skip_space();
  char const quote = peek();
  if (quote != '\'' && quote != '"') fail_expecting("a string");
  auto const start = ++position_;
  for (; position_ < text_.size(); ++position_) {
    char const c = text_[position_];
    if (c == quote) return text_.substr(start, position_++ - start);
    if (static_cast<unsigned char>(c - 0x20) >= 0x5f || c == '\\') {
      fail(position_, "a string holds the byte '" + printable({&c, 1}) + "', which no supported header does");
    }
  }
  fail(start - 1, "a string does not end");
}

bool header_parser::parse_bool() {
  skip_space();
  auto const start = position_;
  while (is_letter(peek())) ++position_;
  auto const word = text_.substr(start, position_ - start);
  if (word == "True") return true;
  if (word == "False") return false;
  position_ = start;
  fail_expecting("True or False");
}

index_t header_parser::parse_extent() {
  skip_space();
  auto const start = position_;
  if (peek() == '-') fail(start, "an extent is negative");
  if (!is_digit(peek())) fail_expecting("an integer");
  index_t value = 0;
  for (; is_digit(peek()); ++position_) {
    auto const digit = static_cast<index_t>(peek() - '0');
    if (value > (std::numeric_limits<index_t>::max() - digit) / 10) fail(start, "an extent does not fit 64 bits");
    value = value * 10 + digit;
  }
  if (text_[start] == '0' && value != 0) fail(start, "an integer starts with 0");
  if (peek() == 'L' && place_.version < 3) ++position_;  // a long of Python 2
  if (is_digit(peek()) || is_letter(peek()) || peek() == '.') fail_expecting("the end of an integer");
  return value;
}

std::vector<index_t> header_parser::parse_shape() {
  skip_space();
  auto const start = position_;
  if (!accept('(')) fail_expecting("a tuple of integers");
  std::vector<index_t> shape;
  bool comma = true;
  while (!accept(')')) {
    if (!comma) fail_expecting("',' or ')'");
    if (shape.size() == static_cast<std::size_t>(max_rank)) {
      fail(start, "the rank is greater than " + std::to_string(max_rank) + ", the greatest that sinter supports");
    }
    shape.push_back(parse_extent());
    comma = accept(',');
  }
  if (shape.size() == 1 && !comma) fail(start, "the shape is a number in parentheses, not a tuple: (3), not (3,)");
  return shape;
}

void header_parser::parse_type() {
  skip_space();
  auto const start = position_;
  if (peek() == '[') fail(start, "records (a structured dtype) are not supported");
  if (peek() == '(') fail(start, "elements that are arrays themselves (a subarray dtype) are not supported");
  auto const text = parse_string();
  if (auto const type = parse_npy_type(text)) {
    header_.type = *type;
    return;
  }
  fail(start, "the dtype '" + printable(text) + "' is not supported: " + describe_npy_type(text));
}

void header_parser::parse_entry(std::string_view key, std::size_t key_position) {
  bool* const seen = key == "descr"           ? &has_type_
                     : key == "fortran_order" ? &has_order_
                     : key == "shape"         ? &has_shape_
                                              : nullptr;
  if (seen == nullptr) fail(key_position, "the header has the unknown key '" + printable(key) + "'");
  if (*seen) fail(key_position, "the header has the key '" + std::string(key) + "' twice");
  *seen = true;
  expect(':');
  key_ = key;
  if (seen == &has_type_) {
    parse_type();
  } else if (seen == &has_order_) {
    header_.fortran_order = parse_bool();
  } else {
    header_.shape = parse_shape();
  }
}

npy_header header_parser::parse() {
  expect('{');
  bool comma = true;
  while (!accept('}')) {
    if (!comma) fail_expecting("',' or '}'");
    key_ = {};
    auto const start = position_;
    parse_entry(parse_string(), start);
    comma = accept(',');
  }
  key_ = {};
  skip_space();
  if (position_ != text_.size()) fail_expecting("the header's end after '}'");
  for (auto const& [seen, key] :
       {std::pair(has_type_, "descr"), {has_order_, "fortran_order"}, {has_shape_, "shape"}}) {
    if (!seen) fail(0, std::string("the header lacks the key '") + key + "'");
  }
  return std::move(header_);
}

}  // namespace

npy_header parse_npy_header(std::string_view text, npy_header_place const& place) {
  return header_parser(text, place).parse();
}

std::string make_npy_preamble(npy_header const& header) {
  auto text = "{'descr': '" + npy_type_text(header.type.element) +
              "', 'fortran_order': " + (header.fortran_order ? "True" : "False") +
              ", 'shape': " + to_string(header.shape) + ", }";

  constexpr std::size_t prefix = 10;
  auto const end = (prefix + text.size() + 1 + alignment - 1) / alignment * alignment;
  text.resize(end - prefix - 1, ' ');
  text += '\n';
  std::string preamble("\x93NUMPY\x01\x00", 8);
  preamble += static_cast<char>(text.size() & 0xff);
  preamble += static_cast<char>(text.size() >> 8);
  return preamble + text;
}

}  // namespace sinter::detail
