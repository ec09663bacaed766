#include "value/lever_segments.hpp"

#include <algorithm>
#include <map>

#include "base/quantile.hpp"

namespace tenure::value {

LeverSegments::LeverSegments(std::span<const std::string_view> segments, std::size_t clients) {
  if (segments.empty()) {
    names.emplace_back("all");
    of_client.assign(clients, 0);
    return;
  }
  std::map<std::string_view, std::size_t> known;
  of_client.reserve(clients);
  for (const std::string_view segment : segments) {
    const auto [place, is_new] = known.try_emplace(segment, names.size());
    if (is_new) names.emplace_back(segment);
    of_client.push_back(place->second);
  }
}

std::vector<double> LeverSegments::frontier(std::span<const double> values, double share) const {
  std::vector<std::vector<double>> members(names.size());
  for (std::size_t i = 0; i < values.size(); ++i) members[of_client[i]].push_back(values[i]);
  std::vector<double> frontiers;
  frontiers.reserve(members.size());
  for (std::vector<double>& each : members) {
    std::ranges::sort(each);
    frontiers.push_back(each.empty() ? 0.0 : quantile(each, share));
  }
  return frontiers;
}

}  // namespace tenure::value
