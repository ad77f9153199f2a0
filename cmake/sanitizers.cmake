# Linked PRIVATE to the library, the tests and the examples of an instrumented build, and to its kernels.

function(sinter_add_sanitizers target sanitizers)
  add_library(${target} INTERFACE)
  if(sanitizers)
    target_compile_options(${target} INTERFACE
      -fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} INTERFACE -fsanitize=${sanitizers})
  endif()
endfunction()

sinter_add_sanitizers(sinter_sanitizers "${SINTER_SANITIZE}")
sinter_add_sanitizers(sinter_kernel_sanitizers "${SINTER_SANITIZE_KERNELS}")
