// Files and printing as users see them: on ndarray and view.

#include <cstdint>
#include <filesystem>
#include <gtest/gtest.h>
#include <sstream>
#include <string>

#include <sinter/core/error.hpp>
#include <sinter/io/npy.hpp>
#include <sinter/io/print.hpp>

#include "npy_files.hpp"

namespace {

using sinter::all;
using sinter::load;
using sinter::ndarray;
using sinter::range;
using sinter::save;
using namespace sinter::testing;

std::string print(auto const& array) {
  std::ostringstream stream;
  stream << array;
  EXPECT_EQ(stream.str(), to_string(array));
  return stream.str();
}

TEST(arrays, are_loaded_as_saved) {
  temporary_folder const folder;
  ndarray<double, 2> const a = {{1, 2, 3}, {4, 5, 6}};
  save(folder / "a.npy", a);
  ndarray<double, 2> const same = load<double, 2>(folder / "a.npy");
  EXPECT_EQ(print(same), "[[1. 2. 3.]\n [4. 5. 6.]]");
  ndarray<double> const dynamic = load<double>(folder / "a.npy");
  EXPECT_EQ(dynamic.rank(), 2);
  EXPECT_EQ(print(dynamic), print(a));
}

TEST(arrays, paths_may_be_of_any_kind) {
  temporary_folder const folder;
  ndarray<std::int16_t, 1> const a = {1, -2};
  auto const path = folder.path() / "a.npy";
  save(path, a);
  EXPECT_EQ(print(load<std::int16_t>(path)), "[ 1 -2]");
  EXPECT_EQ(print(load<std::int16_t>(path.c_str())), "[ 1 -2]");
}

TEST(arrays, views_are_saved_by_their_elements) {
  temporary_folder const folder;
  ndarray<int, 2> const a = {{1, 2, 3}, {4, 5, 6}};
  save(folder / "a.npy", a.transpose());
  EXPECT_EQ(print(load<int, 2>(folder / "a.npy")), "[[1 4]\n [2 5]\n [3 6]]");
  save(folder / "a.npy", a(all, range(0, 3, 2)));
  EXPECT_EQ(print(load<int, 2>(folder / "a.npy")), "[[1 3]\n [4 6]]");
  save(folder / "a.npy", a[1]);
  EXPECT_EQ(print(load<int, 1>(folder / "a.npy")), "[4 5 6]");
}

TEST(arrays, loading_converts_nothing) {
  temporary_folder const folder;
  ndarray<float, 1> const a = {1, 2};
  save(folder / "a.npy", a);
  EXPECT_THROW(static_cast<void>(load<double>(folder / "a.npy")), sinter::type_error);
  EXPECT_THROW(static_cast<void>(load<std::int32_t>(folder / "a.npy")), sinter::type_error);
  EXPECT_THROW(static_cast<void>(load<float, 2>(folder / "a.npy")), sinter::shape_error);
  EXPECT_THROW(static_cast<void>(load<float, 0>(folder / "a.npy")), sinter::shape_error);
  EXPECT_THROW(static_cast<void>(load<float, 1>(folder / "b.npy")), sinter::io_error);
}

TEST(arrays, rank_zero_and_empty) {
  temporary_folder const folder;
  write_bytes(folder / "a.npy", npy_bytes(header_text("<f4", "()"), std::string("\0\0\x20\x41", 4)));
  EXPECT_EQ(print(load<float, 0>(folder / "a.npy")), "10.0");
  EXPECT_EQ(print(load<float>(folder / "a.npy")), "10.0");
  write_bytes(folder / "a.npy", npy_bytes(header_text("<f4", "(0, 3)"), ""));
  auto const empty = load<float, 2>(folder / "a.npy");
  EXPECT_EQ(empty.shape()[1], 3);
  EXPECT_EQ(print(empty), "[]");
}

}  // namespace
