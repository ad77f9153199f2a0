#include "math/arc.hpp"
#include "math/area.hpp"
#include "math/borders.hpp"
#include "math/error.hpp"
#include "math/exponential.hpp"
#include "math/logarithm.hpp"
#include "math/power.hpp"
#include "math/root.hpp"
#include "math/trigonometric.hpp"

// The elementary functions of the active ISA, for callers of every register size. For each ISA that the library is
// built for, this file makes the functions on registers of that ISA, and on narrower ones for callers compiled for
// less; and the pointers that callers compiled for that ISA go through. Bits depend on the active ISA alone: a caller
// compiled for more than that gets its registers computed in parts.

namespace sinter::detail {

// src/kernels/math.cpp
void bind_math();

namespace {

template <class Function, class Element, class... Vecs>
SINTER_INLINE lane_values<Element> evaluate(Vecs... x) {
#if defined(__FMA__)
  if constexpr (own<Function>::exists) {
    return own<Function>::apply(x...);
  } else
#endif
  {
    return correction<Function>::template apply<Element>(evaluate_sleef<Function, Element>(x...), x...);
  }
}

template <class Element>
SINTER_INLINE both_turns<lane_values<Element>> sine_and_cosine_of(lane_values<Element> x) {
#if defined(__FMA__)
  return of_turned<sine_and_cosine>(x);
#else
  return {evaluate<ops::sin, Element>(x), evaluate<ops::cos, Element>(x)};
#endif
}

}  // namespace
}  // namespace sinter::detail

namespace sinter::kernels::SINTER_KERNEL_ISA {

using detail::lane_values;
using detail::math_function;
using detail::register_vec;
using detail::vec;

// The widest ISA below this one that the library is built for.
#if defined(SINTER_HAS_AVX2_KERNELS)
using narrower = std::conditional_t<(arch::register_bytes > 32), sinter::arch::avx2, sinter::arch::baseline>;
#else
using narrower = sinter::arch::baseline;
#endif

template <class Part, class Whole>
SINTER_INLINE Part part_of(Whole const& whole, std::size_t at) {
  Part part;
  __builtin_memcpy(&part, reinterpret_cast<std::byte const*>(&whole) + at, sizeof(part));
  return part;
}

template <class Whole, class Part>
SINTER_INLINE void set_part(Whole& whole, std::size_t at, Part const& part) {
  __builtin_memcpy(reinterpret_cast<std::byte*>(&whole) + at, &part, sizeof(part));
}

// Repeated rather than filled up with zeros, which may be rare and slow arguments. In registers: a wide one that was
// written part by part would stall.
template <class Element, int Lanes>
SINTER_INLINE lane_values<Element> repeated(vec<Element, Lanes> narrow) {
  if constexpr (sizeof(narrow) == arch::register_bytes) {
    return narrow;
  } else {
    return repeated<Element, 2 * Lanes>(
        detail::join_lanes<Element, Lanes>(narrow, narrow, std::make_integer_sequence<int, 2 * Lanes>()));
  }
}

template <class Function, class Element, int Operands>
struct functions;

template <class Function, class Element, class... Wide>
struct functions_of {
  static constexpr int operands = sizeof...(Wide);
  using wide = lane_values<Element>;

  static wide whole(Wide... x) { return detail::evaluate<Function, Element>(x...); }

  // For callers with narrower registers.
  template <class Caller, class... Narrow>
  static register_vec<Element, Caller> padded(Narrow... x) {
    constexpr int narrow_lanes = Caller::register_bytes / static_cast<int>(sizeof(Element));
    return detail::pick_lanes<0, Element, detail::lanes<Element>>(
        detail::evaluate<Function, Element>(repeated<Element, narrow_lanes>(x)...),
        std::make_integer_sequence<int, narrow_lanes>());
  }

  // For callers with registers of this ISA where a lesser one is active.
  static wide in_parts(Wide... x) {
    using part = register_vec<Element, narrower>;
    wide result;
    for (std::size_t at = 0; at < sizeof(result); at += sizeof(part)) {
      set_part(result, at, math_function<Function, Element, narrower, operands>()(part_of<part>(x, at)...));
    }
    return result;
  }

  // The first call of all chooses the ISA.
  static wide first(Wide... x) {
    detail::bind_math();
    return math_function<Function, Element, arch, operands>()(x...);
  }
};

template <class Function, class Element>
struct functions<Function, Element, 1> : functions_of<Function, Element, lane_values<Element>> {};
template <class Function, class Element>
struct functions<Function, Element, 2> : functions_of<Function, Element, lane_values<Element>, lane_values<Element>> {};

}  // namespace sinter::kernels::SINTER_KERNEL_ISA

