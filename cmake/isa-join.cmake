# Joins the objects of one ISA's copies into one whose other code no one else can call.
#   cmake -DISA=<isa> -DOUTPUT=<file> "-DOBJECTS=<file>|<file>…" -DNM=… -DLINKER=… -DOBJCOPY=… -P isa-join.cmake
#
# Templates and inline functions that are not inlined are weak symbols, and the linker keeps one of each for the whole
# program: perhaps the one with AVX-512 code in it. So what is not in the namespace of the ISA becomes local here. Left
# global is the state that all copies share (inline variables, static variables of inline functions: there is code for
# them in every copy, and they are found by address) and what exceptions are recognised by.

string(REPLACE "|" ";" OBJECTS "${OBJECTS}")
string(LENGTH "sinter_isa_${ISA}" length)
set(tag "${length}sinter_isa_${ISA}")

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result ERROR_VARIABLE errors OUTPUT_VARIABLE output)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}\n${output}${errors}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(refuse symbol why)
  find_program(filter NAMES c++filt)
  if(filter)
    execute_process(COMMAND "${filter}" "${symbol}" OUTPUT_VARIABLE symbol OUTPUT_STRIP_TRAILING_WHITESPACE)
  endif()
  message(FATAL_ERROR "sinter_isa_sources: ${symbol}: ${why}")
endfunction()

# Groups of sections are the linker's other way to keep one of each: it would drop what local symbols need.
set(joined "${OUTPUT}.joined")
run("${LINKER}" -r --force-group-allocation -o "${joined}" ${OBJECTS})

run("${NM}" --defined-only --format=sysv "${joined}")
string(REGEX MATCHALL "[^\n]+" lines "${output}")
set(locals "")
foreach(line IN LISTS lines)
  if(NOT line MATCHES "^([^| ]+) *\\|[^|]*\\| +([A-Za-z]) +\\|[^|]*\\|[^|]*\\|[^|]*\\|([^ ]*)")
    continue()
  endif()
  set(symbol "${CMAKE_MATCH_1}")
  set(class "${CMAKE_MATCH_2}")
  set(section "${CMAKE_MATCH_3}")
  if(symbol MATCHES "^_GLOBAL__sub_I_[^0]")
    refuse("${symbol}" "objects that are constructed before main (a static with a constructor, <iostream>) would be so by \
code for ${ISA} on every CPU; move them to another file")
  elseif(symbol MATCHES "${tag}" OR NOT class MATCHES "^[A-Zvwu]$" OR symbol MATCHES "^_ZT[IS]")
    continue()
  elseif(class MATCHES "^[VWvwu]$")
    if(NOT section MATCHES "^\\.(data|bss|tdata|tbss)" OR section MATCHES "^\\.data\\.rel\\.ro")
      string(APPEND locals "${symbol}\n")
    endif()
  else()
    refuse("${symbol}" "defined once per ISA; what a file of sinter_isa_sources defines stands in SINTER_ISA_NAMESPACE, \
or is static or inline")
  endif()
endforeach()

if(locals STREQUAL "") # objcopy fails without a word when it is given an empty list
  file(RENAME "${joined}" "${OUTPUT}")
  return()
endif()
file(WRITE "${OUTPUT}.locals" "${locals}")
run("${OBJCOPY}" "--localize-symbols=${OUTPUT}.locals" "${joined}" "${OUTPUT}")
file(REMOVE "${joined}")
