#pragma once

#include <iosfwd>
#include <string>

#include <sinter/kernels/table.hpp>

namespace sinter {

// What was found of the machine at first use.
struct machine_info {
  std::string cpu;      // its name, where the system tells
  isa best_isa;         // what the CPU and the operating system support and sinter has kernels for
  int cores;            // that this process may run on
  index_t l1_bytes;     // data cache of one core
  index_t l2_bytes;     // of one core
  index_t cache_bytes;  // last level, clamped to 1 … 64 MiB: virtual machines report more than they have
};

machine_info const& machine();

std::string to_string(machine_info const& info);
std::ostream& operator<<(std::ostream& out, machine_info const& info);

}  // namespace sinter
