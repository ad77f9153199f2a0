# Every option of the build. A project that adds sinter as a subdirectory gets the library and nothing else.

option(SINTER_BUILD_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(SINTER_BUILD_BENCH "Build the benchmarks" ${PROJECT_IS_TOP_LEVEL})
option(SINTER_BUILD_EXAMPLES "Build the examples" ${PROJECT_IS_TOP_LEVEL})
option(SINTER_INSTALL "Generate the install rules" ${PROJECT_IS_TOP_LEVEL})
option(SINTER_WERROR "Turn warnings into errors" OFF)
option(SINTER_WITH_OPENMP "Run large statements on several threads" ON)
option(SINTER_CHECKED "Test every index, and trap the use of what no longer lives; holds for the programs linked too" OFF)
option(SINTER_CCACHE "Compile through ccache where it is installed" ${PROJECT_IS_TOP_LEVEL})
set(SINTER_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them (address,undefined or thread)")
set(SINTER_ISAS "" CACHE STRING "Kernel ISAs besides baseline (empty: all that this architecture has)")

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
endif()
