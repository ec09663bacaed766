#pragma once

#include <span>

#include <tenure/retention_value.hpp>

namespace tenure::value {

/// Throws Error(invalid_argument) naming argument, row and value.
void check_retention(std::span<const double> margin, std::span<const double> retention,
                     RetentionTiming timing, const RetentionOptions& options);

}  // namespace tenure::value
