#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <limits>
#include <mutex>
#include <string>

#include <sinter/core/error.hpp>
#include <sinter/plan/plan.hpp>
#include <sinter/plan/settings.hpp>

namespace sinter {

char const* to_string(mode value) {
  constexpr char const* names[] = {"automatic", "per_op", "fused", "blocked"};
  return names[static_cast<int>(value)];
}

namespace {

char const* variable(char const* name) {
  char const* const text = std::getenv(name);
  return text == nullptr || *text == '\0' ? nullptr : text;
}

template <class Value>
void read_number(char const* name, detail::setting<Value>& to) {
  char const* const text = variable(name);
  if (text == nullptr) return;
  char* end = nullptr;
  errno = 0;
  long long const number = std::strtoll(text, &end, 10);
  if (*end != '\0' || errno != 0 || number < 0 || number > std::numeric_limits<Value>::max()) {
    throw parse_error(std::string(name) + ": '" + text + "' is no number from 0 to " +
                      std::to_string(std::numeric_limits<Value>::max()));
  }
  to = static_cast<Value>(number);
}

void read_mode(detail::setting<mode>& to) {
  char const* const text = variable("SINTER_MODE");
  if (text == nullptr) return;
  for (mode const value : {mode::automatic, mode::per_op, mode::fused, mode::blocked}) {
    if (std::string(text) == to_string(value)) {
      to = value;
      return;
    }
  }
  throw parse_error(std::string("SINTER_MODE: '") + text + "' is none of automatic, per_op, fused, blocked");
}

void read_environment(settings_type& to) {
  read_mode(to.mode);
  read_number("SINTER_FUSION_THRESHOLD", to.fusion_threshold);
  read_number("SINTER_PLANNING_THRESHOLD", to.planning_threshold);
  read_number("SINTER_NUM_THREADS", to.threads);
  read_number("SINTER_PARALLEL_THRESHOLD", to.parallel_threshold);
  read_number("SINTER_BLOCK_BYTES", to.block_bytes);
  read_number("SINTER_STREAMING_THRESHOLD", to.streaming_threshold);
  read_number("SINTER_JIT_THRESHOLD", to.jit_threshold);
  read_number("SINTER_SCRATCH_BYTES", to.scratch_bytes);
  to.pool_bytes = detail::usual_pool_bytes();
  read_number("SINTER_POOL_BYTES", to.pool_bytes);
}

}  // namespace

namespace detail {

constinit settings_type global_settings;
constinit published settings_are_read{false};
constinit relaxed<index_t> simple_limit{0};

void settings_changed() {
  settings_type const& now = global_settings;
  mode const wanted = now.mode;
  bool const fuses =
      wanted == mode::fused || (wanted == mode::automatic && now.fusion_threshold <= default_fusion_threshold);
  // One thread has nothing to decide until stores past the caches repay. Only then is the machine asked: 1 ms.
  index_t limit = now.threads == 1 ? bytes_through_caches() * ps_per_byte
                                   : std::clamp<index_t>(now.parallel_threshold, 0, default_parallel_threshold) * 1000;
  index_t const streaming = now.streaming_threshold;
  if (streaming > 0 && streaming < limit / ps_per_byte) limit = streaming * ps_per_byte;
  bool const are_read = settings_are_read.load();
  simple_limit.store(fuses && are_read ? limit : 0);
  if (are_read) known_pool_budget.store(std::max<index_t>(now.pool_bytes, 0));
}

void read_settings() {
  static std::mutex guard;
  std::lock_guard const lock(guard);
  if (settings_are_read.load()) return;
  read_environment(global_settings);
  settings_are_read.set();
  settings_changed();
}

index_t pool_budget() { return settings().pool_bytes; }

}  // namespace detail
}  // namespace sinter
