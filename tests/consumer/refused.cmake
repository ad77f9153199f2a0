# Files that cannot be compiled once per ISA are refused, and the message names what stands in the way.
#   cmake -DSOURCE=<sinter> -DWORK=<scratch folder> -DCOMPILER=<c++> -DNM=… -DLINKER=… -DOBJCOPY=… -P refused.cmake

file(MAKE_DIRECTORY "${WORK}")

function(join name code)
  file(WRITE "${WORK}/${name}.cpp" "${code}\n")
  execute_process(COMMAND "${COMPILER}" -O1 -c "${WORK}/${name}.cpp" -o "${WORK}/${name}.o" COMMAND_ERROR_IS_FATAL ANY)
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -DISA=avx2 "-DOUTPUT=${WORK}/${name}.joined.o" "-DOBJECTS=${WORK}/${name}.o" "-DNM=${NM}"
            "-DLINKER=${LINKER}" "-DOBJCOPY=${OBJCOPY}" -P "${SOURCE}/cmake/isa-join.cmake"
    RESULT_VARIABLE result ERROR_VARIABLE errors OUTPUT_QUIET)
  string(REGEX REPLACE "[ \n]+" " " errors "${errors}")
  set(result "${result}" PARENT_SCOPE)
  set(errors "${errors}" PARENT_SCOPE)
endfunction()

function(refused name text code)
  join(${name} "${code}")
  if(result EQUAL 0 OR NOT errors MATCHES "${text}")
    message(FATAL_ERROR "${name}: expected '${text}', got (${result}): ${errors}")
  endif()
endfunction()

join(right "namespace sinter_isa_avx2 { static int one() { return 1; } int f() { return one(); } }")
if(NOT result EQUAL 0)
  message(FATAL_ERROR "refuses a file that is right: ${errors}")
endif()
refused(function "scale.*SINTER_ISA_NAMESPACE" "int scale(int x) { return 2 * x; }")
refused(variable "counter.*SINTER_ISA_NAMESPACE" "int counter; namespace sinter_isa_avx2 { int f() { return ++counter; } }")
refused(other_isa "SINTER_ISA_NAMESPACE" "namespace sinter_isa_avx512 { int f() { return 1; } }")
refused(constructed "constructed before main"
        "int f(); namespace sinter_isa_avx2 { int const value = f(); int g() { return value; } }")
