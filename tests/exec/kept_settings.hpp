#pragma once

#include <sinter/plan/settings.hpp>

namespace sinter::testing {

// What tests of loops change, as it was when they are done, failed ones too.
struct kept_settings {
  index_t const streaming = settings().streaming_threshold;
  index_t const planning = settings().planning_threshold;
  index_t const jit = settings().jit_threshold;
  sinter::mode const chosen = settings().mode;

  kept_settings() = default;
  kept_settings(kept_settings const&) = delete;
  kept_settings& operator=(kept_settings const&) = delete;
  ~kept_settings() {
    settings().streaming_threshold = streaming;
    settings().planning_threshold = planning;
    settings().jit_threshold = jit;
    settings().mode = chosen;
  }
};

}  // namespace sinter::testing
