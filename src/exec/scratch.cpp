#include <sinter/plan/settings.hpp>

#include "interpreter.hpp"

namespace sinter::detail {
namespace {

thread_local buffer kept;

}  // namespace

std::byte* scratch(std::size_t bytes) {
  if (kept.bytes() < bytes) {
    kept = buffer();  // both at once would double the peak
    kept = buffer(bytes);
  }
  return kept.data();
}

void trim_scratch() {
  if (kept.bytes() > static_cast<std::size_t>(settings().scratch_bytes.get())) kept = buffer();
}

}  // namespace sinter::detail
