#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <sinter/core/config.hpp>

namespace sinter::detail {

// A descriptor that closes itself.
class descriptor {
 public:
  descriptor() = default;
  explicit descriptor(int number) : number_(number) {}
  descriptor(descriptor&& other) noexcept : number_(other.release()) {}
  descriptor& operator=(descriptor&& other) noexcept;
  ~descriptor();

  int get() const { return number_; }
  int release() noexcept;

 private:
  int number_ = -1;
};

// "No space left on device (ENOSPC)" of the errno given; thread-safe, unlike std::strerror.
std::string describe_errno(int number);

// Opens a regular file for reading and finds its size; throws io_error for anything else, without blocking on a pipe.
descriptor open_regular(std::string const& path, std::int64_t& size);

// Reads exactly `bytes` at `offset`; throws io_error with the offset when the file ends or fails earlier.
void read_exactly(int file, std::string const& path, std::int64_t offset, std::byte* to, std::size_t bytes);

// A file that appears under its name only when it is complete: it is written beside the target under a temporary
// name, flushed to the disk and renamed by commit(). Without commit() the temporary is removed and the target is as it
// was. The permissions of a file that is replaced are kept; a symbolic link is followed.
class replacement_file {
 public:
  explicit replacement_file(std::string const& path);
  replacement_file(replacement_file const&) = delete;
  replacement_file& operator=(replacement_file const&) = delete;
  ~replacement_file();

  void write(std::byte const* from, std::size_t bytes);
  void commit();

 private:
  [[noreturn]] void fail(char const* action, int number) const;
  void create_temporary();

  std::string path_;       // as the user gave it, for messages
  std::string target_;     // with symbolic links resolved
  std::string temporary_;  // empty once renamed
  descriptor file_;
  std::int64_t written_ = 0;
};

}  // namespace sinter::detail
