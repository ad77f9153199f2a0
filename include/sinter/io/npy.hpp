#pragma once

#include <sinter/array/ndarray.hpp>
#include <sinter/io/npy_file.hpp>

namespace sinter {
// Reads a .npy file of version 1, 2 or 3, in either byte order and either layout, into a row-major array. Converts no
// element: a file of another type throws type_error, one of another rank than asked for shape_error. A file that is
// missing, damaged or not supported throws io_error, before anything is allocated that the file's size does not
// justify. Bytes after the array are ignored, as NumPy does. One pass; reading in the other layout or byte order goes
// through a buffer of 1 MiB.
template <element Element, int Rank = dynamic_rank>
ndarray<Element, Rank> load(std::string const& path) {
  detail::npy_file const file(path);
  file.require(element_type_of<Element>, Rank);
  auto const from = file.shape();
  auto shape = detail::make_extents<Rank>(static_cast<index_t>(from.size()));
  for (std::size_t axis = 0; axis < shape.size(); ++axis) shape[axis] = from[axis];
  ndarray<Element, Rank> result(detail::uninitialised{}, shape);
  file.read(result.values().erased());
  return result;
}

// Writes an array or a view to a .npy file of version 1.0, under exactly this name. A transposed array is written as it
// lies, any other is written row-major. The file is written beside its place under a temporary name, flushed to the
// disk and then renamed, so that whatever fails, the disk being full included, throws io_error and leaves a file of
// that name as it was. A symbolic link is followed; permissions of a file that is replaced are kept.
template <detail::array_like Array>
void save(std::string const& path, Array const& array) {
  detail::save_npy(path, array.values().erased());
}

}  // namespace sinter
