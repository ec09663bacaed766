/// Errors: what went wrong, in which argument, at which row.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace tenure {

/// Why a call failed. The numbers are those of `tenure_status` in the C ABI and are never reused.
enum class Status : std::int32_t {
  ok = 0,
  invalid_argument = 1,     ///< an option, size or parameter outside its domain
  invalid_data = 2,         ///< a row of the input breaks the stated policies
  not_supported = 3,        ///< the model has no such quantity, or no usable fit to give it
  cancelled = 4,            ///< the progress callback asked to stop
  io_error = 5,             ///< a file could not be read or written
  corrupt_data = 6,         ///< a file or buffer fails its checks
  unsupported_version = 7,  ///< a file written by a newer version
  stream_error = 8,         ///< the producer of an Arrow stream reported a failure
  out_of_memory = 9,
  internal = 10,  ///< a bug in this library
};

/// The one exception this library throws (beside std::bad_alloc).
class Error : public std::runtime_error {
 public:
  /// `argument`: the argument, option or column at fault, empty if none.
  /// `row`: the zero-based row of the input at fault, -1 if none.
  Error(Status status, const std::string& message, std::string argument = {},
        std::int64_t row = -1);

  [[nodiscard]] Status status() const noexcept { return status_; }
  [[nodiscard]] const std::string& argument() const noexcept { return argument_; }
  [[nodiscard]] std::int64_t row() const noexcept { return row_; }

 private:
  Status status_;
  std::string argument_;
  std::int64_t row_;
};

}  // namespace tenure
