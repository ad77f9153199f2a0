#pragma once

#include <algorithm>
#include <gtest/gtest.h>

#include "property/random_array.hpp"
#include "property/reference_functions.hpp"

namespace sinter::testing {

inline constexpr mode all_modes[] = {mode::automatic, mode::per_op, mode::fused, mode::blocked};

// Equal bits; any NaN for any NaN.
template <class Element>
bool same_bits(Element a, Element b) {
  if constexpr (std::is_floating_point_v<Element>) {
    if (a != a && b != b) return true;
  }
  return std::memcmp(&a, &b, sizeof a) == 0;
}

inline std::string text_of(options const& how) {
  return std::string(to_string(how.mode)) + ", " + std::to_string(how.threads) + " threads" +
         (how.contract ? ", contracted" : "");
}

// One template of an expression over three arrays of elements A, B, C, checked for many shapes and layouts.
template <class A, class B, class C, class Out, class Function>
class expression_check {
 public:
  expression_check(char const* name, Function function)
      : name_(name), function_(function), random_(std::hash<std::string>{}(name) + sizeof(A) * 64 + sizeof(Out)) {}

  // Small arrays of every form, and one that is large enough to be given to several threads.
  void run(int trials) {
    for (int trial = 0; trial < trials && !::testing::Test::HasFailure(); ++trial) {
      check(random_shape(random_, 900), random_.chance(25));
    }
    shape_type const large[] = {{150001}, {3, 50001}, {401, 333}, {70, 3, 701}};
    if (random_.chance(20) && !::testing::Test::HasFailure()) check(random_.pick(large), random_.chance(60));
  }

 private:
  void check(shape_type const& shape, bool plain) {
    random_array<A> const a(random_, broadcastable(random_, shape), plain);
    random_array<B> const b(random_, broadcastable(random_, shape), plain);
    random_array<C> const c(random_, broadcastable(random_, shape), plain);
    random_array<Out> const out(random_, shape, plain);
    auto const elements = static_cast<std::size_t>(out.memory_size());
    std::vector<unsigned char> const before(
        reinterpret_cast<unsigned char const*>(out.memory()),
        reinterpret_cast<unsigned char const*>(out.memory()) + elements * sizeof(Out));
    auto const place = std::make_unique<Out[]>(elements);
    for (bool const contract : {false, true}) {
      std::memcpy(place.get(), before.data(), before.size());
      reference::contracting = contract;
      for_each_index(shape, [&](index_t const* index) {
        auto const result =
            function_(reference::value<A>{a.at(index, shape.size())}, reference::value<B>{b.at(index, shape.size())},
                      reference::value<C>{c.at(index, shape.size())});
        place[static_cast<std::size_t>(out.place(index))] = reference::convert<Out>(result.v);
      });
      auto const run = [&](options const& choice, bool plainly) {
        std::memcpy(out.memory(), before.data(), before.size());
        if (plainly) {
          out.view() = function_(a.reading_view(), b.reading_view(), c.reading_view());
        } else {
          assign(out.view(), function_(a.reading_view(), b.reading_view(), c.reading_view()), choice);
        }
        if (std::memcmp(out.memory(), place.get(), elements * sizeof(Out)) == 0) return;
        for (std::size_t i = 0; i < elements; ++i) {
          if (same_bits(out.memory()[i], place[i])) continue;
          return report(shape, a, b, c, out, choice, static_cast<index_t>(i), place[i]);
        }
      };
      for (mode const how : all_modes) {
        for (int const threads : {1, 2, 3}) {
          if (threads > 1 && !random_.chance(product(shape) < 10000 ? 10 : 40)) continue;
          run({.mode = how, .threads = threads, .contract = contract}, false);
          if (::testing::Test::HasFailure()) return;
        }
      }
      // A statement without options has short ways of its own; the threshold sends it along one or the other.
      index_t const threshold = settings().fusion_threshold;
      index_t const planning = settings().planning_threshold;
      settings().fusion_threshold = random_.chance(50) ? 0 : random_.between(1, 2000);
      settings().planning_threshold = random_.chance(50) ? 0 : random_.between(1, 2000);
      if (!contract) run({}, true);
      settings().fusion_threshold = threshold;
      settings().planning_threshold = planning;
    }
  }

  void report(shape_type const& shape, random_array<A> const& a, random_array<B> const& b, random_array<C> const& c,
              random_array<Out> const& out, options const& choice, index_t i, Out expected) const {
    std::string operands = "not an element of the output: a stray store";
    for_each_index(shape, [&](index_t const* index) {
      if (out.place(index) != i) return;
      operands = ::testing::PrintToString(a.at(index, shape.size())) + ", " +
                 ::testing::PrintToString(b.at(index, shape.size())) + ", " +
                 ::testing::PrintToString(c.at(index, shape.size()));
    });
    ADD_FAILURE() << name_ << " [" << text_of(choice) << "], output " << text_of(shape) << " strides "
                  << text_of(out.strides()) << ", operands " << text_of(a.shape()) << text_of(a.strides()) << " "
                  << text_of(b.shape()) << text_of(b.strides()) << " " << text_of(c.shape()) << text_of(c.strides())
                  << "\n  place " << i << ": " << ::testing::PrintToString(out.memory()[i]) << ", expected "
                  << ::testing::PrintToString(expected) << "\n  operands there: " << operands
                  << "\n  SINTER_TEST_SEED=" << test_seed();
  }

  char const* name_;
  Function function_;
  random_source random_;
};

inline constexpr int default_trials = 16;

// Checks result type and values of one expression. The result goes to an array of its own type.
template <class A, class B, class C, class Function>
void check_expression(char const* name, Function function) {
  using result =
      typename decltype(function(reference::value<A>{}, reference::value<B>{}, reference::value<C>{}))::element;
  using array = view<A const, dynamic_rank>;
  using tree = decltype(function(std::declval<array>(), std::declval<view<B const, dynamic_rank>>(),
                                 std::declval<view<C const, dynamic_rank>>()));
  static_assert(std::is_same_v<typename tree::element, result>, "the type of the result is not NumPy's");
  expression_check<A, B, C, result, Function>(name, function).run(default_trials);
}

// The same, stored into elements of another type.
template <class Out, class A, class B, class C, class Function>
void check_expression_into(char const* name, Function function) {
  expression_check<A, B, C, Out, Function>(name, function).run(default_trials);
}

}  // namespace sinter::testing
