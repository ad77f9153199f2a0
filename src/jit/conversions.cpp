#include "loop_writer.hpp"

namespace sinter::detail {
namespace {

constexpr bool is_signed(element_type type) {
  return type == element_type::int8 || type == element_type::int16 || type == element_type::int32 ||
         type == element_type::int64;
}

}  // namespace

// Elements of any width in memory to lanes of `result`; narrow integers become wide ones first.
void loop_writer::load_converted(vector to, element_type from, element_type result, Xbyak::Address const& at) {
  int const bytes = size_of(from);
  element_type const loaded = bytes >= 4                      ? from
                              : result == element_type::int64 ? element_type::int64
                                                              : element_type::int32;
  vector const lanes = inside(lanes_of(to.getIdx(), size_of(loaded)));
  bool const has_sign = is_signed(from);
  if (bytes >= 4) {
    load_vector(lanes_of(to.getIdx(), bytes), bytes, at);
  } else if (loaded == element_type::int64) {
    if (bytes == 1) {
      has_sign ? vpmovsxbq(lanes, at) : vpmovzxbq(lanes, at);
    } else {
      has_sign ? vpmovsxwq(lanes, at) : vpmovzxwq(lanes, at);
    }
  } else {
    if (bytes == 1) {
      has_sign ? vpmovsxbd(lanes, at) : vpmovzxbd(lanes, at);
    } else {
      has_sign ? vpmovsxwd(lanes, at) : vpmovzxwd(lanes, at);
    }
  }
  if (loaded != result) convert(loaded, result, to.getIdx(), to.getIdx());
}

void loop_writer::convert(element_type from, element_type to, int result, int value) {
  vector const x = lanes_of(value, size_of(from)), y = lanes_of(result, size_of(to));
  constexpr auto pair = [](element_type a, element_type b) {
    return static_cast<int>(a) * element_type_count + static_cast<int>(b);
  };
  using enum element_type;
  switch (pair(from, to)) {
    case pair(int32, int64):
      return vpmovsxdq(y, x);
    case pair(int32, float32):
      return vcvtdq2ps(y, x);
    case pair(int32, float64):
      return vcvtdq2pd(y, x);
    case pair(int64, int32):
      return vpmovqd(y, x);
    case pair(int64, float32):
      return vcvtqq2ps(y, x);
    case pair(int64, float64):
      return vcvtqq2pd(y, x);
    case pair(float32, float64):
      return vcvtps2pd(y, x);
    case pair(float64, float32):
      return vcvtpd2ps(y, x);
    default:
      if (from != to) throw does_not_fit{};
      vmovaps(y, x);
  }
}

void loop_writer::convert_truth(element_type to, vector result, held_value const& truth, int copy) {
  bool const wide = size_of(to) == 8;
  constant const one = to == element_type::float64   ? one_f64
                       : to == element_type::float32 ? one_f32
                       : to == element_type::int64   ? one_64
                                                     : one_32;
  if (!has_masks_) return vandps(result, lanes(truth, copy), at(one));
  vector const to_lanes = result | mask(truth, copy) | T_z;
  wide ? vmovupd(to_lanes, at(one)) : vmovups(to_lanes, at(one));
}

}  // namespace sinter::detail
