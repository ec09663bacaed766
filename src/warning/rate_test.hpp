/// Two Poisson counts against each other.
#pragma once

#include <optional>

#include <tenure/signals.hpp>

namespace tenure::warning {

struct RateTest {
  std::optional<double> ratio, ratio_from, ratio_to;  ///< of the rate now to that before
  double p_value = 1;                                 ///< of a fall; exact, one-sided
  double mid_p = 1;
  double p_lower = 0.5;
};

struct Events {
  double count;  ///< whole
  double time;   ///< above 0
};

/// Given their sum the events now are Bin(sum, share of the time) if the rate is the same.
[[nodiscard]] RateTest test_rates(Events before, Events now, const RateDropOptions& options);

}  // namespace tenure::warning
