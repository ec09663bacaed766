/// The rates that follow from the moves of a base.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include <tenure/attrition_rates.hpp>

namespace tenure::loss {

struct BaseRate {
  std::string_view name;
  std::optional<double> value;
  std::optional<double> over_periods;
};

/// Checks the moves. In the order gross, average, net, retention, net_retention.
[[nodiscard]] std::array<BaseRate, 5> base_rates(const BaseMoves& moves, double periods);

}  // namespace tenure::loss
