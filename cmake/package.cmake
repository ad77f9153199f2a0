# cmake --install, and the package that find_package(sinter) reads.

if(NOT SINTER_INSTALL)
  return()
endif()
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(sinter_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/sinter")

install(TARGETS sinter EXPORT sinter-targets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT sinter-targets NAMESPACE sinter:: DESTINATION "${sinter_package_dir}")

configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/sinter-config.cmake.in"
  "${PROJECT_BINARY_DIR}/sinter-config.cmake"
  INSTALL_DESTINATION "${sinter_package_dir}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/sinter-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/sinter-config.cmake"
  "${PROJECT_BINARY_DIR}/sinter-config-version.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/FindSLEEF.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/isa-join.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/isa-sources.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/sinter-xsimd.cmake"
  DESTINATION "${sinter_package_dir}")
