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

// Which problems a peer is measured on: all, or only those with several threads, because another peer is the same thing
// on one. A peer that has no threads takes part in all; it takes as long as on one.
enum class takes_part : unsigned char { always, with_threads };

// A library, or one way to use it, with the rows that it has something for.
class peer {
 public:
  peer(std::string name, takes_part when) : name_(std::move(name)), when_(when) {}

  void add(std::string const& row, implementation how) { rows_[row] = std::move(how); }

  std::string const& name() const { return name_; }
  bool runs_on(int threads) const { return when_ == takes_part::always || threads > 1; }
  implementation const* find(std::string const& row) const {
    auto const found = rows_.find(row);
    return found == rows_.end() ? nullptr : &found->second;
  }

 private:
  std::string name_;
  takes_part when_;
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
