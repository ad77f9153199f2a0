#pragma once

#include "peer.hpp"

// Each way to compile a peer has a namespace of its own, so that no template of one is merged with that of another.
namespace bench::peers::PEERS_NAMESPACE {

peer make();

void add_arithmetic(peer& to);
void add_functions(peer& to);
void add_grids(peer& to);
void add_reductions(peer& to);
void add_models(peer& to);

}  // namespace bench::peers::PEERS_NAMESPACE
