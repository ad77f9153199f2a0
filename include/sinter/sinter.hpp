#pragma once

// The whole library except <sinter/eigen.hpp>.

#include <sinter/array/create.hpp>
#include <sinter/array/evaluate.hpp>
#include <sinter/array/reduce.hpp>
#include <sinter/array/statistics.hpp>
#include <sinter/core/error.hpp>
#include <sinter/expr/functions.hpp>
#include <sinter/expr/map.hpp>
#include <sinter/expr/math.hpp>
#include <sinter/grid/grid.hpp>
#include <sinter/io/npy.hpp>
#include <sinter/io/print.hpp>
#include <sinter/kernels/isa_function.hpp>
#include <sinter/plan/machine.hpp>
