#pragma once

#include <sinter/plan/threads.hpp>

#include "interpreter.hpp"

namespace sinter::detail {

// The axes that `bits` names, in their order, merged where that is possible; the streams are the leaves.
layout chosen_axes(statement const& what, unsigned bits);

// Whether values are made in the loop of the statement or by kernels, block by block; nothing is too small for either.
sinter::mode mode_for(statement const& what, index_t elements);

int threads_for(statement const& what, index_t elements);

template <class Task>
void in_parallel(index_t count, index_t chunk, int threads, Task const& task) {
  auto const call = [](void* self, index_t first, index_t last) { (*static_cast<Task const*>(self))(first, last); };
  parallel_for(count, chunk, threads, call, const_cast<void*>(static_cast<void const*>(&task)));
}

}  // namespace sinter::detail
