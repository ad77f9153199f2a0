#pragma once

#include <sinter/kernels/table.hpp>

// Loops over contiguous runs, one for each number of operands. Everything lives in the namespace of the ISA that
// this file is compiled for: a template shared between ISAs would be merged by the linker.

namespace sinter::kernels::SINTER_KERNEL_ISA {

using arch = sinter::arch::SINTER_KERNEL_ISA;
using detail::all_lanes;
using detail::some_lanes;
using detail::type_list;

template <class Element, int Lanes, bool IsScalar>
struct source {
  Element const* data;

  template <class Count>
  SINTER_INLINE auto at(index_t i, Count lanes) const {
    if constexpr (IsScalar && std::same_as<Element, bool>) {
      return mask<1, Lanes, arch>{detail::splat_vec<std::int8_t, Lanes>(*data ? -1 : 0)};
    } else if constexpr (IsScalar) {
      return batch<Element, Lanes, arch>(*data);
    } else {
      return detail::load<Element, Lanes, arch>(data + i, lanes);
    }
  }
};

template <class Op, class Out, int Lanes, class... Sources>
SINTER_INLINE void loop(Out* out, index_t n, Sources... from) {
  index_t i = 0;
  constexpr all_lanes<Lanes> all;
  if constexpr (detail::has_second<Op, Out, Lanes, arch>) {
    constexpr int together = 1 + detail::second_registers<Out>;
    while (i + together * Lanes <= n) {
      batch<Out, Lanes, arch> values[together] = {Op::apply(from.at(i, all)...)};
      for (int u = 1; u < together; ++u) values[u] = Op::apply_second(from.at(i + u * Lanes, all)...);
      for (int u = 0; u < together; ++u, i += Lanes) detail::store<Lanes, arch>(out + i, values[u], all);
    }
  }
  for (; i + Lanes <= n; i += Lanes) detail::store<Lanes, arch>(out + i, Op::apply(from.at(i, all)...), all);
  if (i < n) {
    some_lanes const rest{static_cast<int>(n - i)};
    detail::store<Lanes, arch>(out + i, Op::apply(from.at(i, rest)...), rest);
  }
}

template <class Op, class Element>
void unary_loop(std::byte* out, std::byte const* const* operands, unsigned scalars, index_t n) {
  using result = typename Op::template result<Element>;
  constexpr int lanes = arch::register_bytes / static_cast<int>(sizeof(Element));
  auto* const to = reinterpret_cast<result*>(out);
  auto* const a = reinterpret_cast<Element const*>(operands[0]);
  if (scalars & 1) {
    loop<Op, result, lanes>(to, n, source<Element, lanes, true>{a});
  } else {
    loop<Op, result, lanes>(to, n, source<Element, lanes, false>{a});
  }
}

template <class Op, class Element>
void binary_loop(std::byte* out, std::byte const* const* operands, unsigned scalars, index_t n) {
  using result = typename Op::template result<Element>;
  constexpr int lanes = arch::register_bytes / static_cast<int>(sizeof(Element));
  auto* const to = reinterpret_cast<result*>(out);
  auto* const a = reinterpret_cast<Element const*>(operands[0]);
  auto* const b = reinterpret_cast<Element const*>(operands[1]);
  using vector = source<Element, lanes, false>;
  using scalar = source<Element, lanes, true>;
  switch (scalars & 3) {
    case 0:
      return loop<Op, result, lanes>(to, n, vector{a}, vector{b});
    case 1:
      return loop<Op, result, lanes>(to, n, scalar{a}, vector{b});
    case 2:
      return loop<Op, result, lanes>(to, n, vector{a}, scalar{b});
    default:
      return loop<Op, result, lanes>(to, n, scalar{a}, scalar{b});
  }
}

template <class Op, class First, class Element, bool A, bool B>
void ternary_case(std::byte* out, std::byte const* const* operands, bool last_is_scalar, index_t n) {
  constexpr int lanes = arch::register_bytes / static_cast<int>(sizeof(Element));
  auto* const to = reinterpret_cast<Element*>(out);
  source<First, lanes, A> const a{reinterpret_cast<First const*>(operands[0])};
  source<Element, lanes, B> const b{reinterpret_cast<Element const*>(operands[1])};
  auto* const c = reinterpret_cast<Element const*>(operands[2]);
  if (last_is_scalar) {
    loop<Op, Element, lanes>(to, n, a, b, source<Element, lanes, true>{c});
  } else {
    loop<Op, Element, lanes>(to, n, a, b, source<Element, lanes, false>{c});
  }
}

template <class Op, class First, class Element>
void ternary_loop(std::byte* out, std::byte const* const* operands, unsigned scalars, index_t n) {
  bool const last = (scalars & 4) != 0;
  switch (scalars & 3) {
    case 0:
      return ternary_case<Op, First, Element, false, false>(out, operands, last, n);
    case 1:
      return ternary_case<Op, First, Element, true, false>(out, operands, last, n);
    case 2:
      return ternary_case<Op, First, Element, false, true>(out, operands, last, n);
    default:
      return ternary_case<Op, First, Element, true, true>(out, operands, last, n);
  }
}

// Plain loops that the compiler vectorises, for operations that change the element size: it packs the registers
// of one size into those of another better than conversions of short vectors do.
template <class Out, class Element, class Function>
SINTER_INLINE void plain_loop(std::byte* out, std::byte const* from, index_t n, Function function) {
  auto* __restrict const to = reinterpret_cast<Out*>(out);
  auto const* const a = reinterpret_cast<Element const*>(from);
  for (index_t i = 0; i < n; ++i) to[i] = function(a[i]);
}

template <class Op, class Element>
void compare_loop(std::byte* out, std::byte const* const* operands, unsigned scalars, index_t n) {
  auto* __restrict const to = reinterpret_cast<bool*>(out);
  auto const* const a = reinterpret_cast<Element const*>(operands[0]);
  auto const* const b = reinterpret_cast<Element const*>(operands[1]);
  switch (scalars & 3) {
    case 0:
      for (index_t i = 0; i < n; ++i) to[i] = Op::apply(a[i], b[i]);
      return;
    case 1:
      for (index_t i = 0, x = 0; i < n; ++i) to[i] = Op::apply(a[x], b[i]);
      return;
    default:
      for (index_t i = 0, y = 0; i < n; ++i) to[i] = Op::apply(a[scalars & 1 ? 0 : i], b[y]);
      return;
  }
}

// Parts of the table, one per file.
void fill_arithmetic(detail::kernel_table& table);
void fill_comparisons(detail::kernel_table& table);
void fill_integers(detail::kernel_table& table);
void fill_math(detail::kernel_table& table);
void fill_casts(detail::kernel_table& table);
void fill_moves(detail::kernel_table& table);
void fill_reductions(detail::kernel_table& table);

// Calls function.template operator()<Op, Element>() for all pairs of an operation and a type that it accepts.
template <class... Ops, class... Elements, class Function>
void for_each_pair(type_list<Ops...>, type_list<Elements...>, Function function) {
  auto const with = [&]<class Op>(std::type_identity<Op>) {
    auto const one = [&]<class Element>(std::type_identity<Element>) {
      if constexpr (Op::template accepts<Element>) function.template operator()<Op, Element>();
    };
    (one(std::type_identity<Elements>{}), ...);
  };
  (with(std::type_identity<Ops>{}), ...);
}

template <class... Ops>
void fill_unary(detail::kernel_table& table, type_list<Ops...> list) {
  for_each_pair(list, detail::element_list{}, [&]<class Op, class Element>() {
    table.operation[ops::code_of<Op>][static_cast<int>(element_type_of<Element>)] = &unary_loop<Op, Element>;
  });
}

template <class... Ops>
void fill_binary(detail::kernel_table& table, type_list<Ops...> list) {
  for_each_pair(list, detail::element_list{}, [&]<class Op, class Element>() {
    table.operation[ops::code_of<Op>][static_cast<int>(element_type_of<Element>)] = &binary_loop<Op, Element>;
  });
}

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
