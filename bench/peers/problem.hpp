#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

// What every peer works on: the same operands in the same memory, and one output that exists before.

namespace bench::peers {

using index_t = std::ptrdiff_t;

// What was written before it must be in memory, and what is read after it is read anew.
inline void barrier() { asm volatile("" ::: "memory"); }

// Operands by element type; each is as long as the largest problem asks for.
struct operand_pointers {
  double const* f64[5];
  float const* f32[5];
  std::int32_t const* i32[2];
  std::int16_t const* i16[1];
};

// One row at one size. n elements; as a grid: rows x columns, as square as it gets, never higher than wide; with a
// border of one element all around: bordered_rows x bordered_columns, which are read from the same operand. As a box:
// planes x box_rows x box_columns inside a border of one.
struct problem {
  index_t n;
  index_t rows = 1, columns = 1;
  index_t planes = 1, box_rows = 1, box_columns = 1;
  index_t out_size = 0;    // elements of the output
  int threads = 1;         // that a peer may use
  bool streaming = false;  // the arrays exceed the last-level cache by far
  operand_pointers operands{};
  void* out = nullptr;                          // 64-byte aligned, on huge pages
  std::vector<std::byte>* inspected = nullptr;  // where keep() copies a fresh result to, while results are compared

  template <class Element>
  Element const* operand(int k) const {
    if constexpr (std::is_same_v<Element, double>) {
      return operands.f64[k];
    } else if constexpr (std::is_same_v<Element, float>) {
      return operands.f32[k];
    } else if constexpr (std::is_same_v<Element, std::int32_t>) {
      return operands.i32[k];
    } else {
      static_assert(std::is_same_v<Element, std::int16_t>);
      return operands.i16[k];
    }
  }

  template <class Element>
  Element* output() const {
    return static_cast<Element*>(out);
  }

  // A fresh result was made here: it must be in memory. Its memory may go afterwards.
  template <class Element>
  void keep(Element const* result) const {
    asm volatile("" ::"r"(result) : "memory");
    if (inspected != nullptr) [[unlikely]] {
      inspected->resize(static_cast<std::size_t>(out_size) * sizeof(Element));
      std::memcpy(inspected->data(), result, inspected->size());
    }
  }
};

}  // namespace bench::peers
