#include "arena.hpp"

#include <algorithm>
#include <new>
#include <sys/mman.h>

namespace bench::peers {

namespace {

constexpr std::size_t huge_page = std::size_t{1} << 21;

std::uint32_t hash(std::uint32_t i, std::uint32_t seed) {
  std::uint32_t h = (i + seed * 0x9E3779B9u) * 2654435761u;
  h ^= h >> 15;
  h *= 2246822519u;
  return h ^ (h >> 13);
}

template <class Element>
Element value(std::uint32_t h) {
  if constexpr (std::is_integral_v<Element>) {
    return static_cast<Element>(h >> 24);
  } else {
    return static_cast<Element>(0.5 + (h >> 8) * 0x1p-24);
  }
}

template <class Element>
block filled(index_t size, std::uint32_t seed) {
  block result(static_cast<std::size_t>(size) * sizeof(Element));
  auto* const to = reinterpret_cast<Element*>(result.data());
  for (index_t i = 0; i < size; ++i) to[i] = value<Element>(hash(static_cast<std::uint32_t>(i), seed));
  return result;
}

}  // namespace

block::block(std::size_t bytes) : size_(bytes) {
  std::size_t const mapped = (bytes + 2 * huge_page - 1) / huge_page * huge_page;
  void* const start = mmap(nullptr, mapped + huge_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) throw std::bad_alloc();
  // What stands before the first huge page and behind the last is given back.
  auto* const raw = static_cast<std::byte*>(start);
  std::size_t const skipped = (huge_page - reinterpret_cast<std::uintptr_t>(raw) % huge_page) % huge_page;
  if (skipped > 0) munmap(raw, skipped);
  if (huge_page - skipped > 0) munmap(raw + skipped + mapped, huge_page - skipped);
  madvise(raw + skipped, mapped, MADV_HUGEPAGE);
  memory_ = {raw + skipped, unmap{mapped}};
}

void block::unmap::operator()(std::byte* memory) const { munmap(memory, bytes); }

arena::arena(index_t largest) {
  index_t const with_border = largest + largest / 8 + 65536;
  std::uint32_t seed = 1;
  for (block& each : f64_) each = filled<double>(with_border, seed++);
  seed = 1;
  for (block& each : f32_) each = filled<float>(2 * largest, seed++);
  seed = 1;
  for (block& each : i32_) each = filled<std::int32_t>(2 * largest, seed++);
  seed = 1;
  for (block& each : i16_) each = filled<std::int16_t>(largest, seed++);
  out_ = block(static_cast<std::size_t>(largest) * sizeof(double));
}

void arena::bind(problem& to) const {
  for (int k = 0; k < 5; ++k) {
    to.operands.f64[k] = reinterpret_cast<double const*>(f64_[k].data());
    to.operands.f32[k] = reinterpret_cast<float const*>(f32_[k].data());
  }
  for (int k = 0; k < 2; ++k) to.operands.i32[k] = reinterpret_cast<std::int32_t const*>(i32_[k].data());
  to.operands.i16[0] = reinterpret_cast<std::int16_t const*>(i16_[0].data());
  to.out = out_.data();
}

void arena::reset_output(problem const& of, row const& what) const {
  auto const bytes = static_cast<std::size_t>(of.out_size * bytes_of(what.result));
  if (what.in_place) {
    std::memcpy(out_.data(), of.operands.f64[4], bytes);
  } else {
    std::memset(out_.data(), what.result == type::boolean ? 1 : 0xA5, bytes);
  }
}

}  // namespace bench::peers
