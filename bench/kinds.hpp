#pragma once

#include <cmath>
#include <concepts>

#include "measure.hpp"

// Expressions of operands of one shape, in two forms: `tree` is what a user writes on the right of an assignment,
// `at` one element of the loop that it replaces. `tolerance` is relative; 0 asks for the same bits.

namespace bench {

struct exact {
  static constexpr double tolerance = 0;
};
struct elementary {
  static constexpr double tolerance = 1e-6;  // of float; SLEEF and the C library round differently
};

struct scaled : exact {
  static constexpr char const* name = "3*a";
  template <class A, class B, class C, class D>
  static SINTER_INLINE auto tree(A const& a, B const&, C const&, D const&) {
    return 3 * a;
  }
  template <std::floating_point E>
  static SINTER_INLINE E at(E a, E, E, E) {
    return 3 * a;
  }
};

struct one_op : exact {
  static constexpr char const* name = "a+b";
  template <class A, class B, class C, class D>
  static SINTER_INLINE auto tree(A const& a, B const& b, C const&, D const&) {
    return a + b;
  }
  template <std::floating_point E>
  static SINTER_INLINE E at(E a, E b, E, E) {
    return a + b;
  }
};

struct two_ops : exact {
  static constexpr char const* name = "a*b+c";
  template <class A, class B, class C, class D>
  static SINTER_INLINE auto tree(A const& a, B const& b, C const& c, D const&) {
    return a * b + c;
  }
  template <std::floating_point E>
  static SINTER_INLINE E at(E a, E b, E c, E) {
    return a * b + c;
  }
};

struct weighted_sum : exact {
  static constexpr char const* name = "2*a+3*b";
  template <class A, class B, class C, class D>
  static SINTER_INLINE auto tree(A const& a, B const& b, C const&, D const&) {
    return 2 * a + 3 * b;
  }
  template <std::floating_point E>
  static SINTER_INLINE E at(E a, E b, E, E) {
    return 2 * a + 3 * b;
  }
};

struct five_ops : exact {
  static constexpr char const* name = "(a-b)/(a+b)*c+d";
  template <class A, class B, class C, class D>
  static SINTER_INLINE auto tree(A const& a, B const& b, C const& c, D const& d) {
    return (a - b) / (a + b) * c + d;
  }
  template <std::floating_point E>
  static SINTER_INLINE E at(E a, E b, E c, E d) {
    return (a - b) / (a + b) * c + d;
  }
};

struct polynomial : exact {
  static constexpr char const* name = "((.25*a+.75)*a-1.5)*a-2";
  template <class A, class B, class C, class D>
  static SINTER_INLINE auto tree(A const& a, B const&, C const&, D const&) {
    return ((0.25 * a + 0.75) * a - 1.5) * a - 2;
  }
  template <std::floating_point E>
  static SINTER_INLINE E at(E a, E, E, E) {
    return ((E(0.25) * a + E(0.75)) * a - E(1.5)) * a - 2;
  }
};

struct length : exact {
  static constexpr char const* name = "sqrt(a*a+b*b)";
  template <class A, class B, class C, class D>
  static SINTER_INLINE auto tree(A const& a, B const& b, C const&, D const&) {
    return sqrt(a * a + b * b);
  }
  template <std::floating_point E>
  static SINTER_INLINE E at(E a, E b, E, E) {
    return std::sqrt(a * a + b * b);
  }
};

struct comparison : exact {
  static constexpr char const* name = "a*b-4.1*a>-2.5*b";
  template <class A, class B, class C, class D>
  static SINTER_INLINE auto tree(A const& a, B const& b, C const&, D const&) {
    return a * b - 4.1 * a > -2.5 * b;
  }
  template <std::floating_point E>
  static SINTER_INLINE bool at(E a, E b, E, E) {
    return a * b - E(4.1) * a > E(-2.5) * b;
  }
};

struct choice : exact {
  static constexpr char const* name = "where(a>b,a+5,2*b)";
  template <class A, class B, class C, class D>
  static SINTER_INLINE auto tree(A const& a, B const& b, C const&, D const&) {
    return where(a > b, a + 5, 2 * b);
  }
  template <std::floating_point E>
  static SINTER_INLINE E at(E a, E b, E, E) {
    return a > b ? a + 5 : 2 * b;
  }
};

struct exponential : elementary {
  static constexpr char const* name = "exp(a)";
  template <class A, class B, class C, class D>
  static SINTER_INLINE auto tree(A const& a, B const&, C const&, D const&) {
    return exp(a);
  }
  template <std::floating_point E>
  static SINTER_INLINE E at(E a, E, E, E) {
    return std::exp(a);
  }
};

struct circle : elementary {
  static constexpr char const* name = "square(sin(a))+square(cos(a))";
  template <class A, class B, class C, class D>
  static SINTER_INLINE auto tree(A const& a, B const&, C const&, D const&) {
    return square(sin(a)) + square(cos(a));
  }
  template <std::floating_point E>
  static SINTER_INLINE E at(E a, E, E, E) {
    E const s = std::sin(a);
    E const c = std::cos(a);
    return s * s + c * c;
  }
};

template <class Kind, class Out, class E>
void loop(Out* __restrict out, E const* a, E const* b, E const* c, E const* d, index_t n) {
  for (index_t i = 0; i < n; ++i) out[i] = Kind::at(a[i], b[i], c[i], d[i]);
}

}  // namespace bench
