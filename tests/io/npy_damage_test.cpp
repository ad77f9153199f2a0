// Files that are damaged, hostile or not supported: every one is an error that says where and why, and none makes the
// library allocate more than the file's size justifies.

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>
#include <random>
#include <string>
#include <sys/stat.h>
#include <vector>

#include <sinter/core/error.hpp>
#include <sinter/io/npy_file.hpp>

#include "allocation_watch.hpp"
#include "erased_array.hpp"
#include "npy_files.hpp"

namespace {

using sinter::element_type;
using sinter::index_t;
using sinter::detail::npy_file;
using namespace sinter::testing;

class npy_damage : public ::testing::Test {
 protected:
  // The message of the io_error that opening a file of these bytes throws.
  std::string complaint(std::string const& bytes) {
    write_bytes(path, bytes);
    return complaint_of(path);
  }

  std::string complaint_of(std::string const& name) {
    largest_allocation = 0;
    try {
      npy_file const file(name);
    } catch (sinter::io_error const& failure) {
      EXPECT_LT(largest_allocation, 70'000U) << failure.what();
      return failure.what();
    }
    return "none";
  }

  void expect(std::string const& bytes, std::string const& place, std::string const& reason) {
    auto const message = complaint(bytes);
    EXPECT_NE(message.find("load: file '" + path + "', " + place + ": "), std::string::npos) << message;
    EXPECT_NE(message.find(reason), std::string::npos) << message;
  }

  void expect_header(std::string const& header, std::string const& place, std::string const& reason) {
    expect(npy_bytes(header, "xy"), place, reason);
  }

  temporary_folder folder;
  std::string path = folder / "bad.npy";
};

TEST_F(npy_damage, not_a_npy_file) {
  expect("", "offset 0", "ends inside the first 10 bytes");
  expect("PK\x03\x04, a zip archive", "offset 0", "not a .npy file");
  expect(std::string("\x93NUMPY\x04\x00\x00\x00", 10), "offset 6", "version 4.0");
  expect(std::string("\x93NUMPY\x01\x01\x00\x00", 10), "offset 6", "version 1.1");
  expect(std::string("\x93NUMPY\x00\x00\x00\x00", 10), "offset 6", "version 0.0");
  expect(std::string("\x93NUMPY\x02\x00\x00\x00\x00", 11), "offset 11", "ends inside the length of the header");
  expect(std::string("\x93NUMPY\x01\x00\xff\xff", 10), "offset 8", "said to have 65535 bytes");
  expect(std::string("\x93NUMPY\x03\x00\xff\xff\xff\xff", 12), "offset 8", "said to have 4294967295 bytes");
  expect(npy_bytes(std::string(70'000, ' '), "", 2), "offset 8", "more than 65535 are not supported");
}

TEST_F(npy_damage, broken_dictionaries) {
  expect_header("", "offset 10", "expected '{', found the header's end");
  expect_header("[]", "offset 10", "expected '{', found '['");
  expect_header("{", "offset 11", "expected a string, found the header's end");
  expect_header("{}", "offset 10", "lacks the key 'descr'");
  expect_header("{'descr': '|u1', 'shape': (2,), }", "offset 10", "lacks the key 'fortran_order'");
  expect_header("{'descr': '|u1', 'fortran_order': True}", "offset 10", "lacks the key 'shape'");
  expect_header("{'descr': '|u1', 'extra': 1}", "offset 27", "unknown key 'extra'");
  expect_header("{'descr': '|u1', 'descr': '|u1'}", "offset 27", "the key 'descr' twice");
  expect_header("{'descr' '|u1'}", "offset 19", "expected ':'");
  expect_header("{'descr': '|u1' 'shape': (2,)}", "offset 26 (header key 'descr')", "expected ',' or '}'");
  expect_header("{descr: '|u1'}", "offset 11", "expected a string");
  expect_header("{'descr: 1}", "offset 11", "a string does not end");
  expect_header("{'de\\x73cr': '|u1'}", "offset 14", "holds the byte '\\'");
  expect_header("{'d\xc3\xa9", "offset 13", "holds the byte '\\xc3'");
  expect_header(header_text("|u1", "(2,)") + "\xc3\xa9", "offset 68", "expected the header's end after '}'");
  expect_header(header_text("|u1", "(2,)") + "{}", "offset 68", "expected the header's end after '}'");
}

TEST_F(npy_damage, broken_or_unsupported_types) {
  std::pair<char const*, char const*> const cases[] = {
      {"|O", "Python objects"}, {"<c16", "complex numbers"}, {"<f2", "floating point of another size"},
      {"<f16", "another size"}, {"|S5", "byte strings"},     {"<U5", "strings"},
      {"|V8", "raw bytes"},     {"<M8[ns]", "dates"},        {"<m8[s]", "time spans"},
      {"<i3", "no dtype"},      {"", "not a dtype"},         {"<", "not a dtype"},
      {"<<i4", "no dtype"},     {"<i44", "no dtype"},        {"<f8 ", "another size"},
  };
  for (auto const& [descr, reason] : cases) {
    expect_header(header_text(descr, "(2,)"), "offset 20 (header key 'descr')", reason);
    expect_header(header_text(descr, "(2,)"), "offset 20 (header key 'descr')",
                  std::string("dtype '") + descr + "' is");
  }
  expect_header("{'descr': [('x', '<f8')], ", "offset 20 (header key 'descr')", "structured dtype");
  expect_header("{'descr': ('<f8', (2,)), ", "offset 20 (header key 'descr')", "subarray dtype");
  expect_header("{'descr': 8, ", "offset 20 (header key 'descr')", "expected a string, found '8'");
  for (char const* const value : {"0", "Falsey", "None", "'False'", "true", ""}) {
    expect_header(std::string("{'fortran_order': ") + value, "offset 28 (header key 'fortran_order')", "True or False");
  }
}

TEST_F(npy_damage, broken_shapes) {
  auto const expect_shape = [this](std::string const& shape, int column, std::string const& reason) {
    auto const place = "offset " + std::to_string(20 + column) + " (header key 'shape')";
    expect_header("{'shape': " + shape, place, reason);
  };
  expect_shape("2", 0, "expected a tuple of integers");
  expect_shape("[2]", 0, "expected a tuple of integers");
  expect_shape("(2)", 0, "not a tuple");
  expect_shape("(-2,)", 1, "negative");
  expect_shape("(2.0,)", 2, "expected the end of an integer, found '.'");
  expect_shape("(2e3,)", 2, "expected the end of an integer");
  expect_shape("(0x10,)", 2, "expected the end of an integer");
  expect_shape("(2LL,)", 3, "expected the end of an integer");
  expect_shape("(010,)", 1, "starts with 0");
  expect_shape("(True,)", 1, "expected an integer");
  expect_shape("((2, 3), 4)", 1, "expected an integer, found '('");
  expect_shape("(2, 3", 5, "expected ',' or ')'");
  expect_shape("(,)", 1, "expected an integer");
  expect_shape("(2,,3)", 3, "expected an integer");
  expect_shape("(2 3)", 3, "expected ',' or ')'");
  expect_shape("(9223372036854775808,)", 1, "does not fit 64 bits");
  expect_shape("(" + std::string(5000, '9') + ",)", 1, "does not fit 64 bits");
  expect_shape(std::string(60'000, '('), 1, "expected an integer");
  std::string deep = "(";
  for (int i = 0; i < 33; ++i) deep += "1, ";
  expect_shape(deep + ")", 0, "rank is greater than 32");
  expect(npy_bytes("{'shape': (2L,), ", "xy", 3), "offset 24 (header key 'shape')", "expected the end of an integer");
}

TEST_F(npy_damage, claims_that_the_file_cannot_keep) {
  auto const expect_claim = [this](std::string const& shape, std::string const& reason) {
    auto const header = header_text("<f8", shape);
    expect_header(header, "offset " + std::to_string(10 + header.size()), reason);
  };
  expect_claim("(1000000000000,)", "shape (1000000000000,) of float64 (header key 'shape') needs 8000000000000 bytes");
  expect_claim("(1,)", "needs 8 bytes of data, but the file ends after 2");
  expect_claim("()", "needs 8 bytes");
  expect_claim("(4294967296, 4294967296)", "more bytes than 63 bits can count");
  expect_claim("(9223372036854775807, 2)", "more bytes than 63 bits can count");
  expect_claim("(0, 9223372036854775807, 2)", "more bytes than 63 bits can count");
  EXPECT_EQ(complaint(npy_bytes(header_text("<f8", "(0, 1000000000000)"), "")), "none");
}

TEST_F(npy_damage, every_truncation) {
  auto const whole = npy_bytes(header_text("<i2", "(2, 3)"), "abcdefghijkl", 2);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(complaint(whole.substr(0, size)), "none") << size;
  }
  EXPECT_EQ(complaint(whole), "none");
}

TEST_F(npy_damage, a_file_that_shrinks_while_it_is_read) {
  write_bytes(path, npy_bytes(header_text("|u1", "(5,)"), "hello"));
  npy_file const file(path);
  std::filesystem::resize_file(path, 70);
  erased_array out(file.type(), {5});
  try {
    file.read(out.operand());
    FAIL() << "nothing thrown";
  } catch (sinter::io_error const& failure) {
    EXPECT_NE(std::string(failure.what()).find("offset 70: the file ended while it was being read"), std::string::npos)
        << failure.what();
  }
}

TEST_F(npy_damage, what_is_not_a_regular_file) {
  EXPECT_NE(complaint_of(folder / "missing.npy").find("cannot open: No such file"), std::string::npos);
  EXPECT_NE(complaint_of(folder.path().string()).find("is a directory, not a regular file"), std::string::npos);
  EXPECT_NE(complaint_of("/dev/zero").find("is a device, not a regular file"), std::string::npos);
  EXPECT_NE(complaint_of("").find("the file name is empty"), std::string::npos);
  EXPECT_NE(complaint_of(std::string("a\0b", 3)).find("holds a NUL character"), std::string::npos);
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);  // nobody writes to it: opening must not wait
  EXPECT_NE(complaint_of(folder / "pipe").find("is a pipe, not a regular file"), std::string::npos);
}

TEST_F(npy_damage, another_type_or_rank_than_asked_for) {
  write_bytes(path, npy_bytes(header_text("|u1", "(1, 2)"), "ab"));
  npy_file const file(path);
  EXPECT_NO_THROW(file.require(element_type::uint8, -1));
  EXPECT_NO_THROW(file.require(element_type::uint8, 2));
  auto const start = "load: file '" + path + "' holds an array of uint8 with shape (1, 2)";
  try {
    file.require(element_type::float32, 3);
    FAIL() << "nothing thrown";
  } catch (sinter::type_error const& failure) {
    EXPECT_EQ(failure.what(), start + "; float32 was asked for");
  }
  try {
    file.require(element_type::uint8, 3);
    FAIL() << "nothing thrown";
  } catch (sinter::shape_error const& failure) {
    EXPECT_EQ(failure.what(), start + ", that is rank 2; rank 3 was asked for");
  }
}

// Bytes that mean something in a header are more likely to get past the first check than random ones.
void mutate(std::string& bytes, std::mt19937_64& random) {
  constexpr std::string_view telling = "0123456789(),{}[]'\":<>|=LTFbiufcOSUV -_.\n\\";
  auto const below = [&](std::size_t end) { return static_cast<std::size_t>(random() % end); };
  for (auto count = 1 + below(3); count > 0 && !bytes.empty(); --count) {
    auto const place = random() % 4 == 0 ? below(bytes.size()) : below(std::min<std::size_t>(bytes.size(), 80));
    switch (below(6)) {
      case 0:
        bytes[place] = static_cast<char>(random());
        break;
      case 1:
        bytes[place] = telling[below(telling.size())];
        break;
      case 2:
        bytes.insert(place, 1, telling[below(telling.size())]);
        break;
      case 3:
        bytes.erase(place, 1 + below(4));
        break;
      case 4:
        bytes.resize(place);
        break;
      default:
        bytes[place] = static_cast<char>(bytes[place] ^ (1 << below(8)));
        break;
    }
  }
}

TEST_F(npy_damage, mutated_files_load_or_throw) {
  char const* const given = std::getenv("SINTER_TEST_SEED");
  auto const seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  std::cout << "seed " << seed << " (set SINTER_TEST_SEED to repeat)\n";
  std::mt19937_64 random(seed);
  std::string const valid[] = {
      npy_bytes(header_text("<f8", "(3, 4)"), std::string(96, 'x')),
      npy_bytes(header_text("|b1", "()"), "\x01", 2),
      npy_bytes(header_text(">i2", "(2L, 1L, 5L)", true), std::string(20, 'y'), 2),
      npy_bytes(header_text(">f4", "(7,)"), std::string(28, 'z'), 3),
  };
  int loaded = 0;
  int refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    auto bytes = valid[random() % std::size(valid)];
    mutate(bytes, random);
    write_bytes(path, bytes);
    largest_allocation = 0;
    try {
      npy_file const file(path);
      index_t size = sinter::size_of(file.type());
      for (index_t const extent : file.shape()) size *= extent;
      ASSERT_LE(static_cast<std::size_t>(size), bytes.size()) << "seed " << seed << ", round " << i;
      erased_array out(file.type(), {file.shape().begin(), file.shape().end()});
      file.read(out.operand());
      ++loaded;
    } catch (sinter::io_error const&) {
      ++refused;
    }
    ASSERT_LE(largest_allocation, (std::size_t{1} << 20) + bytes.size()) << "seed " << seed << ", round " << i;
  }
  EXPECT_GT(loaded, 200);
  EXPECT_GT(refused, 1000);
}

}  // namespace
