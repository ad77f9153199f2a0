// The other side of numpy_peer.py. Each line of the standard input names a .npy file; beside it are written
//   FILE.same      the array, saved again
//   FILE.turned    its transpose
//   FILE.sparse    every second element of the last axis, backwards
//   FILE.text      what printing gives

#include <fstream>
#include <iostream>
#include <string>

#include <sinter/io/npy.hpp>
#include <sinter/io/print.hpp>

#include "erased_array.hpp"

namespace {

void answer(std::string const& path) {
  sinter::detail::npy_file const file(path);
  auto const shape = file.shape();
  sinter::testing::erased_array array(file.type(), {shape.begin(), shape.end()});
  file.read(array.operand());
  sinter::detail::save_npy(path + ".same", array.operand());
  std::ofstream text(path + ".text", std::ios::binary);
  sinter::detail::write(text, array.operand());

  auto turned = array;
  turned.transpose();
  sinter::detail::save_npy(path + ".turned", turned.operand());
  if (!shape.empty()) array.reverse_every(shape.size() - 1, 2);
  sinter::detail::save_npy(path + ".sparse", array.operand());
}

}  // namespace

int main() {
  std::string path;
  while (std::getline(std::cin, path)) {
    try {
      answer(path);
    } catch (std::exception const& failure) {
      std::cerr << failure.what() << '\n';
      return 1;
    }
  }
}
