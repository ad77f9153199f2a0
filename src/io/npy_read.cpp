#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <ranges>

#include <sinter/core/error.hpp>
#include <sinter/io/npy_file.hpp>
#include <sinter/shape/shape.hpp>

#include "file.hpp"
#include "npy_header.hpp"
#include "strided_walk.hpp"

namespace sinter::detail {
namespace {

// NumPy writes some hundred bytes; version 1.0 cannot say more than this.
constexpr std::uint32_t longest_header = 65535;

[[noreturn]] void fail(std::string const& path, std::int64_t offset, std::string const& reason) {
  throw io_error("load: file '" + path + "', offset " + std::to_string(offset) + ": " + reason);
}

struct located_header {
  npy_header header;
  std::int64_t data_offset;
};

// Magic, version, header length, header: every length is compared with the file's before anything of it is allocated.
located_header read_header(int file, std::string const& path, std::int64_t size) {
  constexpr char magic[] = "\x93NUMPY";
  std::byte start[12];
  if (size < 10) fail(path, size, "the file ends inside the first 10 bytes of the .npy format");
  read_exactly(file, path, 0, start, 10);
  if (std::memcmp(start, magic, 6) != 0) fail(path, 0, "not a .npy file: it does not start with \\x93NUMPY");

  auto const byte = [&](int i) { return std::to_integer<std::uint32_t>(start[i]); };
  auto const major = static_cast<int>(byte(6));
  if (major < 1 || major > 3 || byte(7) != 0) {
    fail(path, 6,
         "version " + std::to_string(major) + "." + std::to_string(byte(7)) +
             " of the .npy format is not supported, only 1.0, 2.0 and 3.0");
  }
  std::int64_t const header_offset = major == 1 ? 10 : 12;
  if (size < header_offset) fail(path, size, "the file ends inside the length of the header");
  std::uint32_t length = byte(8) | byte(9) << 8;
  if (major > 1) {
    read_exactly(file, path, 10, start + 10, 2);
    length |= byte(10) << 16 | byte(11) << 24;
  }
  if (length > size - header_offset) {
    fail(path, 8,
         "the header is said to have " + std::to_string(length) + " bytes, but the file ends " +
             std::to_string(size - header_offset) + " bytes further");
  }
  if (length > longest_header) {
    fail(path, 8,
         "the header is said to have " + std::to_string(length) + " bytes; more than " +
             std::to_string(longest_header) + " are not supported");
  }
  std::string text(length, '\0');
  read_exactly(file, path, header_offset, reinterpret_cast<std::byte*>(text.data()), length);
  return {parse_npy_header(text, {path, header_offset, major}), header_offset + length};
}

// The number of elements, once it is certain that the file holds them all.
index_t checked_size(npy_header const& header, std::string const& path, std::int64_t data_offset, std::int64_t size) {
  // An extent of 0 does not excuse the others, as in NumPy: the strides would overflow.
  index_t bytes = size_of(header.type.element);
  bool is_empty = false;
  for (index_t const extent : header.shape) {
    if (extent == 0) {
      is_empty = true;
    } else if (bytes > std::numeric_limits<index_t>::max() / extent) {
      fail(path, data_offset,
           "the shape " + to_string(header.shape) + " of " + name_of(header.type.element) +
               " (header key 'shape') has more bytes than 63 bits can count");
    } else {
      bytes *= extent;
    }
  }
  if (is_empty) return 0;
  if (bytes > size - data_offset) {
    fail(path, data_offset,
         "the shape " + to_string(header.shape) + " of " + name_of(header.type.element) +
             " (header key 'shape') needs " + std::to_string(bytes) + " bytes of data, but the file ends after " +
             std::to_string(size - data_offset));
  }
  return bytes / size_of(header.type.element);
}

template <class Word, class Swap>
void swap_words(std::byte* data, index_t count, Swap swap) {
  for (index_t i = 0; i < count; ++i) {
    Word word;
    std::memcpy(&word, data + i * index_t{sizeof(Word)}, sizeof word);
    word = swap(word);
    std::memcpy(data + i * index_t{sizeof(Word)}, &word, sizeof word);
  }
}

void swap_bytes(std::byte* data, index_t count, int element_bytes) {
  switch (element_bytes) {
    case 2:
      return swap_words<std::uint16_t>(data, count, [](std::uint16_t word) { return __builtin_bswap16(word); });
    case 4:
      return swap_words<std::uint32_t>(data, count, [](std::uint32_t word) { return __builtin_bswap32(word); });
    case 8:
      return swap_words<std::uint64_t>(data, count, [](std::uint64_t word) { return __builtin_bswap64(word); });
    default:
      return;
  }
}

// A C++ bool holds 0 or 1; NumPy takes any other byte as true.
void normalise_bools(std::byte* data, index_t count) {
  for (index_t i = 0; i < count; ++i) data[i] = data[i] == std::byte{0} ? std::byte{0} : std::byte{1};
}

}  // namespace

struct npy_file::state {
  std::string path;
  npy_header header;
  descriptor file;
  std::int64_t data_offset = 0;
  index_t size = 0;

