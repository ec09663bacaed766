/// What a randomised test must be for its uplift to be measured.
#pragma once

#include <cstdint>
#include <span>

#include "base/check_arguments.hpp"
#include "budget/randomised_groups.hpp"

namespace tenure::budget {

inline void check_uplift_test(std::span<const std::uint8_t> outcome,
                              std::span<const std::uint8_t> treated,
                              std::span<const double> score) {
  check_length("outcome", outcome.size(), score.size());
  check_groups(treated, score.size());
  check_rows("score", score, check_finite);
}

}  // namespace tenure::budget
