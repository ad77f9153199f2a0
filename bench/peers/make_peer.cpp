#include "rows_of_peer.hpp"

namespace bench::peers::PEERS_NAMESPACE {

[[gnu::visibility("default")]] peer make() {
  peer result(PEERS_NAME, takes_part::PEERS_WHEN);
  add_arithmetic(result);
  add_functions(result);
  add_grids(result);
  add_reductions(result);
  add_models(result);
  return result;
}

}  // namespace bench::peers::PEERS_NAMESPACE
