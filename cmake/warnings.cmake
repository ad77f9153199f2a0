# Linked PRIVATE and only in this build: a consumer never inherits our warnings.

add_library(sinter_warnings INTERFACE)
target_compile_options(sinter_warnings INTERFACE
  -Wall -Wextra -Wconversion -Wshadow
  $<$<BOOL:${SINTER_WERROR}>:-Werror>)
