// The C++ side of the comparison. Reads commands from standard input and answers on standard output, each answer ended
// by a line with a dot; python/measure.py asks, so that both sides take turns.
//
//   rows                     one line per row: index, name, element, result, layout, bytes in, bytes out, tolerance, in place
//   open ROW N THREADS BEYOND   prepares a row, compares the results of all peers, prints checksums of the first one
//   round                    one sample of every peer: name, statement, ns so far: in caches the best, beyond the median,
//                            as the best one there is a moment at which nobody else used the memory
//   about                    name and value of what was measured with
//   quit
//
// An answer that begins with "error" says what is wrong: results that differ, above all.

#include <cstdio>
#include <iostream>
#include <omp.h>
#include <sstream>

#include "../measure.hpp"
#include "arena.hpp"
#include "compare.hpp"
#include "peers.hpp"
#include "stream.hpp"

namespace bench::peers {
namespace {

class server {
 public:
  explicit server(index_t largest) : memory_(largest), peers_(all_peers()) {}

  void answer(std::string const& line) {
    std::istringstream words(line);
    std::string command;
    words >> command;
    if (command == "rows") {
      print_rows();
    } else if (command == "about") {
      print_about();
    } else if (command == "open") {
      int which = 0, threads = 1, beyond = 0;
      index_t n = 0;
      words >> which >> n >> threads >> beyond;
      open(all_rows[which], n, threads, beyond != 0);
    } else if (command == "round") {
      contest_.round();
      for (std::size_t i = 0; i < contest_.size(); ++i) {
        double const ns = problem_.streaming ? contest_.median(i) : contest_.best(i);
        std::printf("%s\t%.6g\n", contest_.name(i).c_str(), ns * factor_[i]);
      }
    } else {
      throw std::runtime_error("unknown command: " + line);
    }
  }

 private:
  static void print_rows() {
    for (int i = 0; i < row_count; ++i) {
      row const& r = all_rows[i];
      std::printf("%d\t%s\t%s\t%s\t%s\t%g\t%g\t%g\t%d\n", i, r.name, to_string(r.element), to_string(r.result),
                  to_string(r.shape), r.bytes_in, r.bytes_out, r.tolerance, r.in_place);
    }
  }

  static void print_about() {
    std::printf("machine\t%s\n", sinter::to_string(machine()).c_str());
    std::printf("cores\t%d\n", machine().cores);
    std::printf("cache_bytes\t%td\n", machine().cache_bytes);
    std::printf("compiler\t%s\n", PEERS_COMPILER);
    std::printf("Eigen\t%s\n", PEERS_EIGEN);
    std::printf("xtensor\t%s\n", PEERS_XTENSOR);
  }

  void open(row const& what, index_t n, int threads, bool beyond) {
    problem_ = lay_out(what, n);
    problem_.threads = threads;
    problem_.streaming = beyond;
    memory_.bind(problem_);
    omp_set_num_threads(threads);
    settings().threads = threads;
    contest_ = contest();
    factor_.clear();
    result const expected = compare(what);
    for (peer const& each : peers_) enter(each, what);
    enter_limit(what);
    contest_.calibrate(beyond ? 1e6 : 1e5);
    print(expected);
  }

  // What is fast and wrong is not measured. Returns what the first peer has for the row.
  result compare(row const& what) {
    result expected;
    for (peer const& each : peers_) {
      implementation const* const how = each.find(what.name);
      if (how == nullptr || !each.runs_on(problem_.threads)) continue;
      for (bool const fresh : {false, true}) {
        binder const& bind = fresh ? how->fresh : how->into;
        if (!bind) continue;
        std::string const name = each.name() + (fresh ? ", fresh" : ", preallocated");
        result const found = run_once(what, bind, fresh);
        bool const first = expected.empty();
        if (first) {
          expected = found;
          expected.name = name;
        }
        std::string const wrong = first ? found.nan() : expected.difference_from(found, what.tolerance);
        if (!wrong.empty()) {
          throw std::runtime_error(std::string(what.name) + ", " + std::to_string(problem_.n) + " elements: " + name +
                                   " differs from " + expected.name + ": " + wrong);
        }
      }
    }
    if (expected.empty()) throw std::runtime_error(std::string(what.name) + ": no peer computes it");
    return expected;
  }

  result run_once(row const& what, binder const& bind, bool fresh) {
    memory_.reset_output(problem_, what);
    std::vector<std::byte> copy;
    problem inspecting = problem_;
    if (fresh) inspecting.inspected = &copy;
    bind(inspecting)(1);
    return result(what.result, fresh ? copy.data() : static_cast<std::byte const*>(problem_.out), problem_.out_size);
  }

  void enter(peer const& each, row const& what) {
    implementation const* const how = each.find(what.name);
    if (how == nullptr || !each.runs_on(problem_.threads)) return;
    memory_.reset_output(problem_, what);
    if (how->into) add(each.name() + "\tinto", how->into(problem_), 1);
    if (how->fresh) add(each.name() + "\tfresh", how->fresh(problem_), 1);
  }

  void enter_limit(row const& what) {
    stream_kernel const kernel = kernel_like(what);
    problem scaled = problem_;
    double const factor = scale_to(what, scaled);
    add("stream\tregular", stream(kernel, scaled, false), factor);
    if (kernel.writes) add("stream\tstreaming", stream(kernel, scaled, true), factor);
  }

  void add(std::string name, statement run, double factor) {
    contest_.add(std::move(name), std::move(run));
    factor_.push_back(factor);
  }

  static void print(result const& expected) {
    checksums const sums = expected.sums();
    for (std::size_t part = 0; part < sums.weighted.size(); ++part)
      std::printf("%.17g\t%.17g\n", sums.weighted[part], sums.absolute[part]);
  }

  arena memory_;
  std::vector<peer> peers_;
  problem problem_{};
  contest contest_;
  std::vector<double> factor_;
};

}  // namespace
}  // namespace bench::peers

int main(int argc, char** argv) {
  using namespace bench::peers;
  if (argc != 2) {
    std::fprintf(stderr, "usage: peers LARGEST-N\n");
    return 2;
  }
  server it(std::atoll(argv[1]));
  for (std::string line; std::getline(std::cin, line) && line != "quit";) {
    try {
      it.answer(line);
    } catch (std::exception const& problem) {
      std::printf("error\t%s\n", problem.what());
    }
    std::printf(".\n");
    std::fflush(stdout);
  }
  return 0;
}
