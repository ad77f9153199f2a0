#if defined(__AVX__)
#include <immintrin.h>
#endif

#include <sinter/kernels/chain.hpp>

#include "loop.hpp"

namespace sinter::kernels::SINTER_KERNEL_ISA {
namespace {

using detail::for_registers;
using detail::link;
using detail::link_form;
using detail::link_function;
using detail::vec;

template <class Element>
struct chain {
  static constexpr int size = 8;  // registers that are passed as arguments
  static constexpr int lanes = arch::register_bytes / static_cast<int>(sizeof(Element));
  static constexpr index_t group_bytes = size * arch::register_bytes;
  static_assert(group_bytes <= detail::most_group_bytes);
  using vector = vec<Element, lanes>;
  using function = void (*)(vector, vector, vector, vector, vector, vector, vector, vector, link const*, index_t);

  static SINTER_INLINE Element* place(link const* at, index_t offset, int r) {
    return reinterpret_cast<Element*>(at->operand + offset) + r * lanes;
  }

  // Op of a register and of the operand beside it.
  template <class Op, link_form Form>
  static SINTER_INLINE auto applied(vector x, link const* at, index_t offset, int r) {
    using value = batch<Element, lanes, arch>;
    constexpr bool is_array = Form == link_form::array_right || Form == link_form::array_left;
    constexpr bool is_scalar = Form == link_form::scalar_right || Form == link_form::scalar_left;
    constexpr bool is_left =
        Form == link_form::array_left || Form == link_form::kept_left || Form == link_form::scalar_left;
    value const operand = is_scalar ? value(*reinterpret_cast<Element const*>(at->operand))
                                    : value(detail::load_vec<Element, lanes>(place(at, is_array ? offset : 0, r)));
    return is_left ? Op::apply(operand, value(x)) : Op::apply(value(x), operand);
  }
  template <class Op, link_form Form>
  static SINTER_INLINE vector result(vector x, link const* at, index_t offset, int r) {
    return applied<Op, Form>(x, at, offset, r).value;
  }
  template <class Op, int Register>
  static SINTER_INLINE vector result(vector x) {
    using value = batch<Element, lanes, arch>;
    constexpr bool is_second = Register % (1 + detail::second_registers<Element>) != 0;
    if constexpr (is_second && detail::has_second<Op, Element, lanes, arch>) {
      return Op::apply_second(value(x)).value;
    } else {
      return Op::apply(value(x)).value;
    }
  }

  static SINTER_INLINE function next_of(link const* at) { return reinterpret_cast<function>(at[1].run); }

  template <class Op, link_form Form>
  static void binary(vector a, vector b, vector c, vector d, vector e, vector f, vector g, vector h, link const* at,
                     index_t i) {
    next_of(at)(result<Op, Form>(a, at, i, 0), result<Op, Form>(b, at, i, 1), result<Op, Form>(c, at, i, 2),
                result<Op, Form>(d, at, i, 3), result<Op, Form>(e, at, i, 4), result<Op, Form>(f, at, i, 5),
                result<Op, Form>(g, at, i, 6), result<Op, Form>(h, at, i, 7), at + 1, i);
  }
  template <class Op>
  static void unary(vector a, vector b, vector c, vector d, vector e, vector f, vector g, vector h, link const* at,
                    index_t i) {
    next_of(at)(result<Op, 0>(a), result<Op, 1>(b), result<Op, 2>(c), result<Op, 3>(d), result<Op, 4>(e),
                result<Op, 5>(f), result<Op, 6>(g), result<Op, 7>(h), at + 1, i);
  }
  template <class From>
  static void load(vector, vector, vector, vector, vector, vector, vector, vector, link const* at, index_t i) {
    auto const* const from = reinterpret_cast<From const*>(at->operand) + i / static_cast<index_t>(sizeof(Element));
    auto const get = [&](int r) SINTER_LAMBDA {
      auto const loaded = detail::load<From, lanes, arch>(from + r * lanes, all_lanes<lanes>{});
      if constexpr (std::same_as<From, Element>) {
        return loaded.value;
      } else {
        return ops::cast<Element>::apply(loaded).value;
      }
    };
    next_of(at)(get(0), get(1), get(2), get(3), get(4), get(5), get(6), get(7), at + 1, i);
  }
  template <class Op, link_form Form>
  static void comparison(vector a, vector b, vector c, vector d, vector e, vector f, vector g, vector h, link const* at,
                         index_t i) {
    vector const values[size] = {a, b, c, d, e, f, g, h};
    auto* const to = reinterpret_cast<bool*>(at[1].operand) + i / static_cast<index_t>(sizeof(Element));
    using namespace detail;  // a name that only some ISAs have
    for_registers<2>([&](auto half) SINTER_LAMBDA {
      using results = decltype(applied<Op, Form>(a, at, i, 0));
      results const four[4] = {applied<Op, Form>(values[4 * half], at, i, 4 * half),
                               applied<Op, Form>(values[4 * half + 1], at, i, 4 * half + 1),
                               applied<Op, Form>(values[4 * half + 2], at, i, 4 * half + 2),
                               applied<Op, Form>(values[4 * half + 3], at, i, 4 * half + 3)};
      bool* const first = to + 4 * half * lanes;
      if constexpr (detail::packs_bools<static_cast<int>(sizeof(Element)), lanes>) {
        auto const bytes = bools_of_four(four);
        __builtin_memcpy(first, &bytes, sizeof(bytes));
      } else {
        for (int r = 0; r < 4; ++r) detail::store<lanes, arch>(first + r * lanes, four[r], all_lanes<lanes>{});
      }
    });
  }
  template <bool Streams>
  static SINTER_INLINE void put(link const* at, index_t i, vector const (&values)[size]) {
    for_registers<size>([&](auto r) SINTER_LAMBDA {
      if constexpr (Streams) {
        detail::store_streaming<Element, lanes>(place(at, i, r), values[r]);
      } else {
        detail::store_vec<Element, lanes>(place(at, i, r), values[r]);
      }
    });
  }
  // Kept values are those of one group.
  template <bool Keeps>
  static void store(vector a, vector b, vector c, vector d, vector e, vector f, vector g, vector h, link const* at,
                    index_t i) {
    put<false>(at, Keeps ? 0 : i, {a, b, c, d, e, f, g, h});
    next_of(at)(a, b, c, d, e, f, g, h, at + 1, i);
  }
  template <bool Streams>
  static void end(vector a, vector b, vector c, vector d, vector e, vector f, vector g, vector h, link const* at,
                  index_t i) {
    put<Streams>(at, i, {a, b, c, d, e, f, g, h});
  }

