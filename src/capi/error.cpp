#include <array>
#include <cstddef>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include "capi/guard.hpp"

/// Either one of the fallbacks below, which are never freed, or an OwnedError.
struct tenure_error {
  tenure_status status;
  std::int64_t row;
  const char* message;
  const char* argument;
  bool is_owned;
};

namespace {

constexpr std::array kStatusTexts{
    "no error",
    "invalid argument",
    "invalid data",
    "not supported by this model",
    "cancelled by the progress callback",
    "a file could not be read or written",
    "the data fail their checks",
    "written by a newer version of tenure",
    "the producer of the Arrow stream failed",
    "out of memory",
    "internal error in tenure",
};
static_assert(kStatusTexts.size() == TENURE_INTERNAL + 1);

const char* status_text(tenure_status status) noexcept {
  const bool is_known = status >= 0 && static_cast<std::size_t>(status) < kStatusTexts.size();
  return is_known ? kStatusTexts[static_cast<std::size_t>(status)] : "unknown status";
}

struct OwnedError : tenure_error {
  OwnedError(tenure_status code, std::string_view text, std::string_view at, std::int64_t at_row)
      : tenure_error{code, at_row, nullptr, nullptr, true}, message_text(text), argument_text(at) {
    message = message_text.c_str();
    argument = argument_text.c_str();
  }
  std::string message_text;
  std::string argument_text;
};

// Handed out when there is no memory for an error of its own.
tenure_error* fallback(tenure_status status) noexcept {
  static constinit auto errors = [] {
    std::array<tenure_error, kStatusTexts.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i] = {static_cast<tenure_status>(i), -1, kStatusTexts[i], "", false};
    }
    return all;
  }();
  return &errors[static_cast<std::size_t>(status)];
}

tenure_status report(tenure_error** err, tenure_status status, std::string_view message,
                     std::string_view argument = {}, std::int64_t row = -1) noexcept {
  if (err == nullptr) return status;
  try {
    *err = new OwnedError(status, message, argument, row);
  } catch (...) {
    *err = fallback(status);
  }
  return status;
}

tenure_status report_out_of_memory(tenure_error** err) noexcept {
  if (err != nullptr) *err = fallback(TENURE_OUT_OF_MEMORY);
  return TENURE_OUT_OF_MEMORY;
}

// A thread that cannot be started is a want of resources, not a bug.
bool is_want_of_resources(const std::system_error& error) noexcept {
  return error.code() == std::errc::resource_unavailable_try_again ||
         error.code() == std::errc::not_enough_memory;
}

}  // namespace

tenure_status tenure::capi::report_current_exception(tenure_error** err) noexcept {
  try {
    throw;
  } catch (const tenure::Error& error) {
    return report(err, static_cast<tenure_status>(error.status()), error.what(), error.argument(),
                  error.row());
  } catch (const std::bad_alloc&) {
    return report_out_of_memory(err);
  } catch (const std::length_error&) {  // a container asked for more than can be addressed
    return report_out_of_memory(err);
  } catch (const std::system_error& error) {
    return is_want_of_resources(error) ? report_out_of_memory(err)
                                       : report(err, TENURE_INTERNAL, error.what());
  } catch (const std::exception& error) {
    return report(err, TENURE_INTERNAL, error.what());
  } catch (...) {
    return report(err, TENURE_INTERNAL, "an exception of unknown type");
  }
}

const char* tenure_status_text(tenure_status status) { return status_text(status); }

tenure_status tenure_error_status(const tenure_error* error) {
  return error == nullptr ? TENURE_OK : error->status;
}

const char* tenure_error_message(const tenure_error* error) {
  return error == nullptr ? "" : error->message;
}

const char* tenure_error_argument(const tenure_error* error) {
  return error == nullptr ? "" : error->argument;
}

std::int64_t tenure_error_row(const tenure_error* error) {
  return error == nullptr ? -1 : error->row;
}

void tenure_error_free(tenure_error* error) {
  if (error != nullptr && error->is_owned) delete static_cast<OwnedError*>(error);
}
