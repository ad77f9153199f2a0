#include <sinter/kernels/table.hpp>

namespace sinter::detail {
namespace {

template <class Element>
void divide_by_kernel(Element* a, Element const* b, int lanes, bool wants_remainder) {
  int const code = wants_remainder ? ops::code_of<ops::remainder> : ops::code_of<ops::floor_divide>;
  std::byte const* const operands[] = {reinterpret_cast<std::byte const*>(a), reinterpret_cast<std::byte const*>(b)};
  kernels().operation[code][static_cast<int>(element_type_of<Element>)](reinterpret_cast<std::byte*>(a), operands, 0,
                                                                        lanes);
}

}  // namespace

void divide_lanes(std::int64_t* a, std::int64_t const* b, int lanes, bool wants_remainder) {
  divide_by_kernel(a, b, lanes, wants_remainder);
}
void divide_lanes(std::uint64_t* a, std::uint64_t const* b, int lanes, bool wants_remainder) {
  divide_by_kernel(a, b, lanes, wants_remainder);
}

}  // namespace sinter::detail
