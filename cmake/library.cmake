# The library: headers, sources, and the kernel objects of every ISA.

# Machine code is written for newer ISAs than the baseline.
set(sinter_sources ${SINTER_SOURCES})
if(SINTER_KERNEL_ISAS STREQUAL "baseline")
  list(FILTER sinter_sources EXCLUDE REGEX "^src/jit/(conversions|instructions|loop_writer|operations|registers|square_root)")
else()
  list(REMOVE_ITEM sinter_sources src/jit/no_loops.cpp)
endif()

add_library(sinter STATIC ${sinter_sources})
add_library(sinter::sinter ALIAS sinter)

target_sources(sinter
  PUBLIC FILE_SET HEADERS BASE_DIRS include FILES ${SINTER_HEADERS})
target_compile_features(sinter PUBLIC cxx_std_20)
if(SINTER_CHECKED)
  target_compile_definitions(sinter PUBLIC SINTER_CHECKED=1)
endif()
target_compile_options(sinter PRIVATE -ffp-contract=off)
target_link_libraries(sinter
  PUBLIC xsimd
  PRIVATE SLEEF::SLEEF $<BUILD_INTERFACE:Xbyak::Xbyak> $<BUILD_INTERFACE:sinter_warnings> $<BUILD_INTERFACE:sinter_library_sanitizers>)
set_target_properties(sinter PROPERTIES
  CXX_EXTENSIONS OFF
  LINKER_LANGUAGE CXX
  POSITION_INDEPENDENT_CODE ON)

if(SINTER_KERNELS)
  foreach(isa IN LISTS SINTER_KERNEL_ISAS)
    sinter_add_kernels(sinter ${isa} "${SINTER_KERNELS}")
  endforeach()
endif()

# Read by sinter_isa_sources, here and in the installed package.
set_target_properties(sinter PROPERTIES
  SINTER_KERNEL_ISAS "${SINTER_KERNEL_ISAS}"
  EXPORT_PROPERTIES SINTER_KERNEL_ISAS)

# One file knows OpenMP. Its runtime is a link dependency; neither our other files nor a consumer's get -fopenmp.
if(SINTER_WITH_OPENMP)
  separate_arguments(sinter_openmp_flags NATIVE_COMMAND "${OpenMP_CXX_FLAGS}")
  set_source_files_properties(src/plan/parallel_for.cpp PROPERTIES
    COMPILE_OPTIONS "${sinter_openmp_flags}"
    COMPILE_DEFINITIONS SINTER_WITH_OPENMP)
  target_link_libraries(sinter INTERFACE $<LINK_ONLY:OpenMP::OpenMP_CXX>)
endif()
