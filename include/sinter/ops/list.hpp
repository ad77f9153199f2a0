#pragma once

#include <sinter/ops/arithmetic.hpp>
#include <sinter/ops/compare.hpp>
#include <sinter/ops/logic.hpp>
#include <sinter/ops/scale.hpp>
#include <sinter/ops/select.hpp>

namespace sinter::ops {

// Elementary functions of one and of two arguments: kernels/math/ has them.
using elementary_unary =
    detail::type_list<exp, exp2, exp10, expm1, log, log2, log10, log1p, sin, cos, tan, asin, acos, atan, sinh, cosh,
                      tanh, asinh, acosh, atanh, cbrt, erf, erfc, tgamma, lgamma>;
using elementary_binary = detail::type_list<atan2, hypot, power>;

// What follows from them or needs no table.
using derived_unary = detail::type_list<rsqrt, sigmoid, cube, frexp_fraction, frexp_exponent>;
using derived_binary = detail::type_list<copysign, nextafter, fmod, ldexp, logaddexp>;

// Every operation that has a kernel, by number of operands. `select` and `cast` have kernels of their own, by
// element size and by pair of types.
using unary = detail::concat<detail::type_list<negate, absolute, square, is_nan, is_finite, is_inf, logical_not,
                                               bit_not, sqrt, floor, ceil, trunc, round>,
                             detail::concat<elementary_unary, derived_unary>>;
using binary = detail::concat<
    detail::type_list<add, subtract, multiply, divide, maximum, minimum, floor_divide, remainder, equal, not_equal,
                      less, less_equal, greater, greater_equal, logical_and, logical_or, logical_xor, bit_and, bit_or,
                      bit_xor, shift_left, shift_right, signed_equal, signed_not_equal, signed_less, signed_less_equal,
                      signed_greater, signed_greater_equal>,
    detail::concat<elementary_binary, derived_binary>>;
using ternary = detail::type_list<fused_multiply_add>;

// Operations that `blocked` writes machine code for, where their operands are int32, int64, float or double; beside them
// selects, conversions and those of truth.
using comparisons = detail::type_list<equal, not_equal, less, less_equal, greater, greater_equal, is_nan>;
using of_truth = detail::type_list<logical_and, logical_or, logical_xor, logical_not>;
using arithmetic = detail::type_list<add, subtract, multiply, divide, maximum, minimum, bit_and, bit_or, bit_xor,
                                     negate, absolute, square, sqrt, floor, ceil, trunc, bit_not, fused_multiply_add>;

// Associative operations that reductions fold with.
using foldable = detail::type_list<add, multiply, minimum, maximum, logical_or, logical_and>;

using all = detail::concat<detail::concat<unary, binary>, ternary>;

// The number of an operation in tables of kernels; negative where it has none.
template <class Op>
inline constexpr int code_of = detail::index_in<Op, all>::value;

template <class Op, class List>
inline constexpr bool is_among = detail::index_in<Op, List>::value >= 0;

}  // namespace sinter::ops
