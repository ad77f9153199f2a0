#include "file.hpp"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <sinter/core/error.hpp>

namespace sinter::detail {
namespace {

char const* kind_of_file(mode_t mode) {
  if (S_ISDIR(mode)) return "a directory";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

// An embedded NUL would cut the name silently.
void check_path(char const* operation, std::string const& path) {
  if (path.empty()) throw io_error(std::string(operation) + ": the file name is empty");
  if (path.find('\0') != std::string::npos) {
    throw io_error(std::string(operation) + ": the file name '" + path.c_str() + "' holds a NUL character");
  }
}

std::string directory_of(std::string const& path) {
  auto const slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// Unlike any name that another thread or process picks at the same time, with overwhelming probability; O_EXCL
// catches the rest.
std::string temporary_name(std::string const& directory) {
  static std::atomic<unsigned> counter{0};
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return directory + "/.sinter-" + std::to_string(getpid()) + "-" + std::to_string(counter++) + "-" +
         std::to_string(now.tv_nsec) + ".tmp";
}

}  // namespace

descriptor& descriptor::operator=(descriptor&& other) noexcept {
  if (this != &other) {
    if (number_ >= 0) ::close(number_);
    number_ = other.release();
  }
  return *this;
}

descriptor::~descriptor() {
  if (number_ >= 0) ::close(number_);
}

int descriptor::release() noexcept {
  int const number = number_;
  number_ = -1;
  return number;
}

std::string describe_errno(int number) { return std::generic_category().message(number); }

descriptor open_regular(std::string const& path, std::int64_t& size) {
  check_path("load", path);
  descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (file.get() < 0) throw io_error("load: file '" + path + "': cannot open: " + describe_errno(errno));
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) {
    throw io_error("load: file '" + path + "': cannot examine: " + describe_errno(errno));
  }
  if (!S_ISREG(status.st_mode)) {
    throw io_error("load: file '" + path + "' is " + kind_of_file(status.st_mode) + ", not a regular file");
  }
  size = status.st_size;
  return file;
}

void read_exactly(int file, std::string const& path, std::int64_t offset, std::byte* to, std::size_t bytes) {
  while (bytes > 0) {
    auto const got = ::pread(file, to, bytes, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      auto const reason = got < 0 ? "cannot read: " + describe_errno(errno) : "the file ended while it was being read";
      throw io_error("load: file '" + path + "', offset " + std::to_string(offset) + ": " + reason);
    }
    to += got;
    offset += got;
    bytes -= static_cast<std::size_t>(got);
  }
}

replacement_file::replacement_file(std::string const& path) : path_(path), target_(path) {
  check_path("save", path);
  if (auto const resolved = std::unique_ptr<char, void (*)(void*)>(::realpath(path.c_str(), nullptr), std::free)) {
    target_ = resolved.get();
  }
  struct stat status {};
  bool const replaces = ::stat(target_.c_str(), &status) == 0;
  if (replaces && !S_ISREG(status.st_mode)) {
    throw io_error("save: file '" + path_ + "' is " + kind_of_file(status.st_mode) +
                   ", which cannot be replaced by an array");
  }
  create_temporary();
  if (replaces && ::fchmod(file_.get(), status.st_mode & 07777) != 0) {
    int const number = errno;
    ::unlink(temporary_.c_str());
    fail("cannot set the permissions of the temporary", number);
  }
}

replacement_file::~replacement_file() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void replacement_file::fail(char const* action, int number) const {
  throw io_error("save: file '" + path_ + "', offset " + std::to_string(written_) + ": " + action + ": " +
                 describe_errno(number));
}

void replacement_file::create_temporary() {
  auto const directory = directory_of(target_);
  for (int attempt = 0;; ++attempt) {
    temporary_ = temporary_name(directory);
    // 0666: the umask and default ACLs decide, as for any file a program creates.
    file_ = descriptor(::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (file_.get() >= 0) return;
    if (errno != EEXIST || attempt == 100) {
      int const number = errno;
      temporary_.clear();
      fail("cannot create a temporary file beside it", number);
    }
  }
}

void replacement_file::write(std::byte const* from, std::size_t bytes) {
  while (bytes > 0) {
    auto const put = ::write(file_.get(), from, bytes);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) fail("cannot write", put < 0 ? errno : ENOSPC);
    from += put;
    written_ += put;
    bytes -= static_cast<std::size_t>(put);
  }
}

void replacement_file::commit() {
  if (::fsync(file_.get()) != 0) fail("cannot flush to the disk", errno);
  // close() reports what a network file system could not store.
  if (::close(file_.release()) != 0 && errno != EINTR) fail("cannot close", errno);
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail("cannot rename the temporary file", errno);
  temporary_.clear();
  // So that the new name survives a power cut. Some file systems cannot do this; the data is safe all the same.
  descriptor const directory(::open(directory_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() >= 0) static_cast<void>(::fsync(directory.get()));
}

}  // namespace sinter::detail
