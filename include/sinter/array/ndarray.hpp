#pragma once

#include <sinter/array/nested.hpp>
#include <sinter/array/view.hpp>
#include <sinter/memory/buffer.hpp>
#include <sinter/shape/reshape.hpp>

namespace sinter {

namespace detail {
struct uninitialised {};
}  // namespace detail

// Owns its elements: contiguous, row-major, 64-byte aligned. Copying copies them. Rank is the number of axes, or
// dynamic_rank when it is known at run time only.
template <element Element, int Rank>
class ndarray {
 public:
  using element = Element;
  using value_type = Element;
  using array_tag = void;
  static constexpr int static_rank = Rank;
  static constexpr bool owns = true;

  // No elements; without axes (Rank 0) one element, zero.
  ndarray() : ndarray(detail::uninitialised{}, detail::make_extents<Rank>(1)) {
    if constexpr (Rank == 0) *values_.data = Element{};
  }

  // Braces are data, never a shape. Rows of different length throw shape_error.
  ndarray(detail::nested_list<Element, Rank == dynamic_rank ? 1 : Rank> list)
    requires(Rank != 0)
  {
    from_list<Rank == dynamic_rank ? 1 : Rank>(list);
  }
  ndarray(detail::nested_list<Element, 2> list)
    requires(Rank == dynamic_rank)
  {
    from_list<2>(list);
  }
  ndarray(detail::nested_list<Element, 3> list)
    requires(Rank == dynamic_rank)
  {
    from_list<3>(list);
  }

  // Elements that are not initialised; see empty(). Throws shape_error, std::bad_alloc.
  ndarray(detail::uninitialised, extents<Rank> const& shape)
      : buffer_(static_cast<std::size_t>(detail::checked_size(shape, sizeof(Element))) * sizeof(Element)) {
    values_.data = reinterpret_cast<Element*>(buffer_.data());
    values_.shape = shape;
    values_.strides = detail::make_extents<Rank>(static_cast<index_t>(shape.size()));
    detail::row_major_strides(shape, values_.strides.data());
  }

  ndarray(ndarray const& other) : ndarray(detail::uninitialised{}, other.shape()) { copy_from(other); }
  ndarray(ndarray&& other) noexcept : buffer_(std::move(other.buffer_)), values_(other.values_) { other.forget(); }

  // Evaluates an expression, or copies a view.
  template <detail::operand_like Right>
    requires(!std::same_as<std::remove_cvref_t<Right>, ndarray>)
  SINTER_INLINE ndarray(Right&& right) : ndarray(detail::as_tree(static_cast<Right&&>(right)), 0) {}

  // To an array of the same shape elements are copied and data() stays; otherwise memory is replaced.
  SINTER_INLINE ndarray& operator=(ndarray const& other) { return *this = detail::as_tree(other); }
  ndarray& operator=(ndarray&& other) noexcept {
    if (values_.data != nullptr && detail::same_shape(shape(), other.shape())) {
      if (this != &other) copy_from(other);
    } else if (this != &other) {
      buffer_ = std::move(other.buffer_);
      values_ = other.values_;
      other.forget();
    }
    return *this;
  }
  template <detail::operand_like Right>
    requires(!std::same_as<std::remove_cvref_t<Right>, ndarray>)
  SINTER_INLINE ndarray& operator=(Right&& right) {
    if constexpr (detail::array_like<Right>) {
      return *this = detail::as_tree(static_cast<Right&&>(right));
    } else {
      revive();
      if (detail::assign_simply<true>(values_, right)) [[likely]]
        return *this;
      detail::rarely_used<std::remove_cvref_t<Right>> tree = right;
      assign_otherwise(tree);
      return *this;
    }
  }
  // Every element.
  template <scalar Right>
  SINTER_INLINE ndarray& operator=(Right right) {
    revive();
    detail::assign_tree(values_, detail::constant_of<Element>(right));
    return *this;
  }

  // Exchanges the memory; no element is copied.
  friend void swap(ndarray& a, ndarray& b) noexcept {
    std::swap(a.buffer_, b.buffer_);
    std::swap(a.values_, b.values_);
  }

