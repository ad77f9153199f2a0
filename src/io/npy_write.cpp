#include <algorithm>
#include <memory>
#include <vector>

#include <sinter/io/npy_file.hpp>

#include "file.hpp"
#include "npy_header.hpp"
#include "strided_walk.hpp"

namespace sinter::detail {
namespace {

void write_elements(replacement_file& file, operand const& array, strided_walk& walk, index_t size) {
  auto const bytes = size_of(array.type);
  if (walk.is_contiguous()) return file.write(array.data, static_cast<std::size_t>(size * bytes));
  auto const chunk = std::min(size, buffer_bytes / bytes);
  auto const buffer = std::make_unique_for_overwrite<std::byte[]>(static_cast<std::size_t>(chunk * bytes));
  for (index_t first = 0; first < size; first += chunk) {
    auto const count = std::min(chunk, size - first);
    walk.gather(buffer.get(), count);
    file.write(buffer.get(), static_cast<std::size_t>(count * bytes));
  }
}

}  // namespace

void save_npy(std::string const& path, operand const& array) {
  auto const rank = static_cast<std::size_t>(array.rank);
  std::vector<index_t> const shape(array.shape, array.shape + rank);
  std::vector<index_t> const strides(array.strides, array.strides + rank);
  index_t size = 1;
  for (index_t const extent : shape) size *= extent;

  auto const bytes = size_of(array.type);
  strided_walk walk(array.data, shape, strides, bytes);
  npy_header header{.type = {array.type}, .fortran_order = false, .shape = shape};
  if (size > 0 && !walk.is_contiguous()) {
    // A transposed array is written as it lies, as NumPy does: no gathering, and loading gives the same elements.
    strided_walk const transposed(array.data, std::vector(shape.rbegin(), shape.rend()),
                                  std::vector(strides.rbegin(), strides.rend()), bytes);
    header.fortran_order = transposed.is_contiguous();
    if (header.fortran_order) walk = transposed;
  }
  replacement_file file(path);
  auto const preamble = make_npy_preamble(header);
  file.write(reinterpret_cast<std::byte const*>(preamble.data()), preamble.size());
  if (size > 0) write_elements(file, array, walk, size);
  file.commit();
}

}  // namespace sinter::detail