  static void run(link const* links, index_t n) {
    auto const first = reinterpret_cast<function>(links->run);
    vector const none = {};
    index_t const bytes = n * static_cast<index_t>(sizeof(Element));
    for (index_t i = 0; i < bytes; i += group_bytes) first(none, none, none, none, none, none, none, none, links, i);
#if defined(__AVX__)
    _mm256_zeroupper();  // compilers leave it to what takes registers as arguments, which must not
#endif
  }
};

template <class Function>
link_function erased(Function function) {
  return reinterpret_cast<link_function>(function);
}

template <class Element, class From>
link_function load_of() {
  if constexpr (sizeof(From) <= sizeof(Element)) {
    return erased(&chain<Element>::template load<From>);
  } else {
    return nullptr;
  }
}

template <class Element>
detail::chain_kernels chain_of() {
  using links = chain<Element>;
  detail::chain_kernels kernels = {links::size * links::lanes,
                                   &links::run,
                                   {},
                                   erased(&links::template store<false>),
                                   erased(&links::template store<true>),
                                   erased(&links::template end<false>),
                                   erased(&links::template end<true>),
                                   {}};
  [&]<class... From>(type_list<From...>) {
    ((kernels.load[static_cast<int>(element_type_of<From>)] = load_of<Element, From>()), ...);
  }(detail::element_list{});
  for_each_pair(detail::chained_unary{}, type_list<Element>{}, [&]<class Op, class>() {
    kernels.operation[ops::code_of<Op>][0] = erased(&links::template unary<Op>);
  });
  auto const each_form = [&]<int... Form>(auto function, std::integer_sequence<int, Form...>) {
    (function(std::integral_constant<link_form, static_cast<link_form>(Form)>{}), ...);
  };
  constexpr std::make_integer_sequence<int, detail::link_forms> forms;
  for_each_pair(detail::chained_binary{}, type_list<Element>{}, [&]<class Op, class>() {
    each_form(
        [&](auto form) {
          kernels.operation[ops::code_of<Op>][static_cast<int>(form())] = erased(&links::template binary<Op, form()>);
        },
        forms);
  });
  for_each_pair(detail::chained_comparison{}, type_list<Element>{}, [&]<class Op, class>() {
    each_form(
        [&](auto form) {
          kernels.operation[ops::code_of<Op>][static_cast<int>(form())] =
              erased(&links::template comparison<Op, form()>);
        },
        forms);
  });
  return kernels;
}

template <class... Elements>
void fill(detail::kernel_table& table, type_list<Elements...>) {
  ((table.chains[static_cast<int>(element_type_of<Elements>)] = chain_of<Elements>()), ...);
}

}  // namespace

void fill_chains(detail::kernel_table& table) { fill(table, detail::chained_elements{}); }

}  // namespace sinter::kernels::SINTER_KERNEL_ISA
