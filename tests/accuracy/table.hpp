#pragma once

#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>

namespace sinter::testing {

struct published {
  double float_ulp, double_ulp;
};

// The rows of the page's first table for one family of ISAs:
// "| `name` | float ULP, double ULP with FMA | float ULP, double ULP without | ...".
inline std::map<std::string, published> read_table(char const* path, bool with_fma) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(std::string(path) + ": cannot be read");
  std::map<std::string, published> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() && !rows.empty()) break;
    if (line.rfind("| `", 0) != 0) continue;
    std::size_t const end = line.find('`', 3);
    published row{};
    char mark = 0;
    published other{};
    std::istringstream rest(line.substr(end + 1));
    rest >> mark >> row.float_ulp >> mark >> row.double_ulp >> mark >> other.float_ulp >> mark >> other.double_ulp;
    if (!rest) {
      throw std::runtime_error(std::string(path) + ": cannot read the row " + line);
    }
    rows[line.substr(3, end - 3)] = with_fma ? row : other;
  }
  return rows;
}

// Puts `table` where the page has its first table, and `machine` where it has a line that begins so; the rest stays.
inline void replace_table(char const* path, std::string const& table, std::string const& machine) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(std::string(path) + ": cannot be read");
  std::string page;
  bool done = false, inside = false;
  for (std::string line; std::getline(file, line);) {
    inside = line.rfind("|", 0) == 0 && (inside || !done);
    if (inside) {
      if (!done) page += table;
      done = true;
    } else {
      page += (line.rfind("Machine: ", 0) == 0 ? machine : line) + "\n";
    }
  }
  file.close();
  std::ofstream out(path);
  if (!(out << page) || !done) throw std::runtime_error(std::string(path) + ": has no table, or cannot be written");
}

// Upwards to two digits: what is published is a bound of what was found.
inline double rounded_up(double ulp) { return ulp == 0 ? 0 : std::ceil(ulp * 100 - 1e-9) / 100; }

}  // namespace sinter::testing
