#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/ranks.hpp"
#include <tenure/client_value.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

/// Sums of values from the best client on, the first of them 0.
std::vector<double> cumulate(std::span<const double> values, std::span<const std::int64_t> rank) {
  std::vector<double> by_rank(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    by_rank[static_cast<std::size_t>(rank[i] - 1)] = values[i];
  }
  std::vector<double> sums{0.0};
  sums.reserve(values.size() + 1);
  for (const double value : by_rank) sums.push_back(sums.back() + value);
  return sums;
}

Table curve_table(std::span<const double> sums, bool has_shares) {
  constexpr int parts = 100;
  std::vector<double> client_share, value_share;
  const auto clients = static_cast<double>(sums.size() - 1);
  for (int i = 0; has_shares && i <= parts; ++i) {
    const double place = clients * i / parts;
    const auto whole = std::min(static_cast<std::size_t>(place), sums.size() - 2);
    const double part = place - static_cast<double>(whole);
    client_share.push_back(static_cast<double>(i) / parts);
    value_share.push_back((sums[whole] + part * (sums[whole + 1] - sums[whole])) / sums.back());
  }
  return Table::Builder()
      .float64("client_share", std::move(client_share))
      .float64("value_share", std::move(value_share))
      .build();
}

}  // namespace

WhaleCurve whale_curve(std::span<const double> values) {
  WhaleCurve result;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      throw Error(Status::invalid_argument, "whale_curve: a value is not finite", "values",
                  static_cast<std::int64_t>(i));
    }
    result.profitable += values[i] > 0.0;
    result.loss_making += values[i] < 0.0;
  }
  std::vector<std::int64_t> rank = descending_ranks(values);
  const std::vector<double> sums = cumulate(values, rank);
  result.total = sums.back();
  result.peak = sums[static_cast<std::size_t>(result.profitable)];
  const auto clients = static_cast<double>(values.size());
  double area = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) area += (sums[i] + sums[i + 1]) / (2.0 * clients);
  area /= result.total;
  const double peak_share = result.peak / result.total;
  // A total that is next to nothing beside what was gained and lost has no shares.
  const bool has_shares = result.total > 0.0 && std::isfinite(peak_share) && std::isfinite(area);
  if (has_shares) {
    result.peak_share = peak_share;
    result.area = area;
    result.stobachoff = (area - 0.5) / area;
  }

  std::vector<double> cumulative(values.size()), share(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    cumulative[i] = sums[static_cast<std::size_t>(rank[i])];
    if (has_shares) share[i] = cumulative[i] / result.total;
  }
  result.clients = Table::Builder()
                       .int64("rank", std::move(rank))
                       .float64("cumulative", std::move(cumulative))
                       .float64("cumulative_share", std::move(share),
                                std::vector<std::uint8_t>(values.size(), has_shares))
                       .build();
  result.curve = curve_table(sums, has_shares);
  return result;
}

}  // namespace tenure
