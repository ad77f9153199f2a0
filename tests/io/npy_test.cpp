// Well-formed .npy files, and saving. Damaged ones: npy_damage_test.cpp.

#include <bit>
#include <csignal>
#include <cstring>
#include <gtest/gtest.h>
#include <numeric>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include <sinter/core/error.hpp>
#include <sinter/io/npy_file.hpp>

#include "erased_array.hpp"
#include "npy_files.hpp"

namespace {

using sinter::element_type;
using sinter::index_t;
using sinter::detail::npy_file;
using sinter::detail::save_npy;
using namespace sinter::testing;

erased_array read_all(std::string const& path) {
  npy_file const file(path);
  erased_array array(file.type(), {file.shape().begin(), file.shape().end()});
  file.read(array.operand());
  return array;
}

template <class Element>
std::vector<Element> read_values(std::string const& path) {
  npy_file const file(path);
  EXPECT_EQ(file.type(), sinter::element_type_of<Element>);
  index_t size = 1;
  for (auto const extent : file.shape()) size *= extent;
  auto array = read_all(path);
  auto const* const first = array.data<Element>();
  return std::vector<Element>(first, first + size);
}

std::vector<index_t> shape_of(std::string const& path) {
  npy_file const file(path);
  return {file.shape().begin(), file.shape().end()};
}

class npy : public ::testing::Test {
 protected:
  std::string write(std::string const& bytes) const {
    write_bytes(folder / "in.npy", bytes);
    return folder / "in.npy";
  }

