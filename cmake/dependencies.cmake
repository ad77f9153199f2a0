# System copies only. What only tests, benchmarks or examples need is looked up there.

find_package(xsimd REQUIRED)
include(sinter-xsimd)

find_package(SLEEF REQUIRED)

find_package(Xbyak REQUIRED)

if(SINTER_WITH_OPENMP)
  find_package(OpenMP REQUIRED COMPONENTS CXX)
endif()