  extents<Rank> const& shape() const { return values_.shape; }
  extents<Rank> const& strides() const { return values_.strides; }
  int rank() const { return values_.rank(); }
  index_t size() const { return detail::size_of_shape(values_.shape); }
  Element* data() SINTER_LIFETIMEBOUND { return values_.data; }
  Element const* data() const SINTER_LIFETIMEBOUND { return values_.data; }
  Element* begin() SINTER_LIFETIMEBOUND { return values_.data; }
  Element* end() SINTER_LIFETIMEBOUND { return values_.data + size(); }
  Element const* begin() const SINTER_LIFETIMEBOUND { return values_.data; }
  Element const* end() const SINTER_LIFETIMEBOUND { return values_.data + size(); }
  std::span<Element> span() & SINTER_LIFETIMEBOUND { return {values_.data, static_cast<std::size_t>(size())}; }
  std::span<Element const> span() const& SINTER_LIFETIMEBOUND {
    return {values_.data, static_cast<std::size_t>(size())};
  }

  // One element for integers, a view for everything else. Integers are checked in the checked build and by at().
  template <detail::index_like... Indices>
      SINTER_INLINE decltype(auto) operator()(Indices... indices) & SINTER_LIFETIMEBOUND {
    return indexed(*this, indices...);
  }
  template <detail::index_like... Indices>
  SINTER_INLINE decltype(auto) operator()(Indices... indices) const& SINTER_LIFETIMEBOUND {
    return indexed(*this, indices...);
  }
  // A view of an array that is about to die would dangle; an element of it is a value.
  template <detail::index_like... Indices>
    requires(!(detail::is_integer_index<Indices> && ...))
  void operator()(Indices...) && = delete;
  template <std::integral... Indices>
  Element operator()(Indices... indices) && {
    return whole()(indices...);
  }
  template <std::integral... Indices>
      Element& at(Indices... indices) & SINTER_LIFETIMEBOUND {
    return whole().at(indices...);
  }
  template <std::integral... Indices>
  Element const& at(Indices... indices) const& SINTER_LIFETIMEBOUND {
    return whole().at(indices...);
  }
  SINTER_INLINE decltype(auto) operator[](index_t index) & SINTER_LIFETIMEBOUND { return row(*this, index); }
  SINTER_INLINE decltype(auto) operator[](index_t index) const& SINTER_LIFETIMEBOUND { return row(*this, index); }
  void operator[](index_t index) && = delete;

  view<Element, Rank> transpose() & SINTER_LIFETIMEBOUND { return whole().transpose(); }
  view<Element const, Rank> transpose() const& SINTER_LIFETIMEBOUND { return whole().transpose(); }
  void transpose() && = delete;
  template <std::size_t NewRank>
      auto reshape(index_t const (&shape)[NewRank]) & SINTER_LIFETIMEBOUND {
    return whole().reshape(shape);
  }
  template <std::size_t NewRank>
  auto reshape(index_t const (&shape)[NewRank]) const& SINTER_LIFETIMEBOUND {
    return whole().reshape(shape);
  }
  template <std::size_t NewRank>
  void reshape(index_t const (&)[NewRank]) && = delete;

  operator view<Element, Rank>() & SINTER_LIFETIMEBOUND { return whole(); }
  operator view<Element const, Rank>() const& SINTER_LIFETIMEBOUND { return whole(); }

  SINTER_INLINE detail::strided<Element, Rank> const& values() { return values_; }
  SINTER_INLINE detail::strided<Element const, Rank> values() const {
    return {values_.data, values_.shape, values_.strides};
  }

 private:
  // Evaluates; the second parameter tells it from a conversion.
  template <detail::tree Tree, class Arch = compiled_arch>
  ndarray(Tree const& expression, int) : ndarray(detail::uninitialised{}, shape_for(expression)) {
    detail::assign_tree<true>(values_, expression);
  }
  // Trees of views are long: they are not written to memory. Nor are those whose loops stand in place, where an array that
  // is read twice is loaded once.
  template <detail::tree Tree, class Arch = compiled_arch>
    requires(detail::likely_rows<Rank, Tree> || detail::tree_stands_in_place<Element, Tree>)
  SINTER_INLINE ndarray(Tree const& expression, int) : ndarray(detail::uninitialised{}, shape_for(expression)) {
    detail::assign_tree<true>(values_, expression);
  }

