#include <string>

#include <doctest/doctest.h>

#include "tenure/version.hpp"

TEST_CASE("the linked version is the one of the headers") {
  CHECK(std::string(tenure::version()) == TENURE_VERSION);
}
