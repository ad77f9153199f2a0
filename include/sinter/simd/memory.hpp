#pragma once

#include <utility>

#include <sinter/simd/bools.hpp>
#include <sinter/simd/xsimd.hpp>

// Loads and stores of registers, whole and partial. A partial load reads `count` elements, at least one, and not one byte
// more; the other lanes are zero.

namespace sinter::detail {

// Fewer than 8 bytes as the low bytes of an integer, and back. Pieces of a register that are stored one by one and
// loaded as a whole would stall the load.
SINTER_INLINE std::uint64_t load_bytes(std::byte const* from, int bytes) {
  std::uint64_t result = 0;
  int shift = 0;
  auto const piece = [&]<class Piece>(Piece part) SINTER_LAMBDA {
    if ((bytes & static_cast<int>(sizeof part)) == 0) return;
    __builtin_memcpy(&part, from, sizeof part);
    result |= static_cast<std::uint64_t>(part) << shift;
    from += sizeof part;
    shift += 8 * static_cast<int>(sizeof part);
  };
  piece(std::uint32_t{});
  piece(std::uint16_t{});
  piece(std::uint8_t{});
  return result;
}

SINTER_INLINE void store_bytes(std::byte* to, std::uint64_t value, int bytes) {
  auto const piece = [&]<class Piece>(Piece part) SINTER_LAMBDA {
    if ((bytes & static_cast<int>(sizeof part)) == 0) return;
    part = static_cast<Piece>(value);
    __builtin_memcpy(to, &part, sizeof part);
    to += sizeof part;
    value >>= 8 * (sizeof part % 8);
  };
  piece(std::uint32_t{});
  piece(std::uint16_t{});
  piece(std::uint8_t{});
}

// The first `bytes` bytes of so many words, at least one, zeros behind them.
template <int Words>
SINTER_INLINE vec<std::uint64_t, Words> load_words(std::byte const* from, int bytes) {
  if constexpr (Words == 1) {
    std::uint64_t whole;
    if (bytes < 8) return vec<std::uint64_t, 1>{load_bytes(from, bytes)};
    __builtin_memcpy(&whole, from, 8);
    return vec<std::uint64_t, 1>{whole};
  } else {
    constexpr int half = Words / 2;
    auto const low = load_words<half>(from, bytes);
    vec<std::uint64_t, half> high = {};
    if (bytes > 8 * half) high = load_words<half>(from + 8 * half, bytes - 8 * half);
    return join_lanes<std::uint64_t, half>(low, high, std::make_integer_sequence<int, Words>());
  }
}

// By halves: a register that is stored word by word from memory would stall.
template <int Words>
SINTER_INLINE void store_words(std::byte* to, vec<std::uint64_t, Words> value, int bytes) {
  if constexpr (Words == 1) {
    std::uint64_t const whole = value[0];
    if (bytes < 8) return store_bytes(to, whole, bytes);
    __builtin_memcpy(to, &whole, 8);
  } else {
    constexpr int half = Words / 2;
    constexpr std::make_integer_sequence<int, half> lanes;
    auto rest = pick_lanes<0, std::uint64_t, Words>(value, lanes);
    if (bytes >= 8 * half) {
      __builtin_memcpy(to, &rest, 8 * half);
      rest = pick_lanes<half, std::uint64_t, Words>(value, lanes);
      to += 8 * half;
      bytes -= 8 * half;
    }
    if (bytes > 0) store_words<half>(to, rest, bytes);
  }
}

#if defined(__AVX2__)
// All bits of the first `count` lanes of 4 or 8 bytes.
template <int Size>
SINTER_INLINE __m256i first_lanes(int count) {
  if constexpr (Size == 8) return _mm256_cmpgt_epi64(_mm256_set1_epi64x(count), _mm256_setr_epi64x(0, 1, 2, 3));
  return _mm256_cmpgt_epi32(_mm256_set1_epi32(count), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}
#endif

template <class Element, int Lanes>
SINTER_INLINE vec<Element, Lanes> load_partial(Element const* from, int count) {
  constexpr int bytes = sizeof(Element) * Lanes;
  vec<Element, Lanes> result;
#if defined(__AVX512BW__) && defined(__AVX512VL__)
  auto const active = ~std::uint64_t{0} >> (64 - static_cast<unsigned>(count) * sizeof(Element));
  if constexpr (bytes == 64) {
    result = (vec<Element, Lanes>)_mm512_maskz_loadu_epi8(active, from);
  } else if constexpr (bytes == 32) {
    result = (vec<Element, Lanes>)_mm256_maskz_loadu_epi8(static_cast<__mmask32>(active), from);
  } else {
    __m128i const wide = _mm_maskz_loadu_epi8(static_cast<__mmask16>(active), from);
    __builtin_memcpy(&result, &wide, bytes);
  }
#else
#if defined(__AVX2__)
  if constexpr (bytes == 32 && sizeof(Element) == 8) {
    return (vec<Element, Lanes>)_mm256_maskload_epi64(reinterpret_cast<long long const*>(from), first_lanes<8>(count));
  } else if constexpr (bytes == 32 && sizeof(Element) == 4) {
    return (vec<Element, Lanes>)_mm256_maskload_epi32(reinterpret_cast<int const*>(from), first_lanes<4>(count));
  }
#endif
  // Made of words in general registers, several of these would go through the stack and stall.
  if constexpr (Lanes == 2 && sizeof(Element) == 8) {
    return count < 2 ? vec<Element, Lanes>{*from} : load_vec<Element, Lanes>(from);
  }
  constexpr int word_count = bytes <= 8 ? 1 : bytes / 8;
  auto const words =
      load_words<word_count>(reinterpret_cast<std::byte const*>(from), count * static_cast<int>(sizeof(Element)));
  __builtin_memcpy(&result, &words, bytes);
#endif
  return result;
}

template <class Element, int Lanes>
SINTER_INLINE void store_partial(Element* to, vec<Element, Lanes> value, int count) {
  constexpr int bytes = sizeof(Element) * Lanes;
#if defined(__AVX512BW__) && defined(__AVX512VL__)
  auto const active = ~std::uint64_t{0} >> (64 - static_cast<unsigned>(count) * sizeof(Element));
  if constexpr (bytes == 64) {
    _mm512_mask_storeu_epi8(to, active, (__m512i)value);
  } else if constexpr (bytes == 32) {
    _mm256_mask_storeu_epi8(to, static_cast<__mmask32>(active), (__m256i)value);
  } else {
    __m128i wide = {};
    __builtin_memcpy(&wide, &value, bytes);
    _mm_mask_storeu_epi8(to, static_cast<__mmask16>(active), wide);
  }
#else
  if constexpr (Lanes == 2 && sizeof(Element) == 8) {
    if (count == 2) return store_vec<Element, Lanes>(to, value);
    *to = value[0];
    return;
  }
  // Without AVX-512: stores by masks take 40 steps on AMD's CPUs.
  constexpr int words = bytes <= 8 ? 1 : bytes / 8;
  vec<std::uint64_t, words> wide = {};
  __builtin_memcpy(&wide, &value, bytes);
  store_words<words>(reinterpret_cast<std::byte*>(to), wide, count * static_cast<int>(sizeof(Element)));
#endif
}

// Whether a register of so many bytes can be stored past the caches.
template <int Bytes>
inline constexpr bool can_stream =
#if defined(__SSE2__)
    Bytes == 16 || Bytes == 32 || Bytes == 64;
#else
    false;
#endif

// Stores past the caches; `to` is aligned to the register. Other threads see it after a store fence.
template <class Element, int Lanes>
SINTER_INLINE void store_streaming(Element* to, vec<Element, Lanes> value) {
#if defined(__AVX512F__)
  if constexpr (sizeof value == 64) return _mm512_stream_si512(reinterpret_cast<__m512i*>(to), (__m512i)value);
#endif
#if defined(__AVX__)
  if constexpr (sizeof value == 32) return _mm256_stream_si256(reinterpret_cast<__m256i*>(to), (__m256i)value);
#endif
#if defined(__SSE2__)
  auto const* const parts = reinterpret_cast<__m128i const*>(&value);
  auto* const target = reinterpret_cast<__m128i*>(to);
  for (std::size_t part = 0; part < sizeof value / 16; ++part) _mm_stream_si128(target + part, parts[part]);
#else
  store_vec<Element, Lanes>(to, value);
#endif
}

// How many elements a step of a loop holds: all lanes, known to the compiler, or the rest of a run.
template <int Lanes>
struct all_lanes {
  static constexpr bool partial = false;
  static constexpr int count = Lanes;
};
struct some_lanes {
  static constexpr bool partial = true;
  int count;
};
// All lanes of a register that a loop computes beside another one: an operation that keeps one unit of the CPU busy
// computes it by others, to the same bits.
template <int Lanes>
struct second_lanes : all_lanes<Lanes> {};
template <class Count>
inline constexpr bool is_second = false;
template <int Lanes>
inline constexpr bool is_second<second_lanes<Lanes>> = true;
// Those beside each register that takes that unit: for eight square roots of doubles the divider of a Zen 4 takes 16 cycles,
// that of Intel's CPUs 24, as long as two registers without it.
template <class Element>
inline constexpr int second_registers = SINTER_HALF_REGISTERS || sizeof(Element) < 8 ? 1 : 2;

// Every second lane of two registers, of the second one from lane First on.
template <int First, class Element, int Lanes, int... Lane>
SINTER_INLINE vec<Element, Lanes> every_second_lane(vec<Element, Lanes> low, vec<Element, Lanes> high,
                                                    std::integer_sequence<int, Lane...>) {
  return __builtin_shufflevector(low, high, (2 * Lane + (2 * Lane < Lanes ? 0 : First))...);
}

// Every second element of what lies at `from`. Reads no element behind the last one wanted.
template <class Element, int Lanes, class Count>
SINTER_INLINE vec<Element, Lanes> load_every_second(Element const* from, Count lanes) {
  constexpr std::make_integer_sequence<int, Lanes> all;
  vec<Element, Lanes> low, high = {};
  if constexpr (!Count::partial && Lanes > 1) {
    low = load_vec<Element, Lanes>(from);
#if defined(__AVX512BW__) && defined(__AVX512VL__)
    high = load_partial<Element, Lanes>(from + Lanes, Lanes - 1);
#else
    return every_second_lane<1, Element, Lanes>(low, load_vec<Element, Lanes>(from + Lanes - 1), all);
#endif
  } else {
    int const wanted = 2 * lanes.count - 1;
    low = wanted < Lanes ? load_partial<Element, Lanes>(from, wanted) : load_vec<Element, Lanes>(from);
    if (wanted > Lanes) high = load_partial<Element, Lanes>(from + Lanes, wanted - Lanes);
  }
  return every_second_lane<0, Element, Lanes>(low, high, all);
}

template <class Element, int Lanes, int Step, class Count>
SINTER_INLINE vec<Element, Lanes> load_lanes(Element const* from, Count lanes) {
  if constexpr (Step == 2) {
    return load_every_second<Element, Lanes>(from, lanes);
  } else if constexpr (Count::partial) {
    return load_partial<Element, Lanes>(from, lanes.count);
  } else {
    return load_vec<Element, Lanes>(from);
  }
}

// The elements from, from + Step, …; Step is 1 or 2.
template <class Element, int Lanes, class Arch, int Step = 1, class Count>
SINTER_INLINE auto load(Element const* from, Count lanes) {
  if constexpr (std::same_as<Element, bool>) {
    return mask<1, Lanes, Arch>{
        load_lanes<std::int8_t, Lanes, Step>(reinterpret_cast<std::int8_t const*>(from), lanes) != 0};
  } else {
    return batch<Element, Lanes, Arch>(load_lanes<Element, Lanes, Step>(from, lanes));
  }
}

template <int First, class Element, int Lanes, int... Lane>
SINTER_INLINE vec<Element, Lanes> doubled_lanes(vec<Element, Lanes> value, std::integer_sequence<int, Lane...>) {
  return __builtin_shufflevector(value, value, (First + Lane / 2)...);
}

// To every second element; what lies between them may belong to another thread and is not touched.
template <class Element, int Lanes, class Count>
SINTER_INLINE void store_every_second(Element* to, vec<Element, Lanes> value, Count lanes) {
#if defined(__AVX512BW__)
  if constexpr (!Count::partial && sizeof value == 64) {
    constexpr std::make_integer_sequence<int, Lanes> all;
    constexpr auto even = ~std::uint64_t{0} / ((std::uint64_t{1} << sizeof(Element)) + 1);
    _mm512_mask_storeu_epi8(to, even, (__m512i)doubled_lanes<0, Element, Lanes>(value, all));
    _mm512_mask_storeu_epi8(to + Lanes, even, (__m512i)doubled_lanes<Lanes / 2, Element, Lanes>(value, all));
    return;
  }
#endif
  for (int lane = 0; lane < lanes.count; ++lane) to[2 * lane] = value[lane];
}

// To the elements to, to + Step, …; Step is 1 or 2.
template <int Lanes, class Arch, int Step = 1, class Element, class Value, class Count>
SINTER_INLINE void store(Element* to, Value const& value, Count lanes) {
  if constexpr (std::same_as<Element, bool>) {
    auto* const bytes = reinterpret_cast<std::int8_t*>(to);
    if constexpr (is_batch<Value>) {
      store<Lanes, Arch, Step>(bytes, value, lanes);
    } else {
      store<Lanes, Arch, Step>(bytes, batch<std::int8_t, Lanes, Arch>(bools_of(value)), lanes);
    }
  } else if constexpr (Step == 2) {
    store_every_second<Element, Lanes>(to, value.value, lanes);
  } else if constexpr (Count::partial) {
    store_partial<Element, Lanes>(to, value.value, lanes.count);
  } else {
    store_vec<Element, Lanes>(to, value.value);
  }
}

}  // namespace sinter::detail
