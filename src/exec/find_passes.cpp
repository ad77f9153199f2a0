#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

#include <sinter/plan/settings.hpp>

#include "passes.hpp"

namespace sinter::detail {
namespace {

using found_passes = std::shared_ptr<passes const>;

// All that passes depend on, as bytes.
void write_key(std::string& to, program const& what, loop_form const& form) {
  to.clear();
  auto const add = [&](void const* from, std::size_t count) { to.append(static_cast<char const*>(from), count); };
  auto const leaf_count = static_cast<std::size_t>(what.leaf_count);
  int const head[] = {what.leaf_count,     what.constant_count, static_cast<int>(active_isa()),
                      form.register_bytes, form.streaming,      form.fold};
  add(head, sizeof head);
  add(what.instructions, static_cast<std::size_t>(what.instruction_count) * sizeof(instruction));
  add(form.same_as, leaf_count * sizeof(short));
  add(form.single, leaf_count);
}
static_assert(std::has_unique_object_representations_v<instruction>);

// Those of the process, made by any thread. Those in use live on where all are forgotten.
class kept_passes {
 public:
  found_passes find(std::string const& key) {
    std::shared_lock const lock(guard_);
    auto const at = all_.find(key);
    return at == all_.end() ? nullptr : at->second;
  }
  void keep(std::string const& key, found_passes const& value) {
    std::unique_lock const lock(guard_);
    if (all_.size() >= most) all_.clear();
    all_.emplace(key, value);
  }

 private:
  static constexpr std::size_t most = 1024;  // 4 KiB or more each

  std::shared_mutex guard_;
  std::unordered_map<std::string, found_passes> all_;
};

// Statements in destructors of static objects find it, too.
kept_passes& kept() {
  static kept_passes& always = *new kept_passes;
  return always;
}

// What a thread found last: in a loop it is what it looks for.
struct latest {
  std::string key;
  std::string wanted;
  found_passes value;
};
constinit thread_local latest* found_by_thread = nullptr;
constinit thread_local bool is_forgotten = false;

struct forgetting {
  ~forgetting() {
    is_forgotten = true;
    delete found_by_thread;
    found_by_thread = nullptr;
  }
};

latest* latest_found() {
  if (found_by_thread == nullptr && !is_forgotten) {
    thread_local forgetting const at_end;
    found_by_thread = new latest;
  }
  return found_by_thread;
}

}  // namespace

int register_bytes_for(program const& what, index_t n) {
  if (active_isa() != isa::avx512) return 32;
  // Not the rows of stencils: see halved_rows.
  if (!moves_by_halves() || what.leaf_count > 4) return 64;
  index_t bytes = size_of(what.instructions[what.instruction_count - 1].result);
  for (int k = 0; k < what.leaf_count; ++k) bytes += size_of(what.leaf_types[k]);
  return n * bytes > 2 * 1024 * 1024 ? 32 : 64;
}

found_passes find_passes(program const& what, loop_form const& form, index_t n) {
  index_t const threshold = settings().jit_threshold;
  if (threshold == 0 || active_isa() == isa::baseline) return nullptr;
  latest at_end_of_thread;
  latest* const own = latest_found();
  latest& last = own != nullptr ? *own : at_end_of_thread;
  write_key(last.wanted, what, form);
  if (last.value != nullptr && last.key == last.wanted) return last.value;
  found_passes found = kept().find(last.wanted);
  if (found == nullptr) {
    if (n < threshold) return nullptr;
    found = std::make_shared<passes const>(what, form);
    kept().keep(last.wanted, found);
  }
  last.key = last.wanted;
  last.value = found;
  return found;
}

}  // namespace sinter::detail
