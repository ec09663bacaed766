#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/ranks.hpp"
#include "math/normal.hpp"
#include "math/wilson.hpp"
#include <tenure/control.hpp>

namespace tenure {
namespace {

/// The rows of each bin, in the order of their probabilities. Equal ones stay together, so that the
/// order of rows does not matter and bins may be fewer.
std::vector<std::vector<std::size_t>> binned(std::span<const double> probability, int bins) {
  const std::vector<std::size_t> order = ascending_order(probability);
  std::vector<std::vector<std::size_t>> result;
  std::size_t place = 0;
  for (int bin = 1; bin <= bins && place < order.size(); ++bin) {
    const std::size_t end =
        order.size() * static_cast<std::size_t>(bin) / static_cast<std::size_t>(bins);
    std::vector<std::size_t> rows;
    while (
        place < order.size() &&
        (place < end || (!rows.empty() && probability[order[place]] == probability[rows.back()]))) {
      rows.push_back(order[place++]);
    }
    if (!rows.empty()) result.push_back(std::move(rows));
  }
  return result;
}

Table bin_table(std::span<const double> probability, std::span<const std::uint8_t> happened,
                int bins, double level) {
  const double z = math::two_sided_normal(level);
  std::vector<std::int64_t> bin, clients;
  std::vector<double> predicted, observed, lower, upper;
  for (const auto& rows : binned(probability, bins)) {
    double p = 0.0, events = 0.0;
    for (const std::size_t i : rows) {
      p += probability[i];
      events += happened[i] != 0;
    }
    const auto n = static_cast<double>(rows.size());
    const auto interval = math::wilson(events / n, n, z);
    bin.push_back(std::ssize(bin) + 1);
    clients.push_back(std::ssize(rows));
    predicted.push_back(p / n);
    observed.push_back(events / n);
    lower.push_back(interval.lower);
    upper.push_back(interval.upper);
  }
  return Table::Builder()
      .int64("bin", std::move(bin))
      .int64("clients", std::move(clients))
      .float64("predicted", std::move(predicted))
      .float64("observed", std::move(observed))
      .float64("lower", std::move(lower))
      .float64("upper", std::move(upper))
      .build();
}

}  // namespace

Calibration calibration(std::span<const double> probability, std::span<const std::uint8_t> happened,
                        int bins, double level) {
  const std::size_t n = probability.size();
  check_length("happened", happened.size(), n);
  check_rows("probability", probability, check_probability);
  if (n == 0) throw Error(Status::invalid_argument, "probability has no rows", "probability");
  if (bins < 1 || bins > 1'000) refuse("bins", "1 to 1000", bins);
  check_level(level);
  Calibration result;
  double loss = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const bool y = happened[i] != 0;
    const double error = probability[i] - (y ? 1.0 : 0.0);
    result.brier += error * error;
    loss -= y ? std::log(probability[i]) : std::log1p(-probability[i]);
    result.mean_predicted += probability[i];
    result.mean_observed += y ? 1.0 : 0.0;
  }
  const auto count = static_cast<double>(n);
  result.brier /= count;
  result.mean_predicted /= count;
  result.mean_observed /= count;
  if (std::isfinite(loss)) result.log_loss = loss / count;
  result.bins = bin_table(probability, happened, bins, level);
  return result;
}

}  // namespace tenure
