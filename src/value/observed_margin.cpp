#include <numeric>

#include <tenure/value.hpp>

namespace tenure {

std::optional<double> observed_margin(const Summary& summary) {
  const auto sum = [](std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
  };
  if (summary.margin().empty() || summary.spend().empty()) return std::nullopt;
  const double share = sum(summary.margin()) / sum(summary.spend());
  return share > 0.0 && share <= 1.0 ? std::optional(share) : std::nullopt;
}

}  // namespace tenure
