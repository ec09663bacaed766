/// Checks that an expression throws tenure::Error.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include <tenure/error.hpp>

/// With this status; gives the error.
template <typename F>
tenure::Error error_of(tenure::Status status, F&& run) {
  try {
    run();
  } catch (const tenure::Error& error) {
    CHECK_MESSAGE(error.status() == status, std::string(error.what()));
    return error;
  }
  FAIL("no error was thrown");
  return {tenure::Status::ok, ""};
}

/// Of an invalid argument: its name.
template <typename F>
std::string refused_argument(F&& run) {
  return error_of(tenure::Status::invalid_argument, run).argument();
}
