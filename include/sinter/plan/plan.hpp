#pragma once

#include <iosfwd>
#include <string>

#include <sinter/plan/statement.hpp>

namespace sinter {

enum class store_policy : unsigned char {
  regular,    // through the caches
  streaming,  // past them
};

namespace detail {

// What overlap of the output with one leaf asks for.
enum class alias : unsigned char {
  none,      // no byte in common
  same,      // every element with itself: runs in place
  forward,   // the leaf is ahead in memory: visit addresses upwards, block by block through a copy of the block
  backward,  // the leaf is behind: downwards
  copy,      // anything else: the leaf or the result goes through a temporary
};

char const* to_string(alias value);

}  // namespace detail

// Every decision about one statement, as data. `explain` prints it.
struct plan {
  sinter::mode mode = sinter::mode::automatic;
  char const* reason = "";  // why this mode
  sinter::isa isa = sinter::isa::baseline;
  index_t elements = 0;  // of the output
  int axes = 0;          // of the loop nest after merging
  index_t inner = 0;     // extent of the innermost axis
  index_t block = 0;     // elements done at a time
  int threads = 1;
  store_policy stores = store_policy::regular;
  detail::alias alias = detail::alias::none;  // the most demanding of all leaves
  index_t temporary_bytes = 0;                // copies that overlap makes necessary
  int streams = 0;                            // arrays read and written
  int packed = 0;                             // leaves that are gathered block by block
  double bytes_per_element = 0;               // read and written
  int operations_per_element = 0;
  double predicted_ns = 0;  // for the whole statement, from the cost table; a guide, not a promise
};

// One decision per line.
std::string to_string(plan const& what);
std::ostream& operator<<(std::ostream& out, plan const& what);

namespace detail {

// What `automatic` and the settings come to for this statement.
struct mode_choice {
  sinter::mode mode;
  char const* reason;
};
// `inner`: elements in a run without gaps. `sparse`: arrays that a fused loop takes as they lie and kernels do not.
mode_choice choose_mode(expression_facts const& facts, index_t elements, index_t inner, int sparse, bool needs_plan,
                        options const& how);

// The same where all arrays are contiguous and of one shape.
mode_choice choose_plain_mode(statement const& what, index_t elements, options const& how);

// Past the caches goes what would not stay in them, all that is read and written taken together: a line that is not read
// before it is written saves a third of the traffic of two inputs. Not where the expression reads what it overwrites, nor
// in short rows, whose ends are stored through the caches. What a function at the root of the tree has stored would have to
// be copied there: as long as a thread computes, it does not wait for lines. `work`: ns of all threads together.
bool streaming_repays(expression_facts const& facts, double bytes, double work, int threads);
// Up to so many bytes it never does, unless the settings say so.
index_t bytes_through_caches();
inline constexpr index_t shortest_streamed_row = 4096;  // bytes

// All arrays are contiguous and of one shape, and each leaf is the output itself or apart from it.
bool is_plain(statement const& what);

// Throws shape_error when several indices of the output are one element.
void check_output(operand const& out);

// Whether blocks through the kernels of a newer ISA than that of the file are faster than its fused loop, for so many
// elements in all, in rows, where so many arrays have to be gathered or scattered for the kernels alone. Never where the
// settings ask for the fused loop.
bool kernels_repay(expression_facts const& facts, index_t elements, index_t rows = 1, int packed = 0);

// Elements of a block of `blocked`: 60 % of the L1 cache shared by all streams and temporaries, at most 4 KiB each,
// in whole lines, for elements of 8 bytes.
index_t block_elements(expression_facts const& facts, int streams);
// Whether a statement of these types has a form whose results go past the caches.
bool results_stream(expression_facts const& facts, mode chosen);

// ns per element of so many, in the caches where they fit.
double time_per_element(loop_costs const& costs, bool has_kernels, index_t elements);

}  // namespace detail
}  // namespace sinter
