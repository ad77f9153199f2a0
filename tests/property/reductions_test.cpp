#include <gtest/gtest.h>

#include "property/check_expression.hpp"
#include "property/guarded.hpp"
#include "property/random_array.hpp"
#include "property/reference_fold.hpp"

// Reductions of random shapes and layouts over random axes against the documented tree, written here as plain loops:
// bit for bit, so that all modes, ISAs, thread counts and layouts agree with each other too.

namespace sinter::testing {
namespace {

// What a reduction over the axes of `bits` should give, in row-major order of the axes that stay.
template <class Fold, class Element, class At>
std::vector<Element> reference_along(shape_type const& shape, unsigned bits, At at) {
  std::size_t const rank = shape.size();
  std::vector<std::size_t> outer, reduced, trailing;
  bool is_trailing = true;
  for (std::size_t axis = rank; axis-- > 0;) {
    if (shape[axis] == 1) continue;
    bool const goes = (bits >> axis) & 1;
    is_trailing = is_trailing && !goes;
    auto& axes = goes ? reduced : is_trailing ? trailing : outer;
    axes.insert(axes.begin(), axis);
  }
  auto const shape_over = [&](std::vector<std::size_t> const& axes) {
    shape_type result;
    for (std::size_t const axis : axes) result.push_back(shape[axis]);
    return result;
  };
  std::vector<Element> result;
  shape_type index(rank + 1, 0);
  auto const move = [&](std::vector<std::size_t> const& axes, index_t const* to) {
    for (std::size_t k = 0; k < axes.size(); ++k) index[axes[k]] = to[k];
  };
  for_each_index(shape_over(outer), [&](index_t const* position) {
    move(outer, position);
    std::vector<Element> values;
    for_each_index(shape_over(reduced), [&](index_t const* row) {
      move(reduced, row);
      for_each_index(shape_over(trailing), [&](index_t const* column) {
        move(trailing, column);
        values.push_back(at(index.data()));
      });
    });
    auto const folded = reference_fold<Fold, Element>(product(shape_over(trailing)))(values);
    result.insert(result.end(), folded.begin(), folded.end());
  });
  return result;
}

// reduce(axis(…)) with as many axes as `bits` has, in any order and counted from either end.
template <class Reduce>
auto along_axes(random_source& random, unsigned bits, index_t rank, Reduce reduce) {
  std::vector<index_t> axes;
  for (index_t axis = 0; axis < rank; ++axis) {
    if ((bits >> axis) & 1) axes.push_back(random.chance(30) ? axis - rank : axis);
  }
  if (axes.size() > 1 && random.chance(30)) std::swap(axes.front(), axes.back());
  switch (axes.size()) {
    case 1:
      return reduce(axis(axes[0]));
    case 2:
      return reduce(axis(axes[0], axes[1]));
    case 3:
      return reduce(axis(axes[0], axes[1], axes[2]));
    case 4:
      return reduce(axis(axes[0], axes[1], axes[2], axes[3]));
    default:
      return reduce(axis(axes[0], axes[1], axes[2], axes[3], axes[4]));
  }
}

class with_settings {
 public:
  explicit with_settings(random_source& random) {
    settings().mode = random.pick(all_modes);
    settings().threads = static_cast<int>(random.between(1, 3));
    if (random.chance(60)) settings().parallel_threshold = 0;
    settings().jit_threshold = random.chance(70) ? 1 : 0;
  }
  ~with_settings() {
    settings() = settings_type{};
    settings().threads = threads_;
  }
  with_settings(with_settings const&) = delete;
  with_settings& operator=(with_settings const&) = delete;

