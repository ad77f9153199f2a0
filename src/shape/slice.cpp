#include <sinter/core/error.hpp>
#include <sinter/shape/slice.hpp>

namespace sinter::detail {
namespace {

index_t clamp(index_t value, index_t low, index_t high) { return value < low ? low : value > high ? high : value; }

int axes_of(any_index const* indices, int count, lengths shape) {
  int used = 0;
  int ellipses = 0;
  for (int i = 0; i < count; ++i) {
    used += indices[i].kind == any_index::what::integer || indices[i].kind == any_index::what::slice;
    ellipses += indices[i].kind == any_index::what::ellipsis;
  }
  if (used > shape.rank) throw_wrong_index_count(used, shape);
  if (ellipses > 1) throw shape_error("an index holds more than one ellipsis");
  return shape.rank - used;
}

}  // namespace

axis_range resolve_any(slice range, index_t extent) {
  if (range.step == 0) throw shape_error("a slice has step 0");
  index_t const low = range.step > 0 ? 0 : -1;
  index_t const high = range.step > 0 ? extent : extent - 1;
  auto const bound = [&](index_t value, index_t when_absent) {
    if (value == absent) return when_absent;
    return clamp(value < 0 ? value + extent : value, low, high);
  };
  index_t const start = bound(range.start, range.step > 0 ? low : high);
  index_t const stop = bound(range.stop, range.step > 0 ? high : low);
  index_t const distance = range.step > 0 ? stop - start : start - stop;
  // A step beyond the extent selects one element; its magnitude must not overflow.
  index_t const stride =
      range.step == absent ? std::numeric_limits<index_t>::max() : (range.step > 0 ? range.step : -range.step);
  return {start, distance <= 0 ? 0 : (distance - 1) / stride + 1};
}

selection select(any_index const* indices, int count, lengths shape, lengths strides, index_t* new_shape,
                 index_t* new_strides) {
  int const whole = axes_of(indices, count, shape);
  selection result{0, 0};
  int axis = 0;
  auto const append = [&](index_t extent, index_t stride) {
    if (result.rank >= max_rank) throw_rank_too_large(max_rank + 1);
    new_shape[result.rank] = extent;
    new_strides[result.rank++] = stride;
  };
  auto const keep = [&](int axes) {
    for (int i = 0; i < axes; ++i, ++axis) append(shape[axis], strides[axis]);
  };
  bool expanded = false;
  for (int i = 0; i < count; ++i) {
    any_index const& index = indices[i];
    switch (index.kind) {
      case any_index::what::integer: {
        index_t const at = index.integer < 0 ? index.integer + shape[axis] : index.integer;
        if (at < 0 || at >= shape[axis]) throw_index_out_of_range(index.integer, axis, shape);
        result.offset += at * strides[axis++];
        break;
      }
      case any_index::what::slice: {
        axis_range const r = resolve(index.range, shape[axis]);
        if (r.count > 0) result.offset += r.start * strides[axis];
        append(r.count, r.count > 1 ? strides[axis] * index.range.step : strides[axis]);
        ++axis;
        break;
      }
      case any_index::what::newaxis:
        append(1, 0);
        break;
      case any_index::what::ellipsis:
        keep(whole);
        expanded = true;
        break;
    }
  }
  if (!expanded) keep(whole);
  return result;
}

void throw_index_out_of_range(index_t index, int axis, lengths shape) {
  throw index_error("index " + std::to_string(index) + " is out of range for axis " + std::to_string(axis) +
                    " of shape " + to_string(shape));
}

void throw_wrong_index_count(int count, lengths shape) {
  throw shape_error(std::to_string(count) + " indices for an array of shape " + to_string(shape));
}

}  // namespace sinter::detail
