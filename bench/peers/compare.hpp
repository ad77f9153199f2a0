#pragma once

#include <string>
#include <vector>

#include "rows.hpp"

namespace bench::peers {

// Sums over 16 equal parts of a result, weighted by position so that elements that changed places show. The Python
// peers compute the same.
struct checksums {
  std::vector<double> weighted;
  std::vector<double> absolute;  // of the absolute values: the scale of what may differ
};

// A copy of what a statement wrote.
class result {
 public:
  std::string name;

  result() = default;
  result(type element, std::byte const* data, index_t size);

  bool empty() const { return values_.empty(); }
  // Says where they differ by more than the relative tolerance, and NaN anywhere; empty when they agree.
  std::string difference_from(result const& other, double tolerance) const;
  checksums sums() const;

 private:
  std::vector<double> values_;
};

}  // namespace bench::peers
