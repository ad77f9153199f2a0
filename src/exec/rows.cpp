#include <sinter/plan/settings.hpp>

#include "interpreter.hpp"

namespace sinter::detail {
namespace {

// What a loop needs to know of the arrays, found leaf by leaf. The output is walked upwards in memory; every leaf has its
// extents or 1, walks upwards too, and is the output itself or apart from it. Axes are counted from the last.
template <int Rank>
class row_walk {
 public:
  explicit row_walk(statement const& what) : facts_(*what.facts), out_(what.out.data), type_(what.out.type) {
    if (!place_output(what.out)) return;
    for (int k = 0; k < what.leaf_count; ++k) {
      if (!place_leaf(what.leaves[k], k)) return;
    }
    fits_ = (needed_ & ~covered_) == 0;
  }

  bool fits() const { return fits_; }
  index_t rows() const { return shape_[1] * shape_[2]; }
  index_t elements() const { return shape_[0] * rows(); }
  int sparse() const { return sparse_; }

  void run(void const* context) {
    loop_rows const over{shape_[1], row_steps_, inner_, out_inner_, kind_, false};
    for (index_t plane = 1;; ++plane) {
      facts_.fused(out_, leaves_, context, shape_[0], over);
      if (Rank < 3 || plane >= shape_[2]) return;
      out_ += plane_steps_[0];
      for (int k = 0; k < facts_.leaf_count; ++k) leaves_[k] += plane_steps_[k + 1];
    }
  }

 private:
  bool place_output(operand const& to) {
    index_t reach = 1;
    for (int k = 0; k < Rank; ++k) {
      int const axis = Rank - 1 - k;
      index_t const extent = to.shape[axis];
      index_t const stride = extent == 1 ? reach : to.strides[axis];
      if (stride < reach || extent == 0) return false;
      shape_[k] = extent;
      out_strides_[k] = stride;
      needed_ |= static_cast<unsigned>(extent != 1) << k;
      reach += (extent - 1) * stride;
    }
    if (!takes(out_strides_[0], facts_.out_bytes)) return false;
    out_inner_ = static_cast<unsigned char>(out_strides_[0]);
    high_ = out_ + reach * facts_.out_bytes;
    keep_steps(0, out_strides_, facts_.out_bytes);
    return true;
  }

  bool place_leaf(operand const& from, int number) {
    index_t const bytes = facts_.element_bytes[number];
    index_t places[Rank];
    index_t reach = 1;
    bool same = from.data == out_ && from.type == type_;
    for (int k = 0; k < Rank; ++k) {
      int const axis = from.rank - 1 - k;
      index_t const extent = axis >= 0 ? from.shape[axis] : 1;
      places[k] = 0;
      if (extent != 1) {
        places[k] = from.strides[axis];
        if (extent != shape_[k] || places[k] < 0) return false;
        covered_ |= 1u << k;
        reach += (extent - 1) * places[k];
      }
      same = same && (places[k] == out_strides_[k] || shape_[k] == 1);
    }
    if (!takes(places[0], bytes)) return false;
    if (!same && from.data < high_ && out_ < from.data + reach * bytes) return false;
    leaves_[number] = from.data;
    inner_[number] = static_cast<unsigned char>(places[0]);
    keep_steps(number + 1, places, bytes);
    return true;
  }

  bool takes(index_t step, index_t bytes) {
    if (step == 1) return true;
    kind_ = larger(kind_, kind_of_step(step));
    sparse_ += step == 2;
    return takes_step(mode::fused, facts_.costs.compiled, facts_.lines, step, bytes);
  }

  void keep_steps(int slot, index_t const (&strides)[Rank], index_t bytes) {
    row_steps_[slot] = Rank > 1 ? strides[Rank > 1] * bytes : 0;
    if constexpr (Rank > 2) plane_steps_[slot] = strides[2] * bytes;
  }

  expression_facts const& facts_;
  std::byte* out_;
  std::byte* high_ = nullptr;  // one past
  element_type type_;
  bool fits_ = false;
  row_kind kind_ = row_kind::plain;
  unsigned char out_inner_ = 1;
  unsigned needed_ = 0;   // axes that have more than one element
  unsigned covered_ = 0;  // those on which a leaf has as many
  int sparse_ = 0;        // arrays of which every second element is taken
  index_t shape_[3] = {1, 1, 1};
  index_t out_strides_[Rank];
  std::byte const* leaves_[most_direct_leaves];
  unsigned char inner_[most_direct_leaves];
  index_t row_steps_[most_direct_leaves + 1];  // of the output, then of the leaves
  index_t plane_steps_[most_direct_leaves + 1];
};

template <int Rank>
bool run_rows_of(statement const& what) {
  expression_facts const& facts = *what.facts;
  row_walk<Rank> walk(what);
  if (!walk.fits()) return false;
  index_t const n = walk.elements();
  if (n * facts.most_ps > simple_limit.load() && !stays_serial(facts, n)) return false;
  if (kernels_repay(facts, n, walk.rows(), walk.sparse())) return false;
  walk.run(what.context);
  return true;
}

}  // namespace

bool run_rows(statement const& what) {
  if (simple_limit.load() == 0 || what.facts->lines || what.leaf_count > most_direct_leaves) return false;
  int const rank = what.out.rank;
  for (int k = 0; k < what.leaf_count; ++k) {
    if (what.leaves[k].rank > rank) return false;
  }
  return rank == 2 ? run_rows_of<2>(what) : rank == 3 ? run_rows_of<3>(what) : rank == 1 ? run_rows_of<1>(what) : false;
}

}  // namespace sinter::detail
