#include "loop_writer.hpp"

namespace sinter::detail {

// One register by the divider, and one or two beside it: see simd/square_root.hpp, whose steps these are.
void loop_writer::take_root(element_type type, vector to, vector from, int copy) {
  bool const wide = type == element_type::float64;
  int const beside = wide && is_of_intel() ? 2 : 1;
  if (has_masks_ && to.isZMM() && copy % (1 + beside) != 0) return take_root_beside_divider(wide, to, from);
  wide ? vsqrtpd(to, from) : vsqrtps(to, from);
}

void loop_writer::take_root_beside_divider(bool wide, vector to, vector from) {
  constant const first = wide ? of_root_64 : of_root_32;
  auto const number = [&](int k) { return at(static_cast<constant>(first + k)); };
  Xbyak::Zmm const x(from.getIdx()), half = zmm0, error = zmm1, root(take(free_vectors_));
  Xbyak::Opmask const some = k2, zeros(take(free_masks_));
  Xbyak::Label by_divider, end;
  if (wide) {
    vpsubq(half, x, number(0));
    vpcmpuq(some, half, number(1), 1);
    vxorps(error, error, error);
    vcmppd(zeros, x, error, 0);
    kortestb(some, zeros);
  } else {
    vpsubd(half, x, number(0));
    vpcmpud(some, half, number(1), 1);
    vxorps(error, error, error);
    vcmpps(zeros, x, error, 0);
    kortestw(some, zeros);
  }
  jnc(by_divider, T_NEAR);
  if (wide) {
    vrsqrt14pd(half | some | T_z, x);
    vmulpd(root, x, half);
    vpsubq(half | some | T_z, half, number(3));
  } else {
    vrsqrt14ps(half | some | T_z, x);
    vmulps(root, x, half);
    vpsubd(half | some | T_z, half, number(3));
  }
  for (int iterations = wide ? 2 : 1; iterations > 0; --iterations) {
    vmovups(error, number(2));
    if (wide) {
      vfnmadd231pd(error, half, root);
      vfmadd231pd(root, root, error);
      vfmadd231pd(half, half, error);
    } else {
      vfnmadd231ps(error, half, root);
      vfmadd231ps(root, root, error);
      vfmadd231ps(half, half, error);
    }
  }
  vmovaps(error, x);
  if (wide) {
    vfnmadd231pd(error, root, root);
    vfmadd231pd(root, error, half);
  } else {
    vfnmadd231ps(error, root, root);
    vfmadd231ps(root, error, half);
  }
  vmovaps(to, root);
  jmp(end, T_NEAR);
  L(by_divider);
  wide ? vsqrtpd(to, from) : vsqrtps(to, from);
  L(end);
  free_vectors_ |= 1u << root.getIdx();
  free_masks_ |= 1u << zeros.getIdx();
}

}  // namespace sinter::detail
