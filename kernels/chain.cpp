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
  static constexpr index_t group = size * arch::register_bytes;
  static_assert(group <= detail::most_group_bytes);
  using vector = vec<Element, lanes>;
  using function = void (*)(vector, vector, vector, vector, vector, vector, vector, vector, link const*, index_t);

  static SINTER_INLINE Element* place(link const* at, index_t offset, int r) {
    return reinterpret_cast<Element*>(at->operand + offset) + r * lanes;
  }

  template <class Op, link_form Form>
  static SINTER_INLINE vector result(vector x, link const* at, index_t offset, int r) {
    using value = batch<Element, lanes, arch>;
    constexpr bool is_array = Form == link_form::array_right || Form == link_form::array_left;
    constexpr bool is_scalar = Form == link_form::scalar_right || Form == link_form::scalar_left;
    constexpr bool is_left =
        Form == link_form::array_left || Form == link_form::kept_left || Form == link_form::scalar_left;
    value const operand = is_scalar ? value(*reinterpret_cast<Element const*>(at->operand))
                                    : value(detail::load_vec<Element, lanes>(place(at, is_array ? offset : 0, r)));
    return is_left ? Op::apply(operand, value(x)).value : Op::apply(value(x), operand).value;
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
  static void load(vector, vector, vector, vector, vector, vector, vector, vector, link const* at, index_t i) {
    auto const get = [&](int r) SINTER_LAMBDA { return detail::load_vec<Element, lanes>(place(at, i, r)); };
    next_of(at)(get(0), get(1), get(2), get(3), get(4), get(5), get(6), get(7), at + 1, i);
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

  static void run(link const* links, index_t bytes) {
    auto const first = reinterpret_cast<function>(links->run);
    vector const none = {};
    for (index_t i = 0; i < bytes; i += group) first(none, none, none, none, none, none, none, none, links, i);
#if defined(__AVX__)
    _mm256_zeroupper();  // compilers leave it to what takes registers as arguments, which must not
#endif
  }
};

template <class Function>
link_function erased(Function function) {
  return reinterpret_cast<link_function>(function);
}

template <class Element>
detail::chain_kernels chain_of() {
  using links = chain<Element>;
  detail::chain_kernels kernels = {links::group,
                                   &links::run,
                                   erased(&links::load),
                                   erased(&links::template store<false>),
                                   erased(&links::template store<true>),
                                   erased(&links::template end<false>),
                                   erased(&links::template end<true>),
                                   {}};
  for_each_pair(detail::chained_unary{}, type_list<Element>{}, [&]<class Op, class>() {
    kernels.operation[ops::code_of<Op>][0] = erased(&links::template unary<Op>);
  });
  for_each_pair(detail::chained_binary{}, type_list<Element>{}, [&]<class Op, class>() {
    [&]<int... Form>(std::integer_sequence<int, Form...>) {
      ((kernels.operation[ops::code_of<Op>][Form] = erased(&links::template binary<Op, static_cast<link_form>(Form)>)),
       ...);
    }(std::make_integer_sequence<int, detail::link_forms>{});
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
