#pragma once

#include <memory>
#include <vector>

#include <sinter/sinter.hpp>

#include "shared.hpp"

namespace hot {

extern sinter::isa_function<int()> const copy;  // the ISA of the copy that runs
extern sinter::isa_function<int()> const flags;
extern sinter::isa_function<int()> const flags_of_a_shape;
extern sinter::isa_function<void(std::vector<double>&, std::vector<double> const&)> const mix;
extern sinter::isa_function<sinter::ndarray<double, 1>(sinter::view<double const, 1>)> const fused;
extern sinter::isa_function<std::unique_ptr<int>(std::unique_ptr<int>)> const count_calls;
extern sinter::isa_function<void()> const refuse;

}  // namespace hot

extern sinter::isa_function<int(int&, int&&)> const own;
extern sinter::isa_function<int()> const second;
