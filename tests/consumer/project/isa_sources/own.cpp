#include "hot.hpp"

// Outside every namespace, and one function of the file calls another.
namespace SINTER_ISA_NAMESPACE {

static int twice(int value) { return 2 * value; }

int own(int& first, int&& other) {
  first = twice(first);
  return flags_of<int>() * 100 + first + other;
}

}  // namespace SINTER_ISA_NAMESPACE

SINTER_DISPATCH(own);
