# Finds SLEEF by header and library; Debian ships no CMake package for it.
# Defines the imported target SLEEF::SLEEF, and SLEEF_VERSION.

if(TARGET SLEEF::SLEEF)
  set(SLEEF_FOUND TRUE)
  return()
endif()

find_path(SLEEF_INCLUDE_DIR sleef.h)
find_library(SLEEF_LIBRARY sleef)
mark_as_advanced(SLEEF_INCLUDE_DIR SLEEF_LIBRARY)

if(SLEEF_INCLUDE_DIR)
  file(STRINGS "${SLEEF_INCLUDE_DIR}/sleef.h" sleef_version_lines REGEX "#define SLEEF_VERSION_[A-Z]+ [0-9]+")
  set(SLEEF_VERSION "")
  foreach(part IN ITEMS MAJOR MINOR PATCHLEVEL)
    if("${sleef_version_lines}" MATCHES "SLEEF_VERSION_${part} ([0-9]+)")
      list(APPEND SLEEF_VERSION "${CMAKE_MATCH_1}")
    endif()
  endforeach()
  list(JOIN SLEEF_VERSION "." SLEEF_VERSION)
  unset(sleef_version_lines)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SLEEF
  REQUIRED_VARS SLEEF_LIBRARY SLEEF_INCLUDE_DIR
  VERSION_VAR SLEEF_VERSION)

if(SLEEF_FOUND)
  add_library(SLEEF::SLEEF UNKNOWN IMPORTED)
  set_target_properties(SLEEF::SLEEF PROPERTIES
    IMPORTED_LOCATION "${SLEEF_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${SLEEF_INCLUDE_DIR}")
endif()
