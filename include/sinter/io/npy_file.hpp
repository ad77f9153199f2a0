#pragma once

#include <memory>
#include <span>
#include <string>

#include <sinter/shape/operand.hpp>

namespace sinter::detail {

// An open .npy file whose header is understood and whose size is known to suffice for it: what type() and shape() say
// may be allocated. Throws io_error otherwise.
class npy_file {
 public:
  explicit npy_file(std::string const& path);
  npy_file(npy_file const&) = delete;
  npy_file& operator=(npy_file const&) = delete;
  ~npy_file();

  element_type type() const;
  std::span<index_t const> shape() const;

  // Throws type_error and shape_error if the file holds another type or rank; a negative rank stands for any.
  void require(element_type type, int rank) const;

  // Reads every element, in this machine's byte order, into memory of the file's type and shape and of any strides.
  void read(operand const& out) const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

void save_npy(std::string const& path, operand const& array);

}  // namespace sinter::detail
