# sinter_isa_sources(target SOURCES file...): compiles a user's files once per ISA and adds the copies to the target. Part
# of the installed package; docs/own-isa-files.md says what the files look like. Read by sinter's own build for the flags.

function(sinter_isa_flags isa result)
  set(flags_baseline "")
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
    set(flags_baseline -march=x86-64)
    set(flags_avx2 -march=x86-64-v3)
    set(flags_avx512 -march=x86-64-v4 -mprefer-vector-width=512)
  endif()
  set(${result} "${flags_${isa}}" PARENT_SCOPE)
endfunction()

# A linker that isa-join.cmake can use: GNU ld, or lld from 19 on. Empty: none.
function(sinter_find_joining_linker result)
  string(REGEX REPLACE "objcopy$" "ld.bfd" beside "${CMAKE_OBJCOPY}")
  find_program(SINTER_GNU_LD NAMES ld.bfd ld)
  mark_as_advanced(SINTER_GNU_LD)
  set(${result} "" PARENT_SCOPE)
  foreach(linker IN ITEMS "${CMAKE_LINKER}" "${beside}" "${SINTER_GNU_LD}")
    if(NOT linker OR NOT EXISTS "${linker}")
      continue()
    endif()
    execute_process(COMMAND "${linker}" --help OUTPUT_VARIABLE help ERROR_QUIET)
    if(help MATCHES "--force-group-allocation")
      set(${result} "${linker}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
endfunction()

# The copies besides the user's own: those that sinter has kernels for, where there are the tools that keep them apart.
function(sinter_isas_of_copies linker result)
  get_target_property(isas sinter::sinter SINTER_KERNEL_ISAS)
  list(REMOVE_ITEM isas baseline)
  if(isas AND NOT (linker AND CMAKE_NM AND CMAKE_OBJCOPY))
    message(WARNING "sinter_isa_sources compiles once: it needs nm, objcopy and GNU ld (binutils) for more")
    set(isas "")
  endif()
  set(${result} "${isas}" PARENT_SCOPE)
endfunction()

# The objects of one ISA, compiled as the target compiles its own files, and then the flags of the ISA.
function(sinter_isa_objects objects target isa sources)
  sinter_isa_flags(${isa} flags)
  add_library(${objects} OBJECT EXCLUDE_FROM_ALL ${sources})
  target_include_directories(${objects} PRIVATE $<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>)
  target_compile_definitions(${objects} PRIVATE $<TARGET_PROPERTY:${target},COMPILE_DEFINITIONS>
    SINTER_ISA_NAMESPACE=sinter_isa_${isa})
  target_compile_options(${objects} PRIVATE $<TARGET_PROPERTY:${target},COMPILE_OPTIONS>
    ${flags} -fno-lto $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
  target_link_libraries(${objects} PRIVATE sinter::sinter $<TARGET_PROPERTY:${target},LINK_LIBRARIES>)
  foreach(property IN ITEMS CXX_STANDARD CXX_STANDARD_REQUIRED CXX_EXTENSIONS CXX_VISIBILITY_PRESET
                            VISIBILITY_INLINES_HIDDEN)
    get_target_property(value ${target} ${property})
    if(NOT value MATCHES "NOTFOUND$")
      set_target_properties(${objects} PROPERTIES ${property} "${value}")
    endif()
  endforeach()
  set_target_properties(${objects} PROPERTIES POSITION_INDEPENDENT_CODE ON UNITY_BUILD OFF)
endfunction()

function(sinter_isa_sources target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES")
  if(NOT TARGET ${target} OR NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "usage: sinter_isa_sources(target SOURCES file...)")
  endif()
  get_target_property(folder ${target} SOURCE_DIR)
  if(NOT folder STREQUAL CMAKE_CURRENT_SOURCE_DIR)
    message(FATAL_ERROR "sinter_isa_sources: ${target} is a target of ${folder}; call it there")
  endif()
  list(TRANSFORM arg_SOURCES REPLACE "^([^/$].*)$" "${CMAKE_CURRENT_SOURCE_DIR}/\\1")
  sinter_find_joining_linker(linker)
  sinter_isas_of_copies("${linker}" isas)

  # The user's own copy, with the flags of the target. Contraction would round each copy in its own way.
  target_sources(${target} PRIVATE ${arg_SOURCES})
  set_property(SOURCE ${arg_SOURCES} APPEND PROPERTY COMPILE_OPTIONS -ffp-contract=off)
  get_target_property(calls ${target} SINTER_ISA_CALLS)
  if(NOT calls)
    set(calls 0)
  endif()
  math(EXPR calls "${calls} + 1")
  set_target_properties(${target} PROPERTIES SINTER_ISA_CALLS ${calls})

  foreach(isa IN LISTS isas)
    string(TOUPPER ${isa} ISA)
    set_property(SOURCE ${arg_SOURCES} APPEND PROPERTY COMPILE_DEFINITIONS SINTER_ISA_HAS_${ISA})
    set(objects ${target}_isa_${isa}_${calls})
    sinter_isa_objects(${objects} ${target} ${isa} "${arg_SOURCES}")
    set(joined "${CMAKE_CURRENT_BINARY_DIR}/${objects}${CMAKE_CXX_OUTPUT_EXTENSION}")
    add_custom_command(OUTPUT "${joined}"
      COMMAND "${CMAKE_COMMAND}" -DISA=${isa} "-DOUTPUT=${joined}" "-DOBJECTS=$<JOIN:$<TARGET_OBJECTS:${objects}>,|>"
              "-DNM=${CMAKE_NM}" "-DLINKER=${linker}" "-DOBJCOPY=${CMAKE_OBJCOPY}"
              -P "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/isa-join.cmake"
      DEPENDS ${objects} "$<TARGET_OBJECTS:${objects}>" "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/isa-join.cmake"
      COMMENT "Joining the ${isa} copies of ${target}"
      VERBATIM)
    set_property(SOURCE "${joined}" PROPERTY EXTERNAL_OBJECT ON)
    target_sources(${target} PRIVATE "${joined}")
  endforeach()
endfunction()
