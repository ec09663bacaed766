/// Clients in the groups that they are compared within, and the frontiers of each.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tenure/levers.hpp>

namespace tenure::value {

struct LeverSegments {
  std::vector<std::string> names;      ///< in order of first appearance
  std::vector<std::size_t> of_client;  ///< position in `names`

  LeverSegments(std::span<const std::string_view> segments, std::size_t clients);
  /// The type-7 quantile of the values in each segment.
  [[nodiscard]] std::vector<double> frontier(std::span<const double> values, double share) const;
};

}  // namespace tenure::value
