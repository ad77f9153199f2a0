#pragma once

#include <sinter/plan/settings.hpp>
#include <sinter/plan/statement.hpp>

namespace sinter::detail {

inline constexpr int most_direct_leaves = 16;  // of a statement that runs without a plan

// What a loop needs to know of the arrays of a statement over up to three axes, found array by array, without a plan. The
// output is walked upwards in memory; every leaf has its extents or 1, walks upwards too, and is the output itself or apart
// from it. Axes are counted from the last. Everything is inlined: where ranks and types are known, little is left of it.
template <int Rank>
class row_walk {
 public:
  SINTER_INLINE row_walk(isa compiled, std::byte* out, element_type type, index_t out_bytes)
      : compiled_(compiled), out_(out), type_(type), out_bytes_(out_bytes) {}

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
    bool fits = true;
    for (int k = 0; k < Rank; ++k) {
      int const axis = rank - 1 - k;
      places[k] = 0;
      if (axis < 0 || shape[axis] == 1) continue;
      places[k] = strides[axis];
      fits = fits && shape[axis] == shape_[k] && places[k] >= 0;
      covered_ |= 1u << k;
      reach += (shape_[k] - 1) * places[k];
    }
    bool const apart = data + reach * bytes <= out_ || high_ <= data;
    if (!fits || !takes(places[0], bytes) || !(apart || is_output(data, type, places))) return false;
    leaves_[number] = data;
    inner_[number] = static_cast<unsigned char>(places[0]);
    keep_steps(number + 1, places, bytes);
    return true;
  }

  // Whether the leaves broadcast to the output, and not only to a part of it.
  SINTER_INLINE bool is_covered() const { return (needed_ & ~covered_) == 0; }
  SINTER_INLINE index_t rows() const { return shape_[1] * shape_[2]; }
  SINTER_INLINE index_t elements() const { return shape_[0] * rows(); }
  SINTER_INLINE int sparse() const { return sparse_; }  // arrays of which every second element is taken

  SINTER_INLINE void run(loop_function loop, void const* context, int leaf_count) {
    loop_rows const over{shape_[1], row_steps_, inner_, out_inner_, kind_, false};
    for (index_t plane = 1;; ++plane) {
      loop(out_, leaves_, context, shape_[0], over);
      if (Rank < 3 || plane >= shape_[2]) return;
      out_ += plane_steps_[0];
      for (int k = 0; k < leaf_count; ++k) leaves_[k] += plane_steps_[k + 1];
    }
  }

 private:
  SINTER_INLINE bool takes(index_t step, index_t bytes) {
    if (step == 1) return true;
    kind_ = larger(kind_, kind_of_step(step));
    sparse_ += step == 2;
    return takes_step(mode::fused, compiled_, false, step, bytes);
  }

  SINTER_INLINE bool is_output(std::byte const* data, element_type type, index_t const (&places)[Rank]) const {
    bool same = data == out_ && type == type_;
    for (int k = 0; k < Rank; ++k) same = same && (places[k] == out_strides_[k] || shape_[k] == 1);
    return same;
  }

  SINTER_INLINE void keep_steps(int slot, index_t const (&strides)[Rank], index_t bytes) {
    row_steps_[slot] = Rank > 1 ? strides[Rank > 1] * bytes : 0;
    if constexpr (Rank > 2) plane_steps_[slot] = strides[2] * bytes;
  }

  isa compiled_;
  std::byte* out_;
  std::byte* high_ = nullptr;  // one past
  element_type type_;
  row_kind kind_ = row_kind::plain;
  unsigned char out_inner_ = 1;
  unsigned needed_ = 0;   // axes that have more than one element
  unsigned covered_ = 0;  // those on which a leaf has as many
  int sparse_ = 0;
  index_t out_bytes_;
  index_t shape_[3] = {1, 1, 1};
  index_t out_strides_[Rank];
  std::byte const* leaves_[most_direct_leaves];
  unsigned char inner_[most_direct_leaves];
  index_t row_steps_[most_direct_leaves + 1];  // of the output, then of the leaves
  index_t plane_steps_[most_direct_leaves + 1];
};

}  // namespace sinter::detail