  void read_elements(index_t first, index_t count, std::byte* to) const;
};

void npy_file::state::read_elements(index_t first, index_t count, std::byte* to) const {
  auto const bytes = size_of(header.type.element);
  read_exactly(file.get(), path, data_offset + first * bytes, to, static_cast<std::size_t>(count * bytes));
  if (header.type.is_swapped) swap_bytes(to, count, bytes);
  if (header.type.element == element_type::boolean) normalise_bools(to, count);
}

npy_file::npy_file(std::string const& path) : state_(std::make_unique<state>()) {
  std::int64_t size = 0;
  state_->path = path;
  state_->file = open_regular(path, size);
  auto [header, data_offset] = read_header(state_->file.get(), path, size);
  state_->size = checked_size(header, path, data_offset, size);
  state_->header = std::move(header);
  state_->data_offset = data_offset;
}

npy_file::~npy_file() = default;

element_type npy_file::type() const { return state_->header.type.element; }

std::span<index_t const> npy_file::shape() const { return state_->header.shape; }

void npy_file::require(element_type type, int rank) const {
  auto const& header = state_->header;
  auto const extents = to_string(header.shape);
  auto const holds =
      "load: file '" + state_->path + "' holds an array of " + name_of(header.type.element) + " with shape " + extents;
  if (header.type.element != type) throw type_error(holds + "; " + name_of(type) + " was asked for");
  if (rank >= 0 && static_cast<std::size_t>(rank) != header.shape.size()) {
    throw shape_error(holds + ", that is rank " + std::to_string(header.shape.size()) + "; rank " +
                      std::to_string(rank) + " was asked for");
  }
}

void npy_file::read(operand const& out) const {
  auto const size = state_->size;
  if (size == 0) return;
  auto const rank = static_cast<std::size_t>(out.rank);
  std::vector<index_t> shape(out.shape, out.shape + rank);
  std::vector<index_t> strides(out.strides, out.strides + rank);
  if (state_->header.fortran_order) {
    std::ranges::reverse(shape);
    std::ranges::reverse(strides);
  }
  auto const bytes = size_of(out.type);
  auto const chunk = buffer_bytes / bytes;
  strided_walk walk(out.data, shape, strides, bytes);
  bool const direct = walk.is_contiguous();
  auto const buffer = direct ? nullptr : std::make_unique_for_overwrite<std::byte[]>(buffer_bytes);
  for (index_t first = 0; first < size; first += chunk) {
    auto const count = std::min(chunk, size - first);
    auto* const to = direct ? out.data + first * bytes : buffer.get();
    state_->read_elements(first, count, to);
    if (!direct) walk.scatter(to, count);
  }
}

}  // namespace sinter::detail
