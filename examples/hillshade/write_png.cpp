#include "write_png.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <png.h>

#include <sinter/core/error.hpp>
#include <sinter/grid/grid.hpp>

namespace {

[[noreturn]] void fail(std::string const& path, std::string const& reason) {
  throw sinter::io_error("write_png: " + path + ": " + reason);
}

// libpng's errors come as a call that must not return; exceptions may pass through the library's C code only if it was
// compiled for that, so the message is kept and the way back is libpng's own jump.
void keep_message(png_structp png, png_const_charp message) {
  *static_cast<std::string*>(png_get_error_ptr(png)) = message;
  png_longjmp(png, 1);
}
void ignore_warning(png_structp, png_const_charp) {}

// False after an error, with its message in `message`. Nothing here needs a destructor, which the jump would skip.
bool write_rows(std::FILE* file, png_bytepp rows, png_uint_32 width, png_uint_32 height, std::string& message) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &message, keep_message, ignore_warning);
  if (png == nullptr) return false;
  png_infop info = png_create_info_struct(png);
  if (info == nullptr || setjmp(png_jmpbuf(png)) != 0) {
    png_destroy_write_struct(&png, &info);
    return false;
  }
  png_init_io(png, file);
  png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  png_write_image(png, rows);
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return true;
}

}  // namespace

void write_png(std::string const& path, sinter::view<std::uint8_t const, 2> const& pixels) {
  if (pixels.size() == 0) throw sinter::shape_error("write_png: a picture needs pixels");
  // png_write_image takes pointers to rows that it could write to, and does not.
  std::uint8_t* const unwritten = const_cast<std::uint8_t*>(pixels.data());
  sinter::row_pointers<std::uint8_t> rows(sinter::view<std::uint8_t, 2>(unwritten, pixels.shape(), pixels.strides()));

  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"), &std::fclose);
  if (!file) fail(path, std::strerror(errno));
  std::string message = "libpng has no memory";
  bool const written = write_rows(file.get(), rows.data(), static_cast<png_uint_32>(pixels.shape()[1]),
                                  static_cast<png_uint_32>(pixels.shape()[0]), message);
  if (!written) fail(path, message);
  if (std::fclose(file.release()) != 0) fail(path, std::strerror(errno));
}
