#pragma once

#include <sinter/ops/math.hpp>

// Powers of two taken out of numbers and put in, and sums of numbers that are given by their logarithms.

namespace sinter::detail {

// The bits of a floating-point format.
template <std::floating_point Element>
struct format {
  using limits = std::numeric_limits<Element>;
  using integer = lane_integer<sizeof(Element)>;
  static constexpr int digits = limits::digits - 1;
  static constexpr integer exponent_mask = 2 * limits::max_exponent - 1;
  static constexpr Element whole = static_cast<Element>(integer(1) << digits);  // from here on all are integers
};

// 2 to the power of a whole number from min_exponent - 1 to max_exponent - 1.
template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> power_of_two_vec(vec<Element, Lanes> n) {
  using modular = vec<lane_integer<sizeof(Element), false>, Lanes>;
  vec<Element, Lanes> const one = splat_vec<Element, Lanes>(1);
  auto const raw = (modular)(n + splat_vec<Element, Lanes>(format<Element>::whole * Element(1.5)));
  return (vec<Element, Lanes>)((raw << format<Element>::digits) + (modular)one);
}

}  // namespace sinter::detail

namespace sinter::ops {

// x * 2^n, rounded once; n is a whole number given in the type of x.
struct ldexp : floating {
  static constexpr char const* name = "ldexp";
  static constexpr double cost = 0.25;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x, batch<Element, Lanes, Arch> n) {
    using vector = detail::vec<Element, Lanes>;
    using limits = std::numeric_limits<Element>;
    constexpr Element least = limits::min_exponent - 1, most = limits::max_exponent - 1;
    vector const low = detail::splat_vec<Element, Lanes>(least), high = detail::splat_vec<Element, Lanes>(most);
    vector const down = detail::splat_vec<Element, Lanes>(least + limits::digits);
    // A product that is subnormal before the last step leaves zero after it, so that only the last one rounds.
    auto const part_of = [&](vector rest)
                             SINTER_LAMBDA { return rest < low ? down : (vector)(rest > high ? high : rest); };
    vector const reach = detail::splat_vec<Element, Lanes>(3 * most);
    vector rest = n.value < -reach ? -reach : (vector)(n.value > reach ? reach : n.value);
    vector const first = part_of(rest), second = part_of(rest - first);
    rest = rest - first - second;
    rest = rest < low ? low : (vector)(rest > high ? high : rest);
    vector const product =
        x.value * detail::power_of_two_vec<Element, Lanes>(first) * detail::power_of_two_vec<Element, Lanes>(second);
    return {(vector)(product * detail::power_of_two_vec<Element, Lanes>(rest))};
  }
};

// x = fraction * 2^exponent with 1/2 <= |fraction| < 1; zeros, infinities and NaN are their own fraction, with exponent 0.
struct split_number : floating {
 protected:
  template <class Element, int Lanes>
  struct parts {
    detail::vec<Element, Lanes> fraction, exponent;
  };

  template <class Element, int Lanes>
  static SINTER_INLINE parts<Element, Lanes> split(detail::vec<Element, Lanes> x) {
    using vector = detail::vec<Element, Lanes>;
    using form = detail::format<Element>;
    using integer = typename form::integer;
    using bits = detail::vec<integer, Lanes>;
    constexpr integer shifted_mask = form::exponent_mask << form::digits;
    vector const up = detail::splat_vec<Element, Lanes>(form::whole * 2);  // exact for subnormal numbers
    bits const all = detail::splat_vec<integer, Lanes>(shifted_mask);
    bits const is_small = ((bits)x & all) == bits{};
    vector const normal = is_small ? x * up : x;
    bits const raw = (bits)normal, exponent = raw & all;
    bits const is_kept = (x == vector{}) | (exponent == all);
    bits const half = (bits)detail::splat_vec<Element, Lanes>(Element(0.5));
    vector const fraction = (vector)((raw & ~all) | half);
    // The number in the low bits of a large one; the bias of 1/2 and what was multiplied by is taken off.
    vector const large = detail::splat_vec<Element, Lanes>(form::whole);
    vector const biased = (vector)((exponent >> form::digits) | (bits)large) - large;
    constexpr Element bias = std::numeric_limits<Element>::max_exponent - 2;
    vector const lift = detail::splat_vec<Element, Lanes>(Element(form::digits + 1));
    vector const value = biased - detail::splat_vec<Element, Lanes>(bias) - (is_small ? lift : vector{});
    return {is_kept ? x : fraction, is_kept ? vector{} : value};
  }
};
struct frexp_fraction : split_number {
  static constexpr char const* name = "frexp fraction";
  static constexpr double cost = 0.1;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x) {
    return {split<Element, Lanes>(x.value).fraction};
  }
};
struct frexp_exponent : split_number {
  static constexpr char const* name = "frexp exponent";
  static constexpr double cost = 0.1;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x) {
    return {split<Element, Lanes>(x.value).exponent};
  }
};

// log(exp(x) + exp(y)) = max + log1p(exp(-|x - y|)). What the difference has lost counts where the sum cancels; for
// infinities it is NaN and nothing is lost.
struct logaddexp : floating {
  static constexpr char const* name = "logaddexp";
  static constexpr double cost = 2.2;
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x, batch<Element, Lanes, Arch> y) {
    using value = batch<Element, Lanes, Arch>;
    value const large = maximum::apply(x, y), small = minimum::apply(x, y), zero(0);
    value const distance = where(x == y, zero, large - small), back = distance - large;
    value const lost = (large - (distance - back)) - (small + back);
    value const power = exp::apply(-distance);
    return large + log1p::apply(power - power * where(lost == lost, lost, zero));
  }
};

}  // namespace sinter::ops
