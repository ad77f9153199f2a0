# Linked PRIVATE to the library, to the baseline's kernels, and to the tests and examples of an instrumented build. Left
# out is what takes long to compile and is seen elsewhere: the kernels of other ISAs are the same source, and the rest is
# seen by AddressSanitizer, in the library's own files or, as there are no virtual classes, nowhere. AddressSanitizer's
# checks are calls, for the same reason.

function(sinter_add_sanitizers target sanitizers without)
  add_library(${target} INTERFACE)
  if(sanitizers)
    target_compile_options(${target} INTERFACE
      -fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    if(sanitizers MATCHES "address")
      target_compile_options(${target} INTERFACE
        $<$<CXX_COMPILER_ID:Clang>:-fsanitize-address-outline-instrumentation>
        $<$<CXX_COMPILER_ID:GNU>:--param=asan-instrumentation-with-call-threshold=0>)
    endif()
    if(sanitizers MATCHES "address.*undefined|undefined.*address")
      target_compile_options(${target} INTERFACE -fno-sanitize=${without})
    endif()
    target_link_options(${target} INTERFACE -fsanitize=${sanitizers})
  endif()
endfunction()

set(unneeded null,object-size,vptr)
sinter_add_sanitizers(sinter_library_sanitizers "${SINTER_SANITIZE}" ${unneeded})
sinter_add_sanitizers(sinter_baseline_sanitizers "${SINTER_SANITIZE_KERNELS}" ${unneeded})
sinter_add_sanitizers(sinter_sanitizers "${SINTER_SANITIZE}" ${unneeded},alignment,pointer-overflow)
