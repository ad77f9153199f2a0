#pragma once

#include <iosfwd>
#include <string>

#include <sinter/shape/operand.hpp>

namespace sinter::detail {

std::string format_array(operand const& array);
void write(std::ostream& stream, operand const& array);

}  // namespace sinter::detail
