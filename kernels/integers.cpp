#include <sinter/simd/divide.hpp>

#include "loop.hpp"

namespace sinter::kernels::SINTER_KERNEL_ISA {
namespace {

// Division of 64-bit integers that double cannot hold: of their magnitudes, in two steps that each take off a quotient
// rounded down, and the last correction.
template <int Lanes>
struct large_magnitudes {
  using modular = detail::vec<std::uint64_t, Lanes>;
  using real_vec = detail::vec<double, Lanes>;

  modular quotient, rest;

  SINTER_INLINE large_magnitudes(modular a, modular b) : quotient{}, rest(a) {
    modular const exists = (modular)(b != modular{});
    modular const divisor = b | (~exists & detail::splat_vec<std::uint64_t, Lanes>(1));
    // The roundings of a step lose less than 2^-50.
    real_vec const reciprocal = detail::splat_vec<double, Lanes>(1 - 0x1p-49) / real_of(divisor);
    for (int step = 0; step < 2; ++step) take(rounded_down(real_of(rest) * reciprocal), divisor);
    for (int step = 0; step < corrections; ++step) {
      take((modular)(rest >= divisor) & detail::splat_vec<std::uint64_t, Lanes>(1), divisor);
    }
    quotient &= exists;
    rest &= exists;
  }

 private:
#if defined(__AVX512DQ__)
  static constexpr int corrections = 1;
  static SINTER_INLINE real_vec real_of(modular x) { return __builtin_convertvector(x, real_vec); }
  static SINTER_INLINE modular rounded_down(real_vec x) { return __builtin_convertvector(x, modular); }
#else
  // In halves of 32 bits, through the bits of 2^52 + low and 2^84 + 2^32 * high. What is rounded down may be one less.
  static constexpr int corrections = 2;
  static SINTER_INLINE modular bits_of(double x) {
    return detail::splat_vec<std::uint64_t, Lanes>(__builtin_bit_cast(std::uint64_t, x));
  }
  static SINTER_INLINE real_vec real_of(modular x) {
    auto const low = (real_vec)((x & detail::splat_vec<std::uint64_t, Lanes>(0xFFFFFFFF)) | bits_of(0x1p52));
    auto const high = (real_vec)((x >> 32) | bits_of(0x1p84));
    return (high - detail::splat_vec<double, Lanes>(0x1p84 + 0x1p52)) + low;
  }
  static SINTER_INLINE modular rounded_down(real_vec x) {
    real_vec const half = detail::splat_vec<double, Lanes>(0.5), pivot = detail::splat_vec<double, Lanes>(0x1p52);
    real_vec high = x * detail::splat_vec<double, Lanes>(0x1p-32) - half;
    high = (high > real_vec{} ? high : real_vec{}) + pivot;
    real_vec low = x - (high - pivot) * detail::splat_vec<double, Lanes>(0x1p32) - half;
    low = (low > real_vec{} ? low : real_vec{}) + pivot;
    return (((modular)high - bits_of(0x1p52)) << 32) + ((modular)low - bits_of(0x1p52));
  }
#endif

  SINTER_INLINE void take(modular part, modular divisor) {
    quotient += part;
    rest -= part * divisor;
  }
};

struct large_in_registers {
  template <bool WantsRemainder, class Element, int Lanes>
  static SINTER_INLINE detail::vec<Element, Lanes> divide(detail::vec<Element, Lanes> a,
                                                          detail::vec<Element, Lanes> b) {
    using vector = detail::vec<Element, Lanes>;
    using modular = typename large_magnitudes<Lanes>::modular;
    if constexpr (!std::is_signed_v<Element>) {
      large_magnitudes<Lanes> const result(a, b);
      return WantsRemainder ? result.rest : result.quotient;
    } else {
      modular const minus = (modular)(a < vector{}), below = (modular)(b < vector{});
      large_magnitudes<Lanes> const result(((modular)a ^ minus) - minus, ((modular)b ^ below) - below);
      modular const signs = minus ^ below;
      modular const rounds = signs & (modular)(result.rest != modular{});
      if constexpr (WantsRemainder) {
        modular const rest = (result.rest ^ minus) - minus;
        return (vector)(rest + (rounds & (modular)b));
      } else {
        return (vector)(((result.quotient ^ signs) - signs) + rounds);
      }
    }
  }
};

template <class Op>
struct in_registers : Op {
  using Op::apply;  // by one number
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> a, batch<Element, Lanes, Arch> b) {
    constexpr bool wants_remainder = std::same_as<Op, ops::remainder>;
    return {detail::floor_division<large_in_registers, wants_remainder, Arch, Element, Lanes>(a.value, b.value)};
  }
};

// A scalar that no store can be thought to change: what depends on it alone is computed before the loop.
template <class Value>
struct held {
  using type = Value;
  Value value;

  template <class Count>
  SINTER_INLINE Value at(index_t, Count) const {
    return value;
  }
};

template <class Op, class Element>
void division_loop(std::byte* out, std::byte const* const* operands, unsigned scalars, index_t n) {
  constexpr int lanes = arch::register_bytes / static_cast<int>(sizeof(Element));
  auto* const to = reinterpret_cast<Element*>(out);
  auto* const a = reinterpret_cast<Element const*>(operands[0]);
  auto* const b = reinterpret_cast<Element const*>(operands[1]);
  using vector = source<Element, lanes, false>;
  using scalar = held<batch<Element, lanes, arch>>;
  using divisor =
      held<std::conditional_t<std::same_as<Element, std::int32_t>, detail::word_divisor, batch<Element, lanes, arch>>>;
  if ((scalars & 2) == 0) {
    if ((scalars & 1) == 0) return loop<Op, Element, lanes>(to, n, vector{a}, vector{b});
    return loop<Op, Element, lanes>(to, n, scalar{*a}, vector{b});
  }
  divisor const one{typename divisor::type(*b)};
  if ((scalars & 1) == 0) return loop<Op, Element, lanes>(to, n, vector{a}, one);
  loop<Op, Element, lanes>(to, n, scalar{*a}, one);
}

void fill_divisions(detail::kernel_table& table) {
  for_each_pair(type_list<ops::floor_divide, ops::remainder>{}, detail::element_list{}, [&]<class Op, class Element>() {
    auto& entry = table.operation[ops::code_of<Op>][static_cast<int>(element_type_of<Element>)];
    if constexpr (std::integral<Element>) {
      entry = &division_loop<in_registers<Op>, Element>;
    } else {
      entry = &binary_loop<Op, Element>;
    }
  });
}

}  // namespace

void fill_integers(detail::kernel_table& table) {
  fill_divisions(table);
  fill_unary(table, type_list<ops::logical_not, ops::bit_not>{});
  fill_binary(table, type_list<ops::logical_and, ops::logical_or, ops::logical_xor, ops::bit_and, ops::bit_or,
                               ops::bit_xor, ops::shift_left, ops::shift_right>{});
}

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
