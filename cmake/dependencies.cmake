# System copies only. What only tests, benchmarks or examples need is looked up there.

find_package(xsimd REQUIRED) # no version here: xsimd's version file accepts one major version, we accept a range
if(xsimd_VERSION VERSION_LESS 8.1 OR xsimd_VERSION VERSION_GREATER_EQUAL 15)
  message(FATAL_ERROR "sinter needs xsimd 8.1 to 14.x; found ${xsimd_VERSION} in ${xsimd_DIR}")
endif()

find_package(SLEEF REQUIRED)

if(SINTER_WITH_OPENMP)
  find_package(OpenMP REQUIRED COMPONENTS CXX)
endif()
