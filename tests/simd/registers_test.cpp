#include <gtest/gtest.h>
#include <random>

#include <sinter/simd/convert.hpp>
#include <sinter/simd/memory.hpp>

// What a register does that no ISA does in one instruction; compiled for each of them.

namespace sinter::detail {
namespace {

constexpr unsigned seed = 20250117;

using numbers = type_list<std::int8_t, std::uint8_t, std::int16_t, std::uint16_t, std::int32_t, std::uint32_t,
                          std::int64_t, std::uint64_t, float, double>;

template <class Action, class... Types>
void for_each_type(type_list<Types...>, Action action) {
  (action.template operator()<Types>(), ...);
}

// Any bits; floating-point numbers that fit every integer type.
template <class Element>
Element any_element(std::mt19937_64& random) {
  if constexpr (std::is_floating_point_v<Element>) {
    return static_cast<Element>(random() % 12700) / 100;
  } else {
    return static_cast<Element>(random());
  }
}

template <class To, class From, int Lanes>
void check_conversion(std::mt19937_64& random) {
  for (int round = 0; round < 20; ++round) {
    From from[Lanes];
    for (From& value : from) value = any_element<From>(random);
    To to[Lanes];
    store_vec<To, Lanes>(to, convert_vec<To, From, Lanes>(load_vec<From, Lanes>(from)));
    for (int lane = 0; lane < Lanes; ++lane) {
      ASSERT_EQ(to[lane], static_cast<To>(from[lane]))
          << Lanes << " lanes of " << sizeof(From) << " bytes to " << sizeof(To) << ", seed " << seed;
    }
  }
}

template <class To, class From, int Lanes>
void check_all_lanes(std::mt19937_64& random) {
  constexpr int widest = sizeof(To) > sizeof(From) ? sizeof(To) : sizeof(From);
  if constexpr (Lanes * widest <= compiled_arch::register_bytes) {
    check_conversion<To, From, Lanes>(random);
    check_all_lanes<To, From, 2 * Lanes>(random);
  }
}

TEST(Registers, ConvertAsSingleElementsDo) {
  std::mt19937_64 random(seed);
  for_each_type(numbers(), [&]<class To>() {
    for_each_type(numbers(), [&]<class From>() { check_all_lanes<To, From, 1>(random); });
  });
}

// The first `count` elements, for every count up to a whole register, and none beyond.
template <class Element, int Lanes>
void check_partial(std::mt19937_64& random) {
  for (int count = 1; count <= Lanes; ++count) {
    Element from[Lanes], to[Lanes], before[Lanes];
    for (int lane = 0; lane < Lanes; ++lane) {
      from[lane] = any_element<Element>(random);
      to[lane] = before[lane] = any_element<Element>(random);
    }
    store_partial<Element, Lanes>(to, load_partial<Element, Lanes>(from, count), count);
    for (int lane = 0; lane < Lanes; ++lane) {
      ASSERT_EQ(to[lane], lane < count ? from[lane] : before[lane]) << count << " of " << Lanes << ", seed " << seed;
    }
  }
}

template <class Element, int Lanes>
void check_partial_of_all_lanes(std::mt19937_64& random) {
  if constexpr (Lanes * static_cast<int>(sizeof(Element)) <= compiled_arch::register_bytes) {
    check_partial<Element, Lanes>(random);
    check_partial_of_all_lanes<Element, 2 * Lanes>(random);
  }
}

TEST(Registers, PartsAreLoadedAndStoredUpToTheWhole) {
  std::mt19937_64 random(seed);
  for_each_type(numbers(), [&]<class Element>() { check_partial_of_all_lanes<Element, 1>(random); });
}

}  // namespace
}  // namespace sinter::detail
