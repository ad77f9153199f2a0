// Where per_op and fused cross, and whether `automatic` finds the better of them: for four expressions over four layouts
// at every size, all modes taking turns.
//
// usage: threshold [--to=N] [--table=FILE]
//   exit status 1 when `automatic` is slower than the better of per_op and fused by more than 5 % or 2 ns, whichever
//   is larger, at any size: by the best samples of up to five measurements, and in the median round of each of them.
//   Where other programs keep the cores busy, threads wait for them: SINTER_NUM_THREADS=1 leaves threads out of the
//   question.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "kinds.hpp"

namespace bench {
namespace {

struct arguments {
  index_t largest = index_t{1} << 24;
  std::FILE* table = nullptr;
};

// 1, 2, 3, 4, 6, 8, 12, …
std::vector<index_t> sizes_up_to(index_t largest) {
  std::vector<index_t> sizes{1};
  for (index_t n = 2; n <= largest; n *= 2) {
    sizes.push_back(n);
    if (n / 2 * 3 <= largest) sizes.push_back(n / 2 * 3);
  }
  return sizes;
}

// The layouts: each makes operands with n elements to compute, and an output for them.

struct static_rank {
  static constexpr char const* name = "static rank";
  using array = ndarray<double, 1>;
  array make(index_t n) const { return empty<double>({n}); }
  static array const& operand(array const& whole) { return whole; }
};

struct dynamic {
  static constexpr char const* name = "dynamic rank";
  using array = ndarray<double>;
  array make(index_t n) const { return empty<double>(std::vector<index_t>{n}); }
  static array const& operand(array const& whole) { return whole; }
};

struct every_second {
  static constexpr char const* name = "every second element";
  using array = ndarray<double, 1>;
  array make(index_t n) const { return empty<double>({n * 2}); }
  static auto operand(array const& whole) { return whole(every(2)); }
};

// Rows of up to 4096 elements; the second operand is one row.
struct with_row {
  static constexpr char const* name = "grid and row";
  static index_t columns(index_t n) {
    index_t width = n;
    while (width > 4096 || width * width > std::max<index_t>(16, n)) width = width % 2 == 0 ? width / 2 : width / 3;
    return width;
  }
  using array = ndarray<double, 2>;
  array make(index_t n) const { return empty<double>({n / columns(n), columns(n)}); }
  static array const& operand(array const& whole) { return whole; }
};

template <class Kind, class Layout>
class question {
 public:
  explicit question(index_t n) : a_(made(n, 1)), b_(made(n, 2)), c_(made(n, 3)), d_(made(n, 4)), out_(made(n, 5)) {}

  void enter(contest& to) {
    for (mode const how : {mode::automatic, mode::per_op, mode::fused, mode::blocked}) {
      to.add(sinter::to_string(how), [this, how](index_t repeats) {
        with_mode const set(how);
        for (; repeats > 0; --repeats) {
          write(out_);
          barrier();
        }
      });
      if (how == mode::blocked) continue;
      if (how == mode::automatic) {  // as many samples of each mode as of the others
        to.add("automatic again", [this](index_t repeats) {
          for (; repeats > 0; --repeats) {
            write(out_);
            barrier();
          }
        });
        continue;
      }
      to.add(std::string("assign ") + sinter::to_string(how), [this, how](index_t repeats) {
        for (; repeats > 0; --repeats) {
          write(out_, how);
          barrier();
        }
      });
    }
  }

 private:
  using array = typename Layout::array;

  static array made(index_t n, unsigned seed) {
    array whole = Layout{}.make(n);
    fill(whole, seed);
    return whole;
  }

  SINTER_INLINE auto tree() {
    if constexpr (std::same_as<Layout, with_row>) {
      auto const row = b_(0, all);
      return Kind::tree(a_, row, c_, d_);
    } else {
      return Kind::tree(Layout::operand(a_), Layout::operand(b_), Layout::operand(c_), Layout::operand(d_));
    }
  }

  SINTER_INLINE void write(array& out) {
    if constexpr (std::same_as<Layout, every_second>) {
      out(every(2)) = tree();
    } else {
      out = tree();
    }
  }
  SINTER_INLINE void write(array& out, mode how) {
    if constexpr (std::same_as<Layout, every_second>) {
      assign(out(every(2)), tree(), {.mode = how});
    } else {
      assign(out, tree(), {.mode = how});
    }
  }

  array a_, b_, c_, d_, out_;
};

// What one size of one series came to.
struct point {
  index_t n;
  double automatic, per_op, fused, blocked;
  double over_per_op, over_fused;  // `automatic` divided by these, in the median round

  double better() const { return std::min(per_op, fused); }
  double allowed() const { return better() + std::max(0.05 * better(), 2.0); }
  bool misses() const { return automatic > allowed() && std::max(over_per_op, over_fused) * better() > allowed(); }

