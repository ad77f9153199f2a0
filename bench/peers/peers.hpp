#pragma once

#include <vector>

#include "peer.hpp"

namespace bench::peers {

// Every C++ peer of this build. The first one that has a row gives the results that the others are compared with.
std::vector<peer> all_peers();

}  // namespace bench::peers
