#include "peers.hpp"

namespace bench::peers {

namespace hand {
peer make();
}
namespace sinter_native {
peer make();
}
namespace sinter_baseline {
peer make();
}
namespace eigen {
peer make();
}
#if defined(PEERS_WITH_XTENSOR)
namespace xtensor {
peer make();
}
namespace xtensor_threads {
peer make();
}
#endif

std::vector<peer> all_peers() {
  std::vector<peer> peers;
  peers.push_back(hand::make());
  peers.push_back(sinter_native::make());
  peers.push_back(sinter_baseline::make());
  peers.push_back(eigen::make());
#if defined(PEERS_WITH_XTENSOR)
  peers.push_back(xtensor::make());
  peers.push_back(xtensor_threads::make());
#endif
  return peers;
}

}  // namespace bench::peers