namespace sinter::detail {

template <class Function, class Element, int Operands>
constinit typename math_signature<Element, arch, Operands>::type math_entry<Function, Element, arch, Operands> =
    &kernels::SINTER_KERNEL_ISA::functions<Function, Element, Operands>::first;

}  // namespace sinter::detail

namespace sinter::kernels::SINTER_KERNEL_ISA {

// Calls action.operator()<Function, Element, Operands>() for every elementary function.
template <class... Unary, class... Binary, class Action>
void for_each_function(type_list<Unary...>, type_list<Binary...>, Action action) {
  (action.template operator()<Unary, float, 1>(), ...);
  (action.template operator()<Unary, double, 1>(), ...);
  (action.template operator()<Binary, float, 2>(), ...);
  (action.template operator()<Binary, double, 2>(), ...);
}

template <class Caller>
void bind_callers() {
  for_each_function(ops::elementary_unary{}, ops::elementary_binary{},
                    []<class Function, class Element, int Operands>() {
                      using all = functions<Function, Element, Operands>;
                      if constexpr (std::same_as<Caller, arch>) {
                        detail::set_math_function<Function, Element, Caller, Operands>(&all::whole);
                      } else {
                        detail::set_math_function<Function, Element, Caller, Operands>(&all::template padded<Caller>);
                      }
                    });
}

// This ISA is the active one: its functions, to callers compiled for it or for less.
void bind_math() {
  bind_callers<sinter::arch::baseline>();
#if defined(SINTER_HAS_AVX2_KERNELS)
  if constexpr (arch::register_bytes >= 32) bind_callers<sinter::arch::avx2>();
#endif
  if constexpr (arch::register_bytes == 64) bind_callers<sinter::arch::avx512>();
}

// The active ISA is less than this one: callers compiled for this one go there.
void bind_math_in_parts() {
  for_each_function(
      ops::elementary_unary{}, ops::elementary_binary{}, []<class Function, class Element, int Operands>() {
        detail::set_math_function<Function, Element, arch, Operands>(&functions<Function, Element, Operands>::in_parts);
      });
}

// The function within the loop: its constants are loaded once.
template <class Function>
struct inlined : Function {
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x) {
    return {detail::evaluate<Function, Element>(x.value)};
  }
  template <class Element, int Lanes, class Arch>
  static SINTER_INLINE batch<Element, Lanes, Arch> apply(batch<Element, Lanes, Arch> x, batch<Element, Lanes, Arch> y) {
    return {detail::evaluate<Function, Element>(x.value, y.value)};
  }
};

template <class Element>
void turn_loop(std::byte* sine, std::byte* cosine, std::byte const* from, index_t n) {
  constexpr int lanes = arch::register_bytes / static_cast<int>(sizeof(Element));
  auto* const sines = reinterpret_cast<Element*>(sine);
  auto* const cosines = reinterpret_cast<Element*>(cosine);
  auto const* const angles = reinterpret_cast<Element const*>(from);
  auto const some = [&](index_t i, auto count) SINTER_LAMBDA {
    lane_values<Element> const x = detail::load<Element, lanes, arch>(angles + i, count).value;
    auto const both = detail::sine_and_cosine_of<Element>(x);
    detail::store<lanes, arch>(sines + i, batch<Element, lanes, arch>(both.sine), count);
    detail::store<lanes, arch>(cosines + i, batch<Element, lanes, arch>(both.cosine), count);
  };
  index_t i = 0;
  for (; i + lanes <= n; i += lanes) some(i, all_lanes<lanes>{});
  if (i < n) some(i, some_lanes{static_cast<int>(n - i)});
}

void fill_math(detail::kernel_table& table) {
  table.turn[0] = &turn_loop<float>;
  table.turn[1] = &turn_loop<double>;
  for_each_function(ops::elementary_unary{}, ops::elementary_binary{},
                    [&]<class Function, class Element, int Operands>() {
                      detail::kernel loop;
                      if constexpr (Operands == 1) {
                        loop = &unary_loop<inlined<Function>, Element>;
                      } else {
                        loop = &binary_loop<inlined<Function>, Element>;
                      }
                      table.operation[ops::code_of<Function>][static_cast<int>(element_type_of<Element>)] = loop;
                    });
  fill_unary(table, ops::derived_unary{});
  fill_binary(table, ops::derived_binary{});
  for_each_pair(type_list<ops::power>{}, detail::element_list{}, [&]<class Op, class Element>() {
    if constexpr (std::integral<Element>) {
      table.operation[ops::code_of<Op>][static_cast<int>(element_type_of<Element>)] = &binary_loop<Op, Element>;
    }
  });
}

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
