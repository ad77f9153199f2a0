#include <sinter/eigen.hpp>
