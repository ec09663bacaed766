#pragma once

#include <tenure/levers.hpp>

namespace tenure::value {

struct LeverGains {
  Table table;  ///< LeverResult::levers
  double revenue = 0;
};

/// What each lever, and all of them together, would make of the revenue.
[[nodiscard]] LeverGains lever_gains(const ClientLevers& clients, const LeverOptions& options);

/// The worth of a unit of revenue a unit of time over `duration`: the duration without discount.
[[nodiscard]] double lever_annuity(double duration, double force);

}  // namespace tenure::value
