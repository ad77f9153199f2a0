# Configures, builds and runs one consumer project with nothing but default flags.
#   cmake -DKIND=find_package|subdirectory -DSOURCE=<sinter> -DBUILD=<build of sinter> -DWORK=<scratch folder>
#         -DPROJECT=<folder here> -DPROGRAM=<main.cpp> -DCOMPILER=<c++> -DLAUNCHER=<ccache or empty>
#         -DISAS=<isa,isa...> -P build.cmake
# A project may have a check.cmake, which is included at the end.

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "failed (${result}): ${command}")
  endif()
endfunction()

file(REMOVE_RECURSE "${WORK}")
set(ENV{CXXFLAGS} "")
set(ENV{LDFLAGS} "")
if(KIND STREQUAL "find_package")
  run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${WORK}/prefix")
  set(where "-DCMAKE_PREFIX_PATH=${WORK}/prefix")
else()
  set(where "-DSINTER_SOURCE=${SOURCE}")
endif()

run("${CMAKE_COMMAND}" -S "${SOURCE}/tests/consumer/${PROJECT}" -B "${WORK}/build" -G Ninja "${where}"
    "-DPROGRAM=${PROGRAM}" "-DISAS=${ISAS}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}" -DCMAKE_BUILD_TYPE=Release
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON)
run("${CMAKE_COMMAND}" --build "${WORK}/build")
run("${WORK}/build/app")

file(READ "${WORK}/build/compile_commands.json" commands)
string(JSON count LENGTH "${commands}")
math(EXPR last "${count} - 1")
foreach(i RANGE ${last})
  string(JSON file GET "${commands}" ${i} file)
  string(JSON command GET "${commands}" ${i} command)
  if(file STREQUAL "${PROGRAM}" AND command MATCHES " (-fopenmp|-march|-mavx|-W|-ffp)")
    message(FATAL_ERROR "the user's file is compiled with our flag ${CMAKE_MATCH_1}: ${command}")
  endif()
endforeach()

if(EXISTS "${SOURCE}/tests/consumer/${PROJECT}/check.cmake")
  include("${SOURCE}/tests/consumer/${PROJECT}/check.cmake")
endif()