  temporary_folder folder;
};

template <class Element>
class npy_of_type : public npy {};

using element_types = ::testing::Types<bool, std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t,
                                       std::uint16_t, std::uint32_t, std::uint64_t, float, double>;
TYPED_TEST_SUITE(npy_of_type, element_types);

TYPED_TEST(npy_of_type, comes_back_as_saved) {
  // More than one buffer of a megabyte, so that the seams between buffers are crossed.
  std::vector<index_t> const shape = {3, 7, 60'001};
  std::vector<TypeParam> values(3 * 7 * 60'001);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<TypeParam>(i * 37 % 251 % 127);
  auto array = erased_array::of(shape, values);
  auto const path = this->folder / "out.npy";
  save_npy(path, array.operand());
  EXPECT_EQ(shape_of(path), shape);
  EXPECT_EQ(read_values<TypeParam>(path), values);

  array.transpose();
  save_npy(path, array.operand());
  EXPECT_NE(read_bytes(path).find("'fortran_order': True, 'shape': (60001, 7, 3)"), std::string::npos);
  auto const turned = read_values<TypeParam>(path);
  for (index_t const i : {0, 1, 20, 29'999, 60'000}) {
    for (index_t j = 0; j < 7; ++j) {
      for (index_t k = 0; k < 3; ++k) {
        ASSERT_EQ(turned[static_cast<std::size_t>((i * 7 + j) * 3 + k)],
                  values[static_cast<std::size_t>((k * 7 + j) * 60'001 + i)]);
      }
    }
  }
}

TYPED_TEST(npy_of_type, strided_views_are_gathered) {
  std::vector<TypeParam> values(5 * 6);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<TypeParam>(i * 11 % 7);
  auto array = erased_array::of({5, 6}, values);
  array.reverse_every(0, 2);
  array.reverse_every(1, 1);
  save_npy(this->folder / "out.npy", array.operand());
  std::vector<TypeParam> expected;
  for (int const i : {4, 2, 0}) {
    for (int j = 5; j >= 0; --j) expected.push_back(values[static_cast<std::size_t>(i * 6 + j)]);
  }
  EXPECT_EQ(read_values<TypeParam>(this->folder / "out.npy"), expected);
}

TEST_F(npy, the_file_is_what_numpy_writes) {
  auto array = erased_array::of<float>({2, 1}, {1.0F, -2.0F});
  save_npy(folder / "out.npy", array.operand());
  std::string expected("\x93NUMPY\x01\x00\x76\x00", 10);
  expected += "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }";
  expected.append(127 - expected.size(), ' ');
  expected += std::string("\n\x00\x00\x80\x3f\x00\x00\x00\xc0", 9);
  if (std::endian::native == std::endian::little) {
    EXPECT_EQ(read_bytes(folder / "out.npy"), expected);
  }
}

TEST_F(npy, rank_zero_and_empty_arrays) {
  auto scalar = erased_array::of<std::int16_t>({}, {-5});
  save_npy(folder / "out.npy", scalar.operand());
  EXPECT_EQ(shape_of(folder / "out.npy"), (std::vector<index_t>{}));
  EXPECT_EQ(read_values<std::int16_t>(folder / "out.npy"), (std::vector<std::int16_t>{-5}));

  erased_array empty(element_type::float64, {3, 0, 2});
  save_npy(folder / "out.npy", empty.operand());
  EXPECT_EQ(shape_of(folder / "out.npy"), (std::vector<index_t>{3, 0, 2}));
  EXPECT_EQ(read_bytes(folder / "out.npy").size() % 64, 0U);

  erased_array deepest(element_type::uint8, std::vector<index_t>(32, 1));
  save_npy(folder / "out.npy", deepest.operand());
  EXPECT_EQ(shape_of(folder / "out.npy").size(), 32U);
}

TEST_F(npy, versions_byte_orders_and_layouts) {
  std::string const big("\x00\x01\x02\x03\xff\xfe", 6);
  std::string const little("\x01\x00\x03\x02\xfe\xff", 6);
  std::vector<std::int16_t> const values = {1, 0x203, -2};
  for (int const version : {1, 2, 3}) {
    EXPECT_EQ(read_values<std::int16_t>(write(npy_bytes(header_text(">i2", "(3,)"), big, version))), values);
    EXPECT_EQ(read_values<std::int16_t>(write(npy_bytes(header_text("<i2", "(3,)"), little, version))), values);
  }
  auto const native = std::endian::native == std::endian::little ? little : big;
  for (char const* const descr : {"=i2", "|i2", "i2"}) {
    EXPECT_EQ(read_values<std::int16_t>(write(npy_bytes(header_text(descr, "(3,)"), native))), values);
  }
  auto const path = write(npy_bytes(header_text("|u1", "(2, 3)", true), "adbecf"));
  EXPECT_EQ(read_values<std::uint8_t>(path), (std::vector<std::uint8_t>{'a', 'b', 'c', 'd', 'e', 'f'}));
  auto const swapped = write(npy_bytes(header_text(">i2", "(1, 3)", true), big));
  EXPECT_EQ(read_values<std::int16_t>(swapped), values);
}

TEST_F(npy, headers_in_other_spellings) {
  for (char const* const header : {
           "{'descr': '|u1', 'fortran_order': False, 'shape': (2,)}",
           "{\"shape\":(2,),\"descr\":\"|u1\",\"fortran_order\":True}",
           " \t{ 'shape' : ( 2 , ) ,\n 'fortran_order' : False , 'descr' : '|u1' , } \r\n\f ",
           "{'descr': '<u1', 'fortran_order': False, 'shape': (2L,), }",
           "{'descr': '>u1', 'fortran_order': False, 'shape': (1, 2, 1,), }",
       }) {
    EXPECT_EQ(read_values<std::uint8_t>(write(npy_bytes(header, "xy"))), (std::vector<std::uint8_t>{'x', 'y'}))
        << header;
  }
}

TEST_F(npy, any_byte_but_zero_is_true) {
  auto const path = write(npy_bytes(header_text("|b1", "(4,)"), std::string("\x00\x01\x02\xff", 4)));
  EXPECT_EQ(read_values<bool>(path), (std::vector<bool>{false, true, true, true}));
  auto array = read_all(path);
  EXPECT_EQ(std::memcmp(array.operand().data, "\x00\x01\x01\x01", 4), 0);
}

TEST_F(npy, bytes_after_the_data_are_ignored) {
  auto const path = write(npy_bytes(header_text("|u1", "(2,)"), "xyz"));
  EXPECT_EQ(read_values<std::uint8_t>(path), (std::vector<std::uint8_t>{'x', 'y'}));
}

TEST_F(npy, saving_replaces_a_file_and_keeps_its_permissions) {
  auto const path = folder / "out.npy";
  write_bytes(path, "something else, longer than nothing");
  ASSERT_EQ(::chmod(path.c_str(), 0640), 0);
  auto array = erased_array::of<std::uint8_t>({2}, {1, 2});
  save_npy(path, array.operand());
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0640U);
  EXPECT_EQ(read_values<std::uint8_t>(path), (std::vector<std::uint8_t>{1, 2}));
  EXPECT_EQ(folder.file_count(), 1U);
}

TEST_F(npy, saving_follows_a_symbolic_link) {
  write_bytes(folder / "target.npy", "old");
  ASSERT_EQ(::symlink("target.npy", (folder / "link.npy").c_str()), 0);
  auto array = erased_array::of<std::uint8_t>({1}, {7});
  save_npy(folder / "link.npy", array.operand());
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link.npy"));
  EXPECT_EQ(read_values<std::uint8_t>(folder / "target.npy"), (std::vector<std::uint8_t>{7}));
}

// What `action` throws, or "nothing".
template <class Error = sinter::io_error, class Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (Error const& failure) {
    return failure.what();
  }
  return "nothing";
}

// The largest file this process may write, as a stand-in for a full disk: writing fails half-way.
class file_size_limit {
 public:
  explicit file_size_limit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit const limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  file_size_limit(file_size_limit const&) = delete;
  file_size_limit& operator=(file_size_limit const&) = delete;
  ~file_size_limit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST_F(npy, a_full_disk_loses_nothing) {
  auto const path = folder / "out.npy";
  auto small = erased_array::of<std::uint8_t>({2}, {1, 2});
  save_npy(path, small.operand());
  auto const before = read_bytes(path);
  erased_array large(element_type::float64, {1000, 1000});
  for (bool const is_transposed : {false, true}) {
    std::string message;
    {
      file_size_limit const limit(100'000);
      message = message_of([&] { save_npy(path, large.operand()); });
    }
    EXPECT_NE(message.find("save: file '" + path + "', offset 100000: cannot write: "), std::string::npos) << message;
    EXPECT_EQ(read_bytes(path), before);
    EXPECT_EQ(folder.file_count(), 1U);
    if (!is_transposed) large.reverse_every(0, 1);
  }
}

TEST_F(npy, saving_where_it_cannot_be_done) {
  auto array = erased_array::of<std::uint8_t>({2}, {1, 2});
  auto const save = [&](std::string const& path) { return message_of([&] { save_npy(path, array.operand()); }); };
  EXPECT_NE(save(folder / "no/such/folder.npy").find("No such file"), std::string::npos);
  EXPECT_NE(save(folder.path().string()).find("is a directory"), std::string::npos);
  EXPECT_NE(save("/dev/full").find("is a device"), std::string::npos);
  EXPECT_NE(save("/dev/null").find("is a device"), std::string::npos);
  EXPECT_NE(save("").find("name is empty"), std::string::npos);
  EXPECT_NE(save(std::string("a\0b", 3)).find("NUL"), std::string::npos);
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_NE(save(folder / "pipe").find("is a pipe"), std::string::npos);
  EXPECT_EQ(folder.file_count(), 1U);
}

}  // namespace
