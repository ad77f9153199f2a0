#pragma once

#include <array>
#include <initializer_list>
#include <iterator>
#include <type_traits>

#include <sinter/core/config.hpp>

namespace sinter {

// The rank of an array whose number of axes is known at run time only: 0 to max_rank.
inline constexpr int dynamic_rank = -1;

namespace detail {

[[noreturn]] void throw_rank_too_large(index_t rank);

// As many lengths or strides as there are axes, without the heap; copies what is used.
class dynamic_extents {
 public:
  using value_type = index_t;

  dynamic_extents() {}  // not defaulted: `{}` would clear all of it
  explicit dynamic_extents(index_t rank) : rank_(static_cast<int>(rank)) {
    if (rank < 0 || rank > max_rank) throw_rank_too_large(rank);
    for (int axis = 0; axis < rank_; ++axis) lengths_[axis] = 0;
  }
  dynamic_extents(std::initializer_list<index_t> lengths) : dynamic_extents(static_cast<index_t>(lengths.size())) {
    int axis = 0;
    for (index_t length : lengths) lengths_[axis++] = length;
  }
  dynamic_extents(dynamic_extents const& other) : rank_(other.rank_) {
    for (int axis = 0; axis < rank_; ++axis) lengths_[axis] = other.lengths_[axis];
  }
  dynamic_extents& operator=(dynamic_extents const& other) {
    rank_ = other.rank_;
    for (int axis = 0; axis < rank_; ++axis) lengths_[axis] = other.lengths_[axis];
    return *this;
  }

  std::size_t size() const { return static_cast<std::size_t>(rank_); }
  bool empty() const { return rank_ == 0; }
  index_t* data() { return lengths_; }
  index_t const* data() const { return lengths_; }
  index_t* begin() { return lengths_; }
  index_t* end() { return lengths_ + rank_; }
  index_t const* begin() const { return lengths_; }
  index_t const* end() const { return lengths_ + rank_; }
  index_t& operator[](std::size_t axis) { return lengths_[axis]; }
  index_t operator[](std::size_t axis) const { return lengths_[axis]; }

 private:
  int rank_ = 0;
  index_t lengths_[max_rank];
};

template <class Range>
concept extent_range = requires(Range const& range) {
  { *std::begin(range) } -> std::convertible_to<index_t>;
  { std::size(range) } -> std::convertible_to<std::size_t>;
};

template <extent_range Range>
bool operator==(dynamic_extents const& a, Range const& b) {
  if (a.size() != std::size(b)) return false;
  auto at = std::begin(b);
  for (index_t const length : a) {
    if (length != static_cast<index_t>(*at)) return false;
    ++at;
  }
  return true;
}

}  // namespace detail

// The lengths or strides of Rank axes.
template <int Rank>
using extents = std::conditional_t<Rank == dynamic_rank, detail::dynamic_extents,
                                   std::array<index_t, static_cast<std::size_t>(Rank < 0 ? 0 : Rank)>>;

namespace detail {

template <int Rank>
constexpr extents<Rank> make_extents([[maybe_unused]] index_t rank) {
  if constexpr (Rank == dynamic_rank) {
    return extents<Rank>(rank);
  } else {
    return {};
  }
}

// An upper bound of the axes, for arrays of fixed size.
template <int Rank>
inline constexpr int max_rank_of = Rank == dynamic_rank ? max_rank : Rank;

}  // namespace detail
}  // namespace sinter
