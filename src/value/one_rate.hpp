/// What one retention rate says of clients who differ.
#pragma once

#include <optional>
#include <span>
#include <string>

namespace tenure::value {

/// The mean weighted by margin; no value with negative margins or none.
[[nodiscard]] std::optional<double> mean_retention(std::span<const double> margin,
                                                   std::span<const double> retention);

/// By how much a value from one rate is off, in a sentence; empty if by less than 0.1 %.
[[nodiscard]] std::string one_rate_warning(double rate, double one_rate_value, double value);

/// A share with at most two decimals of a percent.
[[nodiscard]] std::string in_percent(double share);

}  // namespace tenure::value
