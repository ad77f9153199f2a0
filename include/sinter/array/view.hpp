#pragma once

#include <sinter/array/access.hpp>
#include <sinter/array/compound.hpp>
#include <sinter/array/iterator.hpp>
#include <sinter/exec/assign.hpp>
#include <sinter/shape/reshape.hpp>

namespace sinter {

// Elements that live elsewhere: pointer, shape and strides (in elements). Copying a view copies no elements;
// assigning to one does, through it. view<Element const, Rank> reads only.
template <class Element, int Rank>
class view {
  static_assert(sinter::element<Element>, "sinter: not an element type");

 public:
  using element = std::remove_const_t<Element>;
  using value_type = element;
  using array_tag = void;
  static constexpr int static_rank = Rank;
  static constexpr bool owns = false;

  // Adopts memory without copying. Throws shape_error for a negative or overflowing shape.
  view(Element* data, extents<Rank> const& shape) {
    detail::checked_size(shape, sizeof(Element));
    values_ = {data, shape, detail::make_extents<Rank>(static_cast<index_t>(shape.size()))};
    detail::row_major_strides(shape, values_.strides.data());
  }
  // Strides are in elements and may be negative or zero.
  view(Element* data, extents<Rank> const& shape, extents<Rank> const& strides) {
    detail::checked_size(shape, sizeof(Element));
    if (shape.size() != strides.size()) detail::throw_wrong_index_count(static_cast<int>(strides.size()), shape);
    values_ = {data, shape, strides};
  }
  explicit view(detail::strided<Element, Rank> const& values) : values_(values) {}
  view(view const&) = default;

  // A reading view of a writing one; a view of dynamic rank of any.
  template <class Other, int OtherRank>
    requires(std::is_convertible_v<Other (*)[], Element (*)[]> && (OtherRank == Rank || Rank == dynamic_rank) &&
             !(std::same_as<Other, Element> && OtherRank == Rank))
  view(view<Other, OtherRank> const& other) {
    auto const& from = other.values();
    values_.data = from.data;
    values_.shape = detail::make_extents<Rank>(from.rank());
    values_.strides = detail::make_extents<Rank>(from.rank());
    for (std::size_t axis = 0; axis < from.shape.size(); ++axis) {
      values_.shape[axis] = from.shape[axis];
      values_.strides[axis] = from.strides[axis];
    }
  }

  // Assign through the view: to every element, broadcast where the right side is smaller. Throw shape_error before
  // anything is written.
  SINTER_INLINE view const& operator=(view const& other) const { return assign(detail::as_tree(other)); }
  template <std::same_as<view> Other>  // a template: an array on the right must not be converted to a view for it
  SINTER_INLINE view& operator=(Other const& other) {
    assign(detail::as_tree(other));
    return *this;
  }
  template <detail::operand_like Right>
    requires(!std::same_as<std::remove_cvref_t<Right>, view>)
  SINTER_INLINE view const& operator=(Right&& right) const {
    return assign(detail::as_tree(static_cast<Right&&>(right)));
  }
  template <scalar Right>
  SINTER_INLINE view const& operator=(Right right) const {
    return assign(detail::constant_of<element>(right));
  }

  extents<Rank> const& shape() const { return values_.shape; }
  extents<Rank> const& strides() const { return values_.strides; }
  int rank() const { return values_.rank(); }
  index_t size() const { return detail::size_of_shape(values_.shape); }
  Element* data() const { return values_.data; }
  bool is_contiguous() const { return detail::is_contiguous(values_.shape, values_.strides.data()); }
  auto begin() const { return detail::strided_iterator<Element, Rank>(values_, 0); }
  auto end() const { return detail::strided_iterator<Element, Rank>(values_, size()); }
  // Throws shape_error when the elements are not contiguous in row-major order.
  std::span<Element> span() const {
    if (!is_contiguous()) detail::throw_not_contiguous(values_.shape);
    return {values_.data, static_cast<std::size_t>(size())};
  }

  // One element for integers, a view for everything else. Integers are checked in the checked build and by at().
  template <detail::index_like... Indices>
  SINTER_INLINE decltype(auto) operator()(Indices... indices) const {
    if constexpr ((detail::is_integer_index<Indices> && ...)) {
      return detail::element_at<false, false>(values_, indices...);
    } else {
      return make_view(detail::sliced(values_, indices...));
    }
  }
  template <std::integral... Indices>
  Element& at(Indices... indices) const {
    return detail::element_at<true, false>(values_, indices...);
  }
  SINTER_INLINE decltype(auto) operator[](index_t index) const {
    if constexpr (Rank == 1) {
      return detail::element_at<false, false>(values_, index);
    } else {
      return make_view(detail::without_first_axis<false>(values_, index));
    }
  }

  // The element of a view without axes.
  operator Element&() const
    requires(Rank == 0 || Rank == dynamic_rank)
  {
    if (rank() != 0) detail::throw_not_a_scalar(values_.shape);
    return *values_.data;
  }

  view transpose() const { return view(detail::transposed(values_)); }
  // Without copying where the strides allow it, else shape_error; one extent may be -1.
  template <std::size_t NewRank>
  auto reshape(index_t const (&shape)[NewRank]) const {
    return make_view(detail::reshaped<static_cast<int>(NewRank)>(values_, {shape, static_cast<int>(NewRank)}));
  }

  SINTER_INLINE detail::strided<Element, Rank> const& values() const { return values_; }

 private:
  template <class Other, int OtherRank>
  static view<Other, OtherRank> make_view(detail::strided<Other, OtherRank> const& values) {
    return view<Other, OtherRank>(values);
  }
  template <class Tree>
  SINTER_INLINE view const& assign(Tree const& expression) const {
    static_assert(!std::is_const_v<Element>, "sinter: this view reads only");
    detail::assign_tree(values_, expression);
    return *this;
  }

  detail::strided<Element, Rank> values_;
};

template <class Element, std::size_t Rank>
view(Element*, std::array<index_t, Rank>) -> view<Element, static_cast<int>(Rank)>;

}  // namespace sinter
