# Finds Xbyak, an assembler in headers, by one of them; Debian ships no CMake package for it.
# Defines the imported target Xbyak::Xbyak.

if(TARGET Xbyak::Xbyak)
  set(Xbyak_FOUND TRUE)
  return()
endif()

find_path(XBYAK_INCLUDE_DIR xbyak/xbyak.h)
mark_as_advanced(XBYAK_INCLUDE_DIR)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Xbyak REQUIRED_VARS XBYAK_INCLUDE_DIR)

if(Xbyak_FOUND)
  add_library(Xbyak::Xbyak INTERFACE IMPORTED)
  target_include_directories(Xbyak::Xbyak SYSTEM INTERFACE "${XBYAK_INCLUDE_DIR}")
endif()
