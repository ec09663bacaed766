/// The two groups of a randomised test.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "base/check_arguments.hpp"

namespace tenure::budget {

/// Both groups must be there.
inline void check_groups(std::span<const std::uint8_t> treated, std::size_t rows) {
  check_length("treated", treated.size(), rows);
  const auto n = std::ranges::count_if(treated, [](std::uint8_t t) { return t != 0; });
  if (n == 0 || n == std::ssize(treated)) {
    throw Error(Status::invalid_argument,
                "treated: clients who were treated and clients who were not are needed", "treated");
  }
}

}  // namespace tenure::budget
