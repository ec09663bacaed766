#include <cmath>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/optional_column.hpp"
#include "base/ranks.hpp"
#include <tenure/complaints.hpp>

namespace tenure {
namespace {

void check_complaints(const ComplaintInput& input) {
  const std::size_t n = input.clients.size();
  check_rows("clients", input.clients, check_cost);
  check_length("value", input.value.size(), n);
  check_rows("value", input.value, check_amount);
  check_length("cost", input.cost.size(), n);
  check_rows("cost", input.cost, check_cost);
  const auto check_shares = [n](const char* name, std::span<const double> shares) {
    check_length(name, shares.size(), n);
    check_rows(name, shares, check_probability);
  };
  check_shares("voiced", input.voiced);
  check_shares("stay_handled", input.stay_handled);
  check_shares("stay_ignored", input.stay_ignored);
  check_shares("stay_silent", input.stay_silent);
  if (!input.handled.empty()) check_shares("handled", input.handled);
  if (!input.voiced_to.empty()) {
    check_shares("voiced_to", input.voiced_to);
    for (std::size_t i = 0; i < n; ++i) {
      require(input.voiced_to[i] >= input.voiced[i], "voiced_to", "at least what is voiced now",
              input.voiced_to[i], static_cast<std::int64_t>(i));
    }
  }
  check_cost("fixed_cost", input.fixed_cost);
}

}  // namespace

ComplaintReport complaint_profit(const ComplaintInput& input) {
  check_complaints(input);
  const std::size_t n = input.clients.size();
  std::vector<double> complaints(n), silent(n), lost(n), lost_silent(n), gain(n), largest_cost(n);
  std::vector<double> voice_value(n);
  OptionalColumn roi(n), voice_gain(n);
  ComplaintReport report;
  double more_voice = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const double value = input.value[i], cost = input.cost[i];
    const double handled = input.handled.empty() ? 1.0 : input.handled[i];
    complaints[i] = input.clients[i] * input.voiced[i];
    silent[i] = input.clients[i] * (1.0 - input.voiced[i]);
    const double stay = handled * input.stay_handled[i] + (1.0 - handled) * input.stay_ignored[i];
    lost_silent[i] = silent[i] * (1.0 - input.stay_silent[i]) * value;
    lost[i] = lost_silent[i] + complaints[i] * (1.0 - stay) * value;
    largest_cost[i] = (input.stay_handled[i] - input.stay_ignored[i]) * value;
    const double spent = complaints[i] * handled * cost;
    gain[i] = complaints[i] * handled * (largest_cost[i] - cost);
    roi.set(i, gain[i] / spent);
    voice_value[i] = (stay - input.stay_silent[i]) * value - handled * cost;
    if (!input.voiced_to.empty()) {
      const double more = input.clients[i] * (input.voiced_to[i] - input.voiced[i]);
      voice_gain.set(i, more * voice_value[i]);
      more_voice += more * voice_value[i];
    }
    report.lost += lost[i];
    report.lost_silent += lost_silent[i];
    report.gain += gain[i];
    report.spent += spent;
  }
  report.spent += input.fixed_cost;
  report.profit = report.gain - input.fixed_cost;
  const double return_on_spent = report.profit / report.spent;
  if (std::isfinite(return_on_spent)) report.roi = return_on_spent;
  if (!input.voiced_to.empty()) report.voice_gain = more_voice;

  std::vector<std::int64_t> rank = descending_ranks(lost);
  Table::Builder causes;
  causes.float64("complaints", std::move(complaints))
      .float64("silent", std::move(silent))
      .float64("lost", std::move(lost))
      .float64("lost_silent", std::move(lost_silent))
      .float64("gain", std::move(gain));
  std::move(roi).add_to(causes, "roi");
  causes.float64("largest_cost", std::move(largest_cost))
      .float64("voice_value", std::move(voice_value));
  std::move(voice_gain).add_to(causes, "voice_gain");
  report.causes = causes.int64("rank", std::move(rank)).build();
  return report;
}

}  // namespace tenure
