#include <sinter/plan/settings.hpp>

#include "interpreter.hpp"

namespace sinter::detail {
namespace {

thread_local buffer kept_scratch;

}  // namespace

std::byte* scratch(std::size_t bytes) {
  if (kept_scratch.bytes() < bytes) {
    kept_scratch = buffer();  // both at once would double the peak
    kept_scratch = buffer(bytes);
  }
  return kept_scratch.data();
}

void trim_scratch() {
  if (kept_scratch.bytes() > static_cast<std::size_t>(settings().scratch_bytes.get())) kept_scratch = buffer();
}

}  // namespace sinter::detail
