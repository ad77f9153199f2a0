if(SINTER_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(SINTER_CCACHE_PROGRAM ccache)
  mark_as_advanced(SINTER_CCACHE_PROGRAM)
  if(SINTER_CCACHE_PROGRAM)
    # Without this, ccache takes no file that uses a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${SINTER_CCACHE_PROGRAM}")
  endif()
endif()