  void take_best(point const& other) {
    automatic = std::min(automatic, other.automatic);
    per_op = std::min(per_op, other.per_op);
    fused = std::min(fused, other.fused);
    blocked = std::min(blocked, other.blocked);
    over_per_op = std::min(over_per_op, other.over_per_op);
    over_fused = std::min(over_fused, other.over_fused);
  }
};

template <class Kind, class Layout>
point measure(index_t n, double seconds, int rounds) {
  question<Kind, Layout> asked(n);
  contest modes;
  asked.enter(modes);
  // Long enough for what threads cost that have to be woken first, once in each sample.
  modes.run(seconds, rounds, n > 1000 ? 1e6 : 2e4);
  return {n,
          std::min(modes.best("automatic"), modes.best("automatic again")),
          std::min(modes.best("per_op"), modes.best("assign per_op")),
          std::min(modes.best("fused"), modes.best("assign fused")),
          modes.best("blocked"),
          modes.median_ratio("automatic", "automatic again", "per_op", "assign per_op"),
          modes.median_ratio("automatic", "automatic again", "fused", "assign fused")};
}

// The largest size up to which per_op is the faster one throughout; 0 if it never is.
index_t crossover(std::vector<point> const& points) {
  index_t last = 0;
  for (point const& p : points) {
    if (p.per_op > p.fused) break;
    last = p.n;
  }
  return last;
}

template <class Kind, class Layout>
int series(arguments const& from) {
  std::vector<point> points;
  int misses = 0;
  for (index_t const n : sizes_up_to(from.largest)) {
    point p = measure<Kind, Layout>(n, 0.006, n > 1000000 ? 4 : 8);
    // Somebody else's work makes a miss too, and so do addresses that meet in a cache: one that is ours stays wherever the
    // arrays are.
    std::vector<ndarray<double, 1>> taken;
    for (int more = 0; more < 4 && p.misses(); ++more) {
      taken.push_back(empty<double>({n + 8 * more}));
      p.take_best(measure<Kind, Layout>(n, 0.05, 12));
    }
    points.push_back(p);
    if (from.table != nullptr) {
      std::fprintf(from.table, "\"%s\"\t\"%s\"\t%td\t%.2f\t%.2f\t%.2f\t%.2f\n", Kind::name, Layout::name, p.n, p.per_op,
                   p.fused, p.blocked, p.automatic);
    }
  }
  index_t const crossed = crossover(points);
  std::printf("%-16s %-21s per_op is faster up to %td\n", Kind::name, Layout::name, crossed);
  for (point const& p : points) {
    if (!p.misses()) continue;
    ++misses;
    std::printf("  n = %td: automatic %.1f ns, per_op %.1f, fused %.1f, blocked %.1f: %.1f ns over\n", p.n, p.automatic,
                p.per_op, p.fused, p.blocked, p.automatic - p.allowed());
  }
  std::fflush(stdout);
  return misses;
}

template <class Kind>
int all_layouts(arguments const& from) {
  return series<Kind, static_rank>(from) + series<Kind, dynamic>(from) + series<Kind, with_row>(from) +
         series<Kind, every_second>(from);
}

arguments parse(int argc, char** argv) {
  arguments result;
  for (int i = 1; i < argc; ++i) {
    if (std::strncmp(argv[i], "--to=", 5) == 0) {
      result.largest = std::atoll(argv[i] + 5);
    } else if (std::strncmp(argv[i], "--table=", 8) == 0) {
      result.table = std::fopen(argv[i] + 8, "w");
    }
    if (result.largest < 1 || (std::strncmp(argv[i], "--table=", 8) == 0 && result.table == nullptr)) {
      std::fprintf(stderr, "threshold: cannot use %s\n", argv[i]);
      std::exit(2);
    }
  }
  return result;
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  using namespace bench;
  arguments const from = parse(argc, argv);
  settings().scratch_bytes = std::numeric_limits<index_t>::max();
  if (from.table != nullptr)
    std::fprintf(from.table, "# expression\tlayout\tn\tper_op\tfused\tblocked\tautomatic (ns)\n");
  std::printf("%s; this file compiled for %s; fusion_threshold %td\n", sinter::to_string(machine()).c_str(),
              sinter::to_string(compiled_arch::value), settings().fusion_threshold.get());
  int const misses = all_layouts<one_op>(from) + all_layouts<two_ops>(from) + all_layouts<five_ops>(from) +
                     all_layouts<exponential>(from);
  std::printf("%d sizes at which automatic is slower than the better of per_op and fused by more than 5 %% or 2 ns\n",
              misses);
  return misses == 0 ? 0 : 1;
}
