/// Checks that an expression throws tenure::Error with this status; gives the error.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include <tenure/error.hpp>

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
