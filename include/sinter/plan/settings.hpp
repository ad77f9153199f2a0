#pragma once

#include <sinter/core/relaxed.hpp>
#include <sinter/memory/pool.hpp>
#include <sinter/plan/options.hpp>

namespace sinter {

namespace detail {

void settings_changed();

// A value that any thread may read and set.
template <class Value>
class setting {
 public:
  constexpr setting(Value value) : value_{value} {}
  setting(setting const& other) : value_{other.get()} {}
  setting& operator=(setting const& other) { return *this = other.get(); }
  setting& operator=(Value value) {
    value_.store(value);
    settings_changed();
    return *this;
  }
  SINTER_INLINE operator Value() const { return get(); }
  SINTER_INLINE Value get() const { return value_.load(); }

 private:
  relaxed<Value> value_;
};

}  // namespace detail

// Where bench/threshold finds per_op and fused equal. Contiguous arrays of one shape: as long as they fit a register;
// from there on a compiled loop that is fused is faster. Everything that has to be planned: where the plan repays.
inline constexpr index_t default_fusion_threshold = 2;
inline constexpr index_t default_planning_threshold = 256;
inline constexpr index_t default_parallel_threshold = 2000;
// The writing of a loop takes some 20 us, once.
inline constexpr index_t default_jit_threshold = 512;

// The process's defaults. Each is read once from the environment variable named beside it, at the first statement;
// a text that is no number throws parse_error there.
struct settings_type {
  detail::setting<sinter::mode> mode{sinter::mode::automatic};  // SINTER_MODE: automatic, per_op, fused, blocked
  detail::setting<index_t> fusion_threshold{
      default_fusion_threshold};  // SINTER_FUSION_THRESHOLD: elements up to which `automatic` is per_op
  detail::setting<index_t> planning_threshold{
      default_planning_threshold};  // SINTER_PLANNING_THRESHOLD: the same where a
                                    // fused loop has to be planned first
  detail::setting<int> threads{0};  // SINTER_NUM_THREADS: at most so many; 0: OpenMP's number
  detail::setting<index_t> parallel_threshold{
      default_parallel_threshold};                  // SINTER_PARALLEL_THRESHOLD: ns of work from which threads are used
  detail::setting<index_t> block_bytes{0};          // SINTER_BLOCK_BYTES: per stream in `blocked`; 0: from the L1 cache
  detail::setting<index_t> streaming_threshold{0};  // SINTER_STREAMING_THRESHOLD: bytes read and written from which
                                                    // results go past the caches; 0: 1.5 times the last cache
  detail::setting<index_t> jit_threshold{default_jit_threshold};  // SINTER_JIT_THRESHOLD: elements from which `blocked`
                                                                  // writes machine code; 0: never
  detail::setting<index_t> scratch_bytes{index_t{1} << 26};  // SINTER_SCRATCH_BYTES: kept per thread between statements
  detail::setting<index_t> pool_bytes{
      detail::default_pool_bytes};  // SINTER_POOL_BYTES: kept of freed large arrays; 0: large arrays from operator new
};

namespace detail {
extern settings_type global_settings;
extern published settings_are_read;

// Work, in ps, up to which a statement may run fused at once: less than threads or stores past the caches could gain. 0
// before the settings are read, and while they ask for something else.
extern relaxed<index_t> simple_limit;
inline constexpr index_t ps_per_byte = 10;  // of an array in the caches
// So much, read and written together, no last cache is too small for.
inline constexpr index_t most_simple_bytes = 1024 * 1024;

void read_settings();
}  // namespace detail

// Throws parse_error when an environment variable cannot be understood.
SINTER_INLINE settings_type& settings() {
  if (!detail::settings_are_read.load()) detail::read_settings();
  return detail::global_settings;
}

}  // namespace sinter
