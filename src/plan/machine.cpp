#include <algorithm>
#include <fstream>
#include <ostream>
#include <sched.h>
#include <unistd.h>

#include <sinter/plan/machine.hpp>

namespace sinter {
namespace {

constexpr index_t kib = 1024;

std::string cpu_name() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    auto const colon = line.find(": ");
    if (line.rfind("model name", 0) == 0 && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

int allowed_cores() {
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
  return static_cast<int>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN)));
}

// Size of the data or unified cache of a level, as the kernel reports it; 0 if it does not.
index_t cache_from_system(int level) {
  for (int index = 0; index < 8; ++index) {
    std::string const folder = "/sys/devices/system/cpu/cpu0/cache/index" + std::to_string(index);
    int found = 0;
    std::string type;
    index_t size = 0;
    char unit = 'K';
    if (!(std::ifstream(folder + "/level") >> found)) break;
    std::ifstream(folder + "/type") >> type;
    if (found != level || type == "Instruction") continue;
    std::ifstream(folder + "/size") >> size >> unit;
    return size * (unit == 'M' ? kib * kib : kib);
  }
  return 0;
}

index_t cache_bytes(int level, index_t otherwise) {
  index_t const reported = cache_from_system(level);
  return reported > 0 ? reported : otherwise;
}

}  // namespace

machine_info const& machine() {
  static machine_info const found = [] {
    machine_info info;
    info.cpu = cpu_name();
    info.best_isa = detail::best_isa();
    info.cores = allowed_cores();
    info.l1_bytes = cache_bytes(1, 32 * kib);
    info.l2_bytes = cache_bytes(2, 512 * kib);
    info.cache_bytes = std::clamp(cache_bytes(3, info.l2_bytes), kib * kib, 64 * kib * kib);
    return info;
  }();
  return found;
}

std::string to_string(machine_info const& info) {
  return info.cpu + ", " + to_string(info.best_isa) + ", " + std::to_string(info.cores) + " cores, L1d " +
         std::to_string(info.l1_bytes / kib) + " KiB, L2 " + std::to_string(info.l2_bytes / kib) + " KiB, last level " +
         std::to_string(info.cache_bytes / kib) + " KiB";
}

std::ostream& operator<<(std::ostream& out, machine_info const& info) { return out << to_string(info); }

}  // namespace sinter
