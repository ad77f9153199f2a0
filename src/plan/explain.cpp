#include <cstdio>
#include <ostream>

#include <sinter/kernels/table.hpp>
#include <sinter/plan/plan.hpp>

namespace sinter {
namespace {

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

}  // namespace

std::string to_string(plan const& what) {
  std::string text;
  auto const line = [&](char const* name, std::string const& value) {
    text += std::string(name) + std::string(12 - std::string(name).size(), ' ') + value + "\n";
  };
  line("mode", std::string(to_string(what.mode)) + ": " + what.reason);
  line("isa", to_string(what.isa));
  line("elements", std::to_string(what.elements) + " in " + std::to_string(what.axes) + " merged axes, innermost " +
                       std::to_string(what.inner));
  line("block", std::to_string(what.block) + " elements");
  line("threads", std::to_string(what.threads));
  line("stores", what.stores == store_policy::streaming ? "streaming" : "regular");
  line("alias", detail::to_string(what.alias));
  line("temporary", std::to_string(what.temporary_bytes) + " bytes");
  line("streams", std::to_string(what.streams) + ", " + std::to_string(what.packed) + " packed");
  line("bytes", number(what.bytes_per_element) + " per element");
  line("operations", std::to_string(what.operations_per_element) + " per element");
  line("predicted", number(what.predicted_ns) + " ns");
  return text;
}

std::ostream& operator<<(std::ostream& out, plan const& what) { return out << to_string(what); }

}  // namespace sinter