  template <class Tree>
  static SINTER_INLINE extents<Rank> shape_for(Tree const& expression) {
    if constexpr (Rank > 0 && Rank == Tree::rank && detail::leaf_count<Tree> > 0) {
      detail::joined_shape<Rank> joined;
      detail::visit_leaves(expression, joined);
      if (joined.fits) return joined.shape;
    }
    detail::rarely_used<Tree> tree = expression;
    return detail::shape_of_rank<Rank>(tree);
  }

  // The expression may read this array: the new one is complete before the old one goes.
  template <class Tree, class Arch = compiled_arch>
  SINTER_NOINLINE void assign_otherwise(Tree const& expression) {
    detail::require_rank<Rank, Tree>();
    auto const bound = detail::bind_as<Element>(expression);
    bool const is_alive = values_.data != nullptr;
    if (is_alive && detail::assign_rows(values_, expression, bound) == detail::rows_answer::done) return;
    detail::described_statement const what(expression, bound);
    assign_statement(what.into(values_));
  }

  // One function for all expressions.
  SINTER_NOINLINE void assign_statement(detail::statement&& what) {
    if (values_.data != nullptr && detail::execute_same_shape(what)) return;
    ndarray fresh(detail::uninitialised{},
                  detail::broadcast_extents<Rank>(what.leaves, what.leaf_count, what.facts->blocked));
    what.out = fresh.values_.erased();
    detail::execute_same_shape(what);
    buffer_ = std::move(fresh.buffer_);
    values_ = fresh.values_;
  }

  template <int ListRank>
  void from_list(detail::nested_list<Element, ListRank> const& list) {
    auto shape = detail::make_extents<Rank>(ListRank);
    detail::nested_shape<0, Element>(list, shape.data());
    ndarray fresh(detail::uninitialised{}, shape);
    detail::copy_nested<0>(list, fresh.shape().data(), fresh.values_.data);
    buffer_ = std::move(fresh.buffer_);
    values_ = fresh.values_;
  }

  template <class Self, class... Indices>
  static SINTER_INLINE decltype(auto) indexed(Self& self, Indices... indices) {
    if constexpr ((detail::is_integer_index<Indices> && ...)) {
      auto& found = detail::element_at<false, true>(self.values_, indices...);
      return static_cast<std::conditional_t<std::is_const_v<Self>, Element const, Element>&>(found);
    } else {
      return self.whole()(indices...);
    }
  }

  template <class Self>
  static SINTER_INLINE decltype(auto) row(Self& self, index_t index) {
    if constexpr (Rank == 1) {
      return indexed(self, index);
    } else {
      auto const rest = detail::without_first_axis<true>(self.values_, index);
      using row_element = std::conditional_t<std::is_const_v<Self>, Element const, Element>;
      using row_view = view<row_element, Rank == dynamic_rank ? dynamic_rank : Rank - 1>;
      return row_view(detail::strided<row_element, row_view::static_rank>{rest.data, rest.shape, rest.strides});
    }
  }

  void copy_from(ndarray const& other) {
    if (size() > 0)
      __builtin_memcpy(values_.data, other.values_.data, static_cast<std::size_t>(size()) * sizeof(Element));
  }
  // Without axes there is one element to assign to, also in an array that was moved from.
  SINTER_INLINE void revive() {
    if constexpr (Rank == 0) {
      if (values_.data == nullptr) *this = ndarray();
    }
  }
  void forget() noexcept {
    values_ = {};
    if constexpr (Rank == dynamic_rank) values_.shape = values_.strides = extents<Rank>{0};
  }

  view<Element, Rank> whole() { return view<Element, Rank>(values_); }
  view<Element const, Rank> whole() const {
    return view<Element const, Rank>(
        detail::strided<Element const, Rank>{values_.data, values_.shape, values_.strides});
  }

  detail::buffer buffer_;
  detail::strided<Element, Rank> values_;
};

template <detail::tree Right>
ndarray(Right&&) -> ndarray<typename std::remove_cvref_t<Right>::element, std::remove_cvref_t<Right>::rank>;
template <class Element, int Rank>
ndarray(view<Element, Rank> const&) -> ndarray<std::remove_const_t<Element>, Rank>;

}  // namespace sinter
