#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>

#include "problem.hpp"

namespace bench::peers {

// Runs one statement so many times back to back.
using statement = std::function<void(index_t repeats)>;
// Binds a statement to the memory of a problem.
using binder = std::function<statement(problem const&)>;

// How a peer computes a row: into the output that exists, and as a new array every time. Either may be missing.
struct implementation {
  binder into;
  binder fresh;
};

// On how many threads a peer can run: as many as a problem says, or only on one, or only on several.
enum class threading : unsigned char { any, one, several };

// A library, or one way to use it, with the rows that it has something for.
class peer {
 public:
  peer(std::string name, threading threads) : name_(std::move(name)), threads_(threads) {}

  void add(std::string const& row, implementation how) { rows_[row] = std::move(how); }

  std::string const& name() const { return name_; }
  bool runs_on(int threads) const {
    return threads_ == threading::any || (threads_ == threading::one) == (threads == 1);
  }
  implementation const* find(std::string const& row) const {
    auto const found = rows_.find(row);
    return found == rows_.end() ? nullptr : &found->second;
  }

 private:
  std::string name_;
  threading threads_;
  std::map<std::string, implementation> rows_;
};

// A statement from a function without arguments.
template <class Function>
statement repeated(Function once) {
  return [once](index_t repeats) mutable {
    for (; repeats > 0; --repeats) {
      once();
      barrier();
    }
  };
}

}  // namespace bench::peers
