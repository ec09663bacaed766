/// The outermost layer of every C function: what it throws becomes a status, and errno is kept.
#pragma once

#include <cerrno>
#include <string>
#include <utility>

#include <tenure/c/foundation.h>
#include <tenure/error.hpp>

namespace tenure::capi {

/// The status of the exception being handled; fills `*err`, if wanted, without throwing itself.
tenure_status report_current_exception(tenure_error** err) noexcept;

template <class Body>
tenure_status guarded(tenure_error** err, Body&& body) noexcept {
  const int host_errno = errno;
  if (err != nullptr) *err = nullptr;
  tenure_status status = TENURE_OK;
  try {
    std::forward<Body>(body)();
  } catch (...) {
    status = report_current_exception(err);
  }
  errno = host_errno;
  return status;
}

/// `argument` broke the rule that `rule` states: "horizon" + " must be finite".
[[noreturn]] inline void refuse(const std::string& argument, const std::string& rule) {
  throw Error(Status::invalid_argument, argument + rule, argument);
}

}  // namespace tenure::capi
