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

  bool empty() const { return bytes_.empty(); }
  // Says where they differ by more than the relative tolerance; empty when they agree. NaN agrees with nothing.
  std::string difference_from(result const& other, double tolerance) const;
  // Says where a NaN is; empty when there is none.
  std::string nan() const { return difference_from(*this, 0, true); }
  checksums sums() const;

 private:
  std::string difference_from(result const& other, double tolerance, bool every_element) const;
  template <class Use>
  auto visit(Use const& use) const;

  type element_ = type::f64;
  std::vector<std::byte> bytes_;
};

}  // namespace bench::peers
