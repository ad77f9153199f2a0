# Linked PRIVATE to the library, the kernels, the tests and the examples of an instrumented build.

add_library(sinter_sanitizers INTERFACE)
if(SINTER_SANITIZE)
  target_compile_options(sinter_sanitizers INTERFACE
    -fsanitize=${SINTER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(sinter_sanitizers INTERFACE -fsanitize=${SINTER_SANITIZE})
endif()
