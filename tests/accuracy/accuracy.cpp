#include <cstdlib>
#include <cstring>
#include <exception>
#include <unistd.h>

#include "accuracy/measure.hpp"
#include "accuracy/table.hpp"

// accuracy --check PAGE     measures a sample and fails where an error is larger than the page says
// accuracy --write PAGE     measures many more arguments and the times, and writes the page's table anew
// accuracy --same-bits      fails where the ISAs with FMA, or two places in an array, differ in a bit
// accuracy --errors [FUNCTION], --time, --digest   what the modes above ask this program for another ISA

namespace sinter::testing {
namespace {

std::uint64_t seed() {
  char const* const text = std::getenv("SINTER_TEST_SEED");
  return text != nullptr ? std::strtoull(text, nullptr, 10) : 1;
}

template <class Element, class Function, bool IsBinary>
worst_error measure(Function const& tested, std::bool_constant<IsBinary>, effort how) {
  if constexpr (IsBinary) {
    return measure_binary<Element>(tested, {how.seed, how.chunks * 4, 0});
  } else {
    return measure_unary<Element>(tested, how);
  }
}

bool within(char const* name, char const* type, worst_error found, double limit) {
  bool const good = found.ulp <= limit + exact::reference_error;
  std::printf("%-8s %-6s %8.4f of %5.2f ULP, at %.17g %.17g%s\n", name, type, found.ulp, limit, found.x, found.y,
              good ? "" : "  <-- larger than published");
  std::fflush(stdout);
  return good;
}

int check(char const* page) {
  auto const rows = read_table(page, active_isa() != isa::baseline);
  effort const how{seed(), 64, 1024};
  std::printf("SINTER_TEST_SEED=%llu, %s\n", static_cast<unsigned long long>(how.seed), to_string(active_isa()));
  bool good = true;
  std::size_t tested_functions = 0;
  for_each_function([&](auto const& tested, auto is_binary) {
    auto const row = rows.find(tested.name);
    ++tested_functions;
    if (row == rows.end()) {
      std::printf("%s is not in the table\n", tested.name);
      good = false;
      return;
    }
    good &= within(tested.name, "float", measure<float>(tested, is_binary, how), row->second.float_ulp);
    good &= within(tested.name, "double", measure<double>(tested, is_binary, how), row->second.double_ulp);
  });
  if (rows.size() != tested_functions) std::printf("the table names functions that are not tested\n");
  return good && rows.size() == tested_functions ? 0 : 1;
}

// What this program prints for another ISA.
std::string output_of(isa value, char const* mode) {
  std::string const command =
      std::string("SINTER_ISA=") + to_string(value) + " /proc/" + std::to_string(getpid()) + "/exe " + mode;
  FILE* const pipe = popen(command.c_str(), "r");
  std::string output;
  char part[256];
  while (pipe != nullptr && std::fgets(part, sizeof part, pipe) != nullptr) output += part;
  if (pipe == nullptr || pclose(pipe) != 0) throw std::runtime_error(command + " failed: " + output);
  return output;
}

template <class Element, class Function, bool IsBinary>
double time_one(Function const& tested, std::bool_constant<IsBinary>, bool scalar) {
  auto const x = ordinary_arguments<Element>(tested.name, 1), y = ordinary_arguments<Element>(tested.name, 2);
  if constexpr (IsBinary) {
    return time_of<Element>(tested, scalar, x, y);
  } else {
    return time_of<Element>(tested, scalar, x);
  }
}

using times = std::map<std::string, std::pair<double, double>>;

times times_here(bool scalar) {
  times all;
  for_each_function([&](auto const& tested, auto is_binary) {
    all[tested.name] = {time_one<float>(tested, is_binary, scalar), time_one<double>(tested, is_binary, scalar)};
  });
  return all;
}

int print_times() {
  for (auto const& [name, time] : times_here(false))
    std::printf("%s %.6g %.6g\n", name.c_str(), time.first, time.second);
  return 0;
}

times times_of(isa value) {
  std::istringstream lines(output_of(value, "--time"));
  times all;
  std::string name;
  for (std::pair<double, double> time; lines >> name >> time.first >> time.second;) all[name] = time;
  return all;
}

// FNV-1a over the bits of all results; NaN counts as one value.
template <class Element>
void add_to_digest(std::uint64_t& digest, view<Element const, 1> values) {
  for (index_t i = 0; i < values.size(); ++i) {
    Element const value = std::isnan(values(i)) ? std::numeric_limits<Element>::quiet_NaN() : values(i);
    digest = (digest ^ std::bit_cast<bits_of<Element>>(value)) * 0x100000001B3u;
  }
}

// One chunk forwards and backwards: other neighbours, other lanes.
template <class Element, class Function, bool IsBinary>
std::uint64_t digest_of(Function const& tested, std::bool_constant<IsBinary>, bool backwards) {
  std::uint64_t digest = 0xCBF29CE484222325u;
  auto x = empty<Element>({chunk_size}), y = empty<Element>({chunk_size}), got = empty<Element>({chunk_size});
  for (std::uint64_t chunk = 0; chunk < 4; ++chunk) {
    index_t const first = backwards ? chunk_size - 1 : 0, step = backwards ? -1 : 1;
    view<Element, 1> const a(x.data() + first, {chunk_size}, {step}), b(y.data() + first, {chunk_size}, {step});
    view<Element, 1> const out(got.data() + first, {chunk_size}, {step});
    if constexpr (IsBinary) {
      fill_arguments<Element>(a, b, tested, seed(), chunk);
      assign(got, tested.expression(x, y), {.threads = 1});
    } else {
      fill_unary_arguments<Element>(a, tested, seed(), chunk);
      assign(got, tested.expression(x), {.threads = 1});
    }
    add_to_digest<Element>(digest, out);
  }
  return digest;
}

int print_digests(bool backwards) {
  for_each_function([&](auto const& tested, auto is_binary) {
    std::printf("%s %016llx %016llx\n", tested.name,
                static_cast<unsigned long long>(digest_of<float>(tested, is_binary, backwards)),
                static_cast<unsigned long long>(digest_of<double>(tested, is_binary, backwards)));
  });
  return 0;
}

bool same_output(isa value, char const* mode, isa other, char const* wanted_mode) {
  std::string const got = output_of(value, mode), wanted = output_of(other, wanted_mode);
  if (got == wanted) return true;
  std::printf("%s %s:\n%s\n%s %s:\n%s\n", to_string(value), mode, got.c_str(), to_string(other), wanted_mode,
              wanted.c_str());
  return false;
}

int same_bits() {
  bool good = true;
  for (isa const value : {isa::baseline, isa::avx2, isa::avx512}) {
    if (value > machine().best_isa) continue;
    good &= same_output(value, "--digest-backwards", value, "--digest");
    if (value > isa::avx2) good &= same_output(value, "--digest", isa::avx2, "--digest");
  }
  return good ? 0 : 1;
}

using errors = std::map<std::string, published>;

int print_errors(std::string_view only) {
  effort const how{seed(), 2048, 1 << 14};
  for_each_function([&](auto const& tested, auto is_binary) {
    if (!only.empty() && only != tested.name) return;
    std::printf("%s %.17g %.17g\n", tested.name, measure<float>(tested, is_binary, how).ulp,
                measure<double>(tested, is_binary, how).ulp);
  });
  return 0;
}

errors errors_of(isa value) {
  std::istringstream lines(output_of(value, "--errors"));
  errors all;
  std::string name;
  for (published one; lines >> name >> one.float_ulp >> one.double_ulp;) all[name] = one;
  return all;
}

std::string row(char const* name, std::vector<errors> const& families, std::vector<times> const& columns,
                char const* remark) {
  char text[128];
  std::string line = std::string("| `") + name + "` |";
  for (errors const& family : families) {
    published const error = family.at(name);
    std::snprintf(text, sizeof text, " %.2f / %.2f |", rounded_up(error.float_ulp), rounded_up(error.double_ulp));
    line += text;
  }
  for (times const& column : columns) {
    auto const time = column.at(name);
    std::snprintf(text, sizeof text, " %.2f / %.2f |", time.first, time.second);
    line += text;
  }
  return line + " " + remark + " |\n";
}

// On a machine without FMA the first column is the baseline's as well.
std::string measured_table() {
  std::vector<times> columns;
  std::string head = "| function | avx2 and avx512, ULP | baseline, ULP |", rule = "|---|---|---|";
  for (isa const value : {isa::avx512, isa::avx2, isa::baseline}) {
    if (value > machine().best_isa) continue;
    columns.push_back(times_of(value));
    head += std::string(" ") + to_string(value) + ", ns |";
    rule += "---|";
  }
  columns.push_back(times_here(true));
  std::vector<errors> const families{errors_of(machine().best_isa), errors_of(isa::baseline)};
  std::string table = head + " C library, ns | remarks |\n" + rule + "---|---|\n";
  for_each_function([&](auto const& tested, auto) { table += row(tested.name, families, columns, tested.remark); });
  return table;
}

int write(char const* path) {
  replace_table(path, measured_table(), "Machine: " + to_string(machine()));
  return 0;
}

int run(int argc, char** argv) {
  std::string_view const mode = argc > 1 ? argv[1] : "";
  if (mode == "--check" && argc == 3) return check(argv[2]);
  if (mode == "--write" && argc == 3) return write(argv[2]);
  if (mode == "--same-bits") return same_bits();
  if (mode == "--errors") return print_errors(argc == 3 ? argv[2] : "");
  if (mode == "--time") return print_times();
  if (mode == "--digest" || mode == "--digest-backwards") return print_digests(mode != "--digest");
  std::fprintf(stderr, "usage: accuracy --check PAGE | --write PAGE | --same-bits | --errors | --time | --digest\n");
  return 2;
}

}  // namespace
}  // namespace sinter::testing

int main(int argc, char** argv) {
  try {
    return sinter::testing::run(argc, argv);
  } catch (std::exception const& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
  }
}
