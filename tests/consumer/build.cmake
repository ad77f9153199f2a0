# Configures, builds and runs the project of a user with nothing but default flags.
#   cmake -DKIND=find_package|subdirectory -DSOURCE=<sinter> -DBUILD=<build of sinter> -DWORK=<scratch folder>
#         -DCOMPILER=<c++> -DLAUNCHER=<ccache or empty> -DISAS=<isa,isa...> -DNM=<nm> -DRUNNER=<run_on_isa>
#         -P build.cmake

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "failed (${result}): ${command}")
  endif()
endfunction()

set(project "${SOURCE}/tests/consumer/project")
file(REMOVE_RECURSE "${WORK}")
set(ENV{CXXFLAGS} "")
set(ENV{LDFLAGS} "")
if(KIND STREQUAL "find_package")
  run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${WORK}/prefix")
  set(how "-DCMAKE_PREFIX_PATH=${WORK}/prefix" -DCMAKE_BUILD_TYPE=Release)
else()
  # No build type, as many first projects; otherwise what is quick to compile.
  set(how "-DSINTER_SOURCE=${SOURCE}" -DCMAKE_UNITY_BUILD=ON -DSINTER_KERNEL_LEVEL=-O0)
endif()

run("${CMAKE_COMMAND}" -S "${project}" -B "${WORK}/build" -G Ninja ${how} "-DISAS=${ISAS}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}" -DCMAKE_EXPORT_COMPILE_COMMANDS=ON)
run("${CMAKE_COMMAND}" --build "${WORK}/build")
run("${WORK}/build/app")

file(READ "${WORK}/build/compile_commands.json" commands)
string(JSON count LENGTH "${commands}")
math(EXPR last "${count} - 1")
set(seen "")
foreach(i RANGE ${last})
  string(JSON file GET "${commands}" ${i} file)
  string(JSON command GET "${commands}" ${i} command)
  if(NOT file MATCHES "^${project}/(.*main\\.cpp)$")
    continue()
  endif()
  list(APPEND seen ${CMAKE_MATCH_1})
  if(command MATCHES " (-fopenmp|-march|-mavx|-W|-ffp)")
    message(FATAL_ERROR "the user's file is compiled with our flag ${CMAKE_MATCH_1}: ${command}")
  endif()
endforeach()
if(NOT seen STREQUAL "main.cpp;isa_sources/main.cpp")
  message(FATAL_ERROR "the flags of the user's files were not found, but those of: ${seen}")
endif()

include("${SOURCE}/tests/consumer/check_copies.cmake")
