# The kernels: every file compiled once per ISA, into one object library per ISA. The identifier in SINTER_KERNEL_ISA
# names the namespace, so no symbol of one ISA can stand in for that of another.

include(isa-sources)
set(sinter_known_isas "")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$" AND CMAKE_SIZEOF_VOID_P EQUAL 8)
  set(sinter_known_isas avx2 avx512)
endif()

# SINTER_ISAS=baseline builds the baseline alone; empty builds all.
set(SINTER_KERNEL_ISAS baseline)
if(SINTER_ISAS)
  foreach(isa IN LISTS SINTER_ISAS)
    if(isa IN_LIST sinter_known_isas)
      list(APPEND SINTER_KERNEL_ISAS ${isa})
    elseif(NOT isa STREQUAL "baseline")
      message(FATAL_ERROR "SINTER_ISAS: '${isa}' is not an ISA of ${CMAKE_SYSTEM_PROCESSOR}; known: baseline ${sinter_known_isas}")
    endif()
  endforeach()
  list(REMOVE_DUPLICATES SINTER_KERNEL_ISAS)
else()
  list(APPEND SINTER_KERNEL_ISAS ${sinter_known_isas})
endif()
message(STATUS "sinter kernels for: ${SINTER_KERNEL_ISAS}")

# Optimised and free of assertions in every build type: what is not inlined becomes a weak symbol with that ISA's code,
# and the linker may pick it for everybody.
set(SINTER_KERNEL_OPTIONS ${SINTER_KERNEL_LEVEL} -ffp-contract=off -fvisibility=hidden -fno-exceptions)

# Adds the objects of `sources` for one ISA to `target`.
function(sinter_add_kernels target isa sources)
  string(TOUPPER ${isa} ISA)
  sinter_isa_flags(${isa} flags)
  set(objects sinter_kernels_${isa})
  add_library(${objects} OBJECT ${sources})
  target_include_directories(${objects} PRIVATE "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}/kernels")
  target_compile_features(${objects} PRIVATE cxx_std_20)
  list(TRANSFORM SINTER_KERNEL_ISAS TOUPPER OUTPUT_VARIABLE ISAS)
  list(TRANSFORM ISAS REPLACE "(.+)" "SINTER_HAS_\\1_KERNELS")
  target_compile_definitions(${objects} PRIVATE SINTER_KERNEL_ISA=${isa} ${ISAS} NDEBUG
    $<$<BOOL:${SINTER_CHECKED}>:SINTER_CHECKED=1>)
  target_compile_options(${objects} PRIVATE ${flags} ${SINTER_KERNEL_OPTIONS})
  target_link_libraries(${objects} PRIVATE xsimd SLEEF::SLEEF sinter_warnings)
  if(isa STREQUAL "baseline")
    target_link_libraries(${objects} PRIVATE sinter_baseline_sanitizers)
  endif()
  set_target_properties(${objects} PROPERTIES
    CXX_EXTENSIONS OFF
    POSITION_INDEPENDENT_CODE ON
    UNITY_BUILD OFF
    INTERPROCEDURAL_OPTIMIZATION OFF)
  foreach(config IN ITEMS DEBUG RELEASE RELWITHDEBINFO MINSIZEREL)
    set_target_properties(${objects} PROPERTIES INTERPROCEDURAL_OPTIMIZATION_${config} OFF)
  endforeach()
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:${objects}>)
  if(NOT isa STREQUAL "baseline")
    target_compile_definitions(${target} PRIVATE SINTER_HAS_${ISA}_KERNELS)
  endif()
endfunction()
