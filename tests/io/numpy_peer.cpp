// The other side of numpy_peer.py. Each line of the standard input names a .npy file; beside it are written
//   FILE.same      the array, saved again
//   FILE.turned    its transpose
//   FILE.sparse    every second element of the last axis, backwards
//   FILE.text      what printing gives

#include <fstream>
#include <iostream>
#include <string>

#include <sinter/array/ndarray.hpp>
#include <sinter/io/npy.hpp>
#include <sinter/io/print.hpp>

namespace {

template <class Element>
void answer(std::string const& path) {
  auto const array = sinter::load<Element>(path);
  std::ofstream(path + ".text", std::ios::binary) << array;
  sinter::save(path + ".same", array);
  sinter::save(path + ".turned", array.transpose());
  if (array.rank() == 0) {
    sinter::save(path + ".sparse", array);
  } else {
    sinter::save(path + ".sparse", array(sinter::ellipsis, sinter::every(-2)));
  }
}

// The type is in the file, not in the program: tries one after the other.
template <class... Elements>
void answer_any(std::string const& path, sinter::detail::type_list<Elements...>) {
  auto const type = sinter::detail::npy_file(path).type();
  ((type == sinter::element_type_of<Elements> ? answer<Elements>(path) : void()), ...);
}

}  // namespace

int main() {
  std::string path;
  while (std::getline(std::cin, path)) {
    try {
      answer_any(path, sinter::detail::element_list{});
    } catch (std::exception const& failure) {
      std::cerr << failure.what() << '\n';
      return 1;
    }
  }
}
