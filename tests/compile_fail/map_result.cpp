// What map writes into an array has to be an element.
// expect: sinter: the function given to map must return an element type

#include <sinter/sinter.hpp>

using namespace sinter;

#include <string>

auto refused(ndarray<double, 1> const& a) {
  return map([](double) { return std::string("text"); }, a);
}
