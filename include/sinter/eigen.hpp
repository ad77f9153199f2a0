#pragma once

// sinter's arrays as Eigen's maps and Eigen's matrices as sinter's views, without copying an element. Needs Eigen 3.4;
// <sinter/sinter.hpp> does not include this file.

#include <Eigen/Core>

#include <sinter/array/ndarray.hpp>

namespace sinter {
namespace detail {

template <class Element, int Rank>
using eigen_matrix = std::conditional_t<Rank == 1, Eigen::Matrix<Element, Eigen::Dynamic, 1>,
                                        Eigen::Matrix<Element, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

// Eigen's spelling of a map that reads only is a map of a const matrix.
template <class Element, int Rank, int Aligned, class Stride>
using eigen_map =
    Eigen::Map<std::conditional_t<std::is_const_v<Element>, eigen_matrix<std::remove_const_t<Element>, Rank> const,
                                  eigen_matrix<Element, Rank>>,
               Aligned, Stride>;

template <class Element, int Rank>
auto eigen_map_of_block(Element* data, extents<Rank> const& shape) {
  static_assert(Rank == 1 || Rank == 2, "sinter: as_eigen needs an array whose type has rank 1 or 2");
  using map = eigen_map<Element, Rank, Eigen::Aligned64, Eigen::Stride<0, 0>>;
  if constexpr (Rank == 1) {
    return map(data, shape[0]);
  } else {
    return map(data, shape[0], shape[1]);
  }
}

// Dense objects of Eigen whose elements lie in memory: matrices, arrays, maps, refs, blocks and transposes of them.
template <class Dense>
concept eigen_dense = std::is_base_of_v<Eigen::DenseBase<std::remove_cvref_t<Dense>>, std::remove_cvref_t<Dense>> &&
                      (std::remove_cvref_t<Dense>::Flags & Eigen::DirectAccessBit) != 0;

template <class Dense>
inline constexpr bool eigen_ref_to_const = false;
template <class Matrix, int Options, class Stride>
inline constexpr bool eigen_ref_to_const<Eigen::Ref<Matrix const, Options, Stride>> = true;

// Objects that hold elements, or may: a Ref to const copies what does not fit it.
template <class Dense>
concept eigen_owner =
    std::is_base_of_v<Eigen::PlainObjectBase<std::remove_cvref_t<Dense>>, std::remove_cvref_t<Dense>> ||
    eigen_ref_to_const<std::remove_cvref_t<Dense>>;

// A vector's type fixes one extent to 1; it becomes rank 1.
template <class Dense>
auto eigen_view(Dense& dense) {
  using element_pointer = decltype(dense.data());
  if constexpr (std::remove_const_t<Dense>::IsVectorAtCompileTime) {
    return view<std::remove_pointer_t<element_pointer>, 1>(dense.data(), {dense.size()}, {dense.innerStride()});
  } else {
    return view<std::remove_pointer_t<element_pointer>, 2>(dense.data(), {dense.rows(), dense.cols()},
                                                           {dense.rowStride(), dense.colStride()});
  }
}

}  // namespace detail

// An array of rank 1 as a map of a column vector, of rank 2 as a map of a row-major matrix, over the same elements. An
// array that is const gives a map that reads only. The array must outlive the map and keep its memory. O(1).
template <element Element, int Rank>
auto as_eigen(ndarray<Element, Rank>& array SINTER_LIFETIMEBOUND) {
  return detail::eigen_map_of_block<Element, Rank>(array.data(), array.shape());
}
template <element Element, int Rank>
auto as_eigen(ndarray<Element, Rank> const& array SINTER_LIFETIMEBOUND) {
  return detail::eigen_map_of_block<Element const, Rank>(array.data(), array.shape());
}
template <element Element, int Rank>
void as_eigen(ndarray<Element, Rank> const&& array) = delete;

// A view with its strides, which may be negative.
template <class Element, int Rank>
auto as_eigen(view<Element, Rank> const& view) {
  static_assert(Rank == 1 || Rank == 2, "sinter: as_eigen needs a view whose type has rank 1 or 2");
  auto const& shape = view.shape();
  auto const& strides = view.strides();
  if constexpr (Rank == 1) {
    using stride = Eigen::InnerStride<Eigen::Dynamic>;
    return detail::eigen_map<Element, 1, Eigen::Unaligned, stride>(view.data(), shape[0], stride(strides[0]));
  } else {
    using stride = Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>;
    return detail::eigen_map<Element, 2, Eigen::Unaligned, stride>(view.data(), shape[0], shape[1],
                                                                   stride(strides[0], strides[1]));
  }
}

// The elements of an Eigen matrix, array, map or block as a view of rank 2, of a vector of rank 1; Eigen's matrices are
// column-major unless told otherwise, and the strides say so. Writes where Eigen would. The matrix must outlive the view
// and keep its memory. O(1).
template <detail::eigen_dense Dense>
  requires(!detail::eigen_owner<Dense>)
auto as_view(Dense&& dense) {
  return detail::eigen_view(dense);
}
template <detail::eigen_owner Dense>
auto as_view(Dense& dense SINTER_LIFETIMEBOUND) {
  return detail::eigen_view(dense);
}
template <detail::eigen_owner Dense>
void as_view(Dense const&& dense) = delete;

}  // namespace sinter