 private:
  int threads_ = settings().threads;
};

// Values whose sums are finite now and then.
template <class Element>
void calm(random_array<Element>& a, random_source& random) {
  if (!std::is_floating_point_v<Element> || random.chance(15)) return;
  for (index_t i = 0; i < a.memory_size(); ++i) a.memory()[i] = static_cast<Element>(random.unit() - 0.5);
}

template <class Element, class Fold, class Make, class At, class Reduce>
void check(random_source& random, shape_type const& shape, Make make, At at, Reduce reduce) {
  auto const rank = static_cast<index_t>(shape.size());
  auto const bits = static_cast<unsigned>(random.between(1, (1 << rank) - 1));
  std::vector<Element> const expected = reference_along<Fold, Element>(shape, bits, at);
  for (int way = 0; way < 3; ++way) {
    with_settings const chosen(random);
    bool const whole = bits == (1u << rank) - 1 && random.chance(50);
    ndarray<Element> const result = along_axes(random, bits, rank, [&](auto const& over) -> ndarray<Element> {
      if (whole) return full({1}, reduce(make()));
      if (random.chance(30)) return reduce(make(), over, keepdims);
      return reduce(make(), over);
    });
    ASSERT_EQ(result.size(), static_cast<index_t>(expected.size())) << text_of(shape) << " axes " << bits;
    for (index_t i = 0; i < result.size(); ++i) {
      ASSERT_TRUE(same_bits(result.data()[i], expected[static_cast<std::size_t>(i)]))
          << text_of(shape) << " axes " << bits << " element " << i << ": " << result.data()[i] << ", not "
          << expected[static_cast<std::size_t>(i)] << ", " << to_string(settings().mode)
          << ", SINTER_TEST_SEED=" << test_seed();
    }
  }
}

// Not empty; long enough for several runs or groups of runs now and then.
shape_type shape_to_reduce(random_source& random) {
  for (;;) {
    shape_type const shape = random_shape(random, random.chance(3) ? 300000 : random.chance(10) ? 60000 : 4000);
    if (!shape.empty() && product(shape) > 0) return shape;
  }
}

constexpr auto sums = [](auto&& e, auto const&... over) { return sum(std::forward<decltype(e)>(e), over...); };
constexpr auto largest = [](auto&& e, auto const&... over) { return max(std::forward<decltype(e)>(e), over...); };
constexpr auto smallest = [](auto&& e, auto const&... over) { return min(std::forward<decltype(e)>(e), over...); };

template <class Element>
void check_arrays(std::uint64_t salt) {
  random_source random(salt);
  for (int i = 0; i < 60; ++i) {
    shape_type const shape = shape_to_reduce(random);
    random_array<Element> a(random, shape, random.chance(30));
    calm(a, random);
    auto const make = [&] { return a.view(); };
    auto const at = [&](index_t const* index) { return a.at(index, shape.size()); };
    if constexpr (sizeof(Element) == 8 || std::is_floating_point_v<Element>) {
      check<Element, adding<Element>>(random, shape, make, at, sums);
    }
    check<Element, larger<Element>>(random, shape, make, at, largest);
    check<Element, smaller<Element>>(random, shape, make, at, smallest);
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(Reductions, OfArrays) {
  check_arrays<double>(1);
  check_arrays<float>(2);
  check_arrays<std::int64_t>(3);
  check_arrays<std::int32_t>(4);
  check_arrays<std::uint16_t>(5);
  check_arrays<std::int8_t>(6);
}

template <class Element>
void check_expressions(std::uint64_t salt) {
  random_source random(salt);
  for (int i = 0; i < 80; ++i) {
    shape_type const shape = shape_to_reduce(random);
    random_array<Element> a(random, shape, random.chance(40));
    random_array<Element> b(random, random.chance(50) ? shape : broadcastable(random, shape), random.chance(40));
    calm(a, random);
    calm(b, random);
    auto const make = [&] { return a.view() * b.view() - Element(1); };
    auto const at = [&](index_t const* index) {
      Element const product = a.at(index, shape.size()) * b.at(index, shape.size());
      return product - Element(1);
    };
    check<Element, adding<Element>>(random, shape, make, at, sums);
    check<Element, larger<Element>>(random, shape, make, at, largest);
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(Reductions, OfExpressions) {
  check_expressions<double>(7);
  check_expressions<float>(8);
}

// The first extreme or NaN, against a loop.
template <class Element>
void check_places(std::uint64_t salt) {
  random_source random(salt);
  for (int i = 0; i < 150; ++i) {
    shape_type const shape = shape_to_reduce(random);
    random_array<Element> a(random, shape, random.chance(30));
    calm(a, random);
    auto const along = static_cast<std::size_t>(random.between(0, static_cast<index_t>(shape.size()) - 1));
    bool const whole = random.chance(30);
    shape_type outer = shape;
    outer[along] = 1;
    if (whole) outer.assign(shape.size(), 1);
    shape_type inner(shape.size(), 1);
    for (std::size_t axis = 0; axis < shape.size(); ++axis) inner[axis] = shape[axis] / outer[axis];
    std::vector<index_t> expected;
    for_each_index(outer, [&](index_t const* position) {
      index_t place = 0, best = 0;
      Element value{};
      for_each_index(inner, [&](index_t const* step) {
        shape_type index(shape.size() + 1, 0);
        for (std::size_t axis = 0; axis < shape.size(); ++axis) index[axis] = position[axis] + step[axis];
        Element const next = a.at(index.data(), shape.size());
        if (place == 0 || (value == value && (next != next || next > value))) {
          value = next;
          best = place;
        }
        ++place;
      });
      expected.push_back(best);
    });
    with_settings const chosen(random);
    ndarray<index_t> const found = [&]() -> ndarray<index_t> {
      if (whole) return full({1}, argmax(a.view()));
      if (random.chance(50)) return argmax(a.view(), axis(along));
      return argmax(a.view(), axis(along), keepdims);
    }();
    ASSERT_EQ(found.size(), static_cast<index_t>(expected.size()));
    for (index_t k = 0; k < found.size(); ++k) {
      ASSERT_EQ(found.data()[k], expected[static_cast<std::size_t>(k)])
          << text_of(shape) << " axis " << along << " whole " << whole << " SINTER_TEST_SEED=" << test_seed();
    }
  }
}

TEST(Reductions, PlacesOfExtremes) {
  check_places<double>(9);
  check_places<float>(10);
  check_places<std::int32_t>(11);
  check_places<std::uint8_t>(12);
}

// Rows and columns that end or begin at a page that must not be touched.
template <class Element>
void check_edges(std::uint64_t salt) {
  random_source random(salt);
  constexpr index_t longest = 300;
  guarded const memory(3 * longest * sizeof(Element) + 64);
  for (index_t n = 1; n <= longest; n += n < 140 ? 1 : 13) {
    for (bool const at_end : {false, true}) {
      index_t const rows = random.between(1, 3);
      Element* const a = at_end ? memory.last<Element>(rows * n) : memory.first<Element>();
      for (index_t i = 0; i < rows * n; ++i) a[i] = static_cast<Element>(random.between(0, 9));
      auto const along = max(view<Element const, 2>(a, {rows, n}), axis(1));
      auto const down = max(view<Element const, 2>(a, {n, rows}), axis(0));
      for (index_t row = 0; row < rows; ++row) {
        Element most_along = 0, most_down = 0;
        for (index_t i = 0; i < n; ++i) {
          most_along = std::max(most_along, a[row * n + i]);
          most_down = std::max(most_down, a[i * rows + row]);
        }
        ASSERT_EQ(along(row), most_along) << n;
        ASSERT_EQ(down(row), most_down) << n;
      }
      ASSERT_EQ(max(view<Element const, 1>(a, {rows * n})), max(along));
    }
  }
}

TEST(Reductions, TouchNothingBesideTheArray) {
  check_edges<double>(13);
  check_edges<float>(14);
  check_edges<std::int16_t>(15);
  check_edges<std::uint8_t>(16);
}

}  // namespace
}  // namespace sinter::testing
