# Every file of the library, by name, sorted. A file on disk that is missing here fails the test conventions.files.

set(SINTER_HEADERS
  include/sinter/core/config.hpp
  include/sinter/core/element.hpp
  include/sinter/core/error.hpp
  include/sinter/core/promote.hpp
  include/sinter/io/npy.hpp
  include/sinter/io/print.hpp
  include/sinter/shape/operand.hpp
  include/sinter/simd/arch.hpp
  include/sinter/simd/vec.hpp
  include/sinter/simd/xsimd.hpp
)

# Headers that need Eigen, for users who have it.
set(SINTER_EIGEN_HEADERS
)

set(SINTER_SOURCES
  src/io/file.cpp
  src/io/format_float.cpp
  src/io/npy_header.cpp
  src/io/npy_read.cpp
  src/io/npy_type.cpp
  src/io/npy_write.cpp
  src/io/print.cpp
  src/io/strided_walk.cpp
)

# Compiled once per ISA.
set(SINTER_KERNELS
)
