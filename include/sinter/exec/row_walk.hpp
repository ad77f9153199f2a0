#pragma once

#include <sinter/plan/settings.hpp>
#include <sinter/plan/statement.hpp>

namespace sinter::detail {

inline constexpr int most_direct_leaves = 16;  // of a statement that runs without a plan

// What a loop reads in memory of the leaves of a statement. Nothing else has to be there: where a loop waits for its own
// stores, every store before it counts.
template <int Leaves>
struct walked_leaves {
  std::byte const* data[Leaves];
  index_t row_steps[Leaves + 1];  // bytes, of the output, then of the leaves
  unsigned char inner[Leaves];
  index_t plane_steps[Leaves + 1];
};

// What a loop needs to know of the arrays of a statement over up to three axes, found array by array, without a plan. The
// output is walked upwards in memory; every leaf has its extents or 1, walks upwards too, and is the output itself or apart
// from it. One that is in the bits of `crosses` may be crossed. Axes are counted from the last. Everything is inlined: where
// ranks and types are known, little is left of it.
template <int Rank, int Leaves>
class row_walk {
 public:
  SINTER_INLINE row_walk(walked_leaves<Leaves>& leaves, isa compiled, unsigned crosses, std::byte* out,
                         element_type type, index_t out_bytes)
      : leaves_(leaves), compiled_(compiled), crosses_(crosses), out_(out), type_(type), out_bytes_(out_bytes) {}

  // The output first. False where it has no elements or is not walked so.
  SINTER_INLINE bool place_output(index_t const* shape, index_t const* strides) {
    index_t reach = 1;
    for (int k = 0; k < Rank; ++k) {
      int const axis = Rank - 1 - k;
      index_t const extent = shape[axis];
      index_t const stride = extent == 1 ? reach : strides[axis];
      if (stride < reach || extent == 0) return false;
      shape_[k] = extent;
      out_strides_[k] = stride;
      needed_ |= static_cast<unsigned>(extent != 1) << k;
      reach += (extent - 1) * stride;
    }
    high_ = out_ + reach * out_bytes_;
    out_inner_ = static_cast<unsigned char>(out_strides_[0]);
    keep_steps(0, out_strides_, out_bytes_);
    return takes(out_strides_[0], out_bytes_);
  }

  SINTER_INLINE bool place_leaf(int number, std::byte const* data, index_t const* shape, index_t const* strides,
                                int rank, element_type type, index_t bytes) {
    index_t places[Rank];
    index_t reach = 1;
    for (int k = 0; k < Rank; ++k) {
      int const axis = rank - 1 - k;
      index_t const extent = axis < 0 ? 1 : shape[axis];
      index_t stride = extent == 1 ? 0 : strides[axis];
      asm("" : "+r"(stride));  // or there are two of everything that follows
      if (((extent != shape_[k]) & (extent != 1)) | (stride < 0)) return false;
      covered_ |= static_cast<unsigned>(extent != 1) << k;
      reach += (shape_[k] - 1) * stride;
      places[k] = stride;
    }
    bool const crossed = is_crossed(number, places);
    if (!crossed && !takes(places[0], bytes)) return false;
    bool const apart = data + reach * bytes <= out_ || high_ <= data;
    if (!apart && !is_output(data, type, places)) return false;
    leaves_.data[number] = data;
    leaves_.inner[number] = crossed ? crossed_inner : static_cast<unsigned char>(places[0]);
    keep_steps(number + 1, places, bytes);
    if (crossed) leaves_.row_steps[number + 1] = places[0] * bytes;
    return true;
  }

  // Whether the leaves broadcast to the output, and not only to a part of it, and a crossed one has rows beside it.
  SINTER_INLINE bool is_covered() const {
    return (needed_ & ~covered_) == 0 && (!crossed_ || (steps_ == 2 && out_inner_ == 1));
  }
  SINTER_INLINE index_t rows() const { return shape_[1] * shape_[2]; }
  SINTER_INLINE index_t elements() const { return shape_[0] * rows(); }
  SINTER_INLINE index_t columns() const { return shape_[0]; }
  SINTER_INLINE index_t rows_in_plane() const { return shape_[1]; }
  SINTER_INLINE int sparse() const { return sparse_; }  // arrays of which every second element is taken
  SINTER_INLINE std::byte* out() const { return out_; }
  SINTER_INLINE unsigned char out_inner() const { return out_inner_; }
  SINTER_INLINE walked_leaves<Leaves> const& leaves() const { return leaves_; }
  SINTER_INLINE row_kind kind() const {
    if (crossed_) return row_kind::crossed;
    return (steps_ & 4) != 0 ? row_kind::mixed : (steps_ & 1) != 0 ? row_kind::still : row_kind::plain;
  }

  SINTER_INLINE void run(loop_function loop, void const* context, int leaf_count) {
    loop_rows const over{shape_[1], leaves_.row_steps, leaves_.inner, out_inner_, kind(), false};
    std::byte* out = out_;
    for (index_t plane = 1;; ++plane) {
      loop(out, leaves_.data, context, shape_[0], over);
      if (Rank < 3 || plane >= shape_[2]) return;
      out += leaves_.plane_steps[0];
      for (int k = 0; k < leaf_count; ++k) leaves_.data[k] += leaves_.plane_steps[k + 1];
    }
  }

 private:
  SINTER_INLINE bool takes(index_t step, index_t bytes) {
    if (!takes_step(mode::fused, compiled_, false, step, bytes)) return false;
    steps_ |= 1u << step;
    sparse_ += static_cast<int>(step >> 1);
    return true;
  }
  SINTER_INLINE bool is_crossed(int number, index_t const (&places)[Rank]) {
    if (Rank < 2 || (crosses_ >> number & 1) == 0 || crossed_ || places[0] < 2 || places[Rank > 1] != 1) return false;
    return crossed_ = true;
  }

  SINTER_INLINE bool is_output(std::byte const* data, element_type type, index_t const (&places)[Rank]) const {
    bool same = data == out_ && type == type_;
    for (int k = 0; k < Rank; ++k) same = same && (places[k] == out_strides_[k] || shape_[k] == 1);
    return same;
  }

  SINTER_INLINE void keep_steps(int slot, index_t const (&strides)[Rank], index_t bytes) {
    leaves_.row_steps[slot] = Rank > 1 ? strides[Rank > 1] * bytes : 0;
    if constexpr (Rank > 2) leaves_.plane_steps[slot] = strides[2] * bytes;
  }

  walked_leaves<Leaves>& leaves_;
  isa compiled_;
  unsigned crosses_;
  std::byte* out_;
  std::byte* high_ = nullptr;  // one past
  element_type type_;
  unsigned char out_inner_ = 1;
  unsigned needed_ = 0;   // axes that have more than one element
  unsigned covered_ = 0;  // those on which a leaf has as many
  unsigned steps_ = 0;    // bit k: an array steps by k elements along a row
  bool crossed_ = false;  // a leaf is
  int sparse_ = 0;
  index_t out_bytes_;
  index_t shape_[3] = {1, 1, 1};
  index_t out_strides_[Rank];
};

}  // namespace sinter::detail
