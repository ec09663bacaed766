#pragma once

#include <cstddef>
#include <optional>

#include <tenure/portfolio.hpp>
#include <tenure/units.hpp>

namespace tenure {

struct Earnings {
  double total = 0;        ///< currency units
  std::optional<Day> day;  ///< the first on which they reached the target
};

/// What a client has brought up to and with day `until`: amounts less costs, or, where the log has
/// no costs, the share `margin` of the amounts. The portfolio must have amounts.
[[nodiscard]] Earnings earnings_of(const Portfolio& portfolio, std::size_t client, double target,
                                   Day until, double margin);

}  // namespace tenure
