#include "hot.hpp"

#include <algorithm>
#include <numeric>

namespace hot {
namespace SINTER_ISA_NAMESPACE {

int copy() { return static_cast<int>(sinter::compiled_arch::value); }

int flags() { return flags_of<int>(); }

int flags_of_a_shape() { return std::make_unique<shape>()->flags(); }

// Plain loops, which the compiler may contract where there is FMA, and the standard library's templates.
void mix(std::vector<double>& out, std::vector<double> const& in) {
  std::vector<double> sorted(in);
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> sums(in.size());
  std::partial_sum(sorted.begin(), sorted.end(), sums.begin());
  out.clear();
  for (std::size_t i = 0; i < in.size(); ++i) {
    out.push_back((in[i] * sorted[i] + sums[i]) / (in[i] - HOT_SCALE * sorted[i]));
  }
}

sinter::ndarray<double, 1> fused(sinter::view<double const, 1> in) {
  return in * in * 0.1 + in / 3.0 - sqrt(in) / (in * in + 0.7);
}

std::unique_ptr<int> count_calls(std::unique_ptr<int> last) {
  ++calls();
  total += *last;
  *last = calls();
  return last;
}

void refuse() { throw refusal("refused"); }

}  // namespace SINTER_ISA_NAMESPACE

SINTER_DISPATCH(copy);
SINTER_DISPATCH(flags);
SINTER_DISPATCH(flags_of_a_shape);
SINTER_DISPATCH(mix);
SINTER_DISPATCH(fused);
SINTER_DISPATCH(count_calls);
SINTER_DISPATCH(refuse);

}  // namespace hot
