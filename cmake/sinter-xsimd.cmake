# After find_package(xsimd), in sinter's build and in the installed package. The range of versions is checked here because
# xsimd's own version file accepts one major version only.

if(xsimd_VERSION VERSION_LESS 8.1 OR xsimd_VERSION VERSION_GREATER_EQUAL 15)
  message(FATAL_ERROR "sinter needs xsimd 8.1 to 14.x; found ${xsimd_VERSION} in ${xsimd_DIR}")
endif()

# Debian 12's package names the library xtl, which its headers do not use and the package does not bring: every program
# would fail to link with "cannot find -lxtl".
get_target_property(sinter_xsimd_links xsimd INTERFACE_LINK_LIBRARIES)
get_target_property(sinter_xsimd_definitions xsimd INTERFACE_COMPILE_DEFINITIONS)
if("xtl" IN_LIST sinter_xsimd_links AND NOT TARGET xtl AND NOT sinter_xsimd_definitions MATCHES "XTL")
  list(REMOVE_ITEM sinter_xsimd_links xtl)
  set_target_properties(xsimd PROPERTIES INTERFACE_LINK_LIBRARIES "${sinter_xsimd_links}")
endif()
unset(sinter_xsimd_links)
unset(sinter_xsimd_definitions)
