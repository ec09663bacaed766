/// Calls of the operating system about files, and what is said when they fail.
#pragma once

#include <cerrno>
#include <cstddef>
#include <string>
#include <system_error>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure {

/// What one call is asked to read or write: some systems take no more.
inline constexpr std::size_t most_at_once = std::size_t{1} << 30;

/// Repeats a call that a signal interrupted.
template <typename Call>
auto retry(Call&& call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

[[noreturn]] inline void fail_with_errno(const char* action, const std::string& path) {
  const int code = errno;
  throw Error(Status::io_error,
              std::string("cannot ") + action + " " + in_quotes(path) + ": " +
                  std::generic_category().message(code),
              "path");
}

[[noreturn]] inline void fail_cut_short(const std::string& path) {
  throw Error(Status::io_error, in_quotes(path) + " was cut while it was read", "path");
}

}  // namespace tenure
